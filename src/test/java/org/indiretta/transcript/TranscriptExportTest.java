package org.indiretta.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.FileId;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is downloaded, compared with the files under {@code src/test/resources/export}. */
class TranscriptExportTest {
  private static final Instant START = Instant.parse("2026-03-02T22:58:00Z");
  private static final ConsultationId ID = ConsultationId.next();
  private static final Writer CITIZEN = new Writer.Citizen(CitizenId.next());
  private static final OperatorId MARTA = OperatorId.next();

  private static List<Entry> entries() {
    Writer marta = new Writer.Operator(MARTA);
    Writer gone = new Writer.Operator(OperatorId.next());
    Writer server = new Writer.Server();
    return List.of(
        entry(1, 0, server, new Body.Event("STARTED", null, "passport")),
        entry(2, 0, CITIZEN, new Body.Message("Buonasera,\ncosa serve per il <b>passaporto</b>?")),
        entry(3, 60, server, new Body.Event("JOINED", "Marta", "Sportello")),
        entry(4, 90, marta, new Body.Note("ha già chiamato ieri")),
        entry(5, 120, marta, new Body.Message("Una foto & la carta d'identità \"vecchia\".")),
        entry(6, 150, CITIZEN, new Body.File(FileId.next(), "foto.jpg", "image/jpeg", 1_234_567)),
        entry(7, 160, gone, new Body.Erased()),
        entry(8, 200, server, new Body.Event("SOMETHING_NEW", null, null)),
        entry(9, 300, server, new Body.Event("ENDED", null, "RESOLVED")));
  }

  private static Entry entry(long seq, long seconds, Writer writer, Body body) {
    return new Entry(ID, seq, START.plusSeconds(seconds), writer, null, body);
  }

  private static TranscriptExport export(Language words, TranscriptExport.Reader reader) {
    return new TranscriptExport(
        words,
        new TranscriptExport.Head(
            new Reference("K7-4F2"),
            "Città di Rivalago",
            "Passaporto e carta d'identità",
            "Anna",
            Language.IT,
            ZoneId.of("Europe/Zurich"),
            START,
            START.plusSeconds(300)),
        reader,
        id -> id.equals(MARTA) ? "Marta" : null);
  }

  private static String golden(String name) throws Exception {
    try (InputStream bytes = TranscriptExportTest.class.getResourceAsStream("/export/" + name)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void theTextIsAsAgreed(Language words) throws Exception {
    assertThat(export(words, TranscriptExport.Reader.CITIZEN).text(entries()))
        .isEqualTo(golden("citizen-" + words.code() + ".txt"));
  }

  @Test
  void thePageIsAsAgreed() throws Exception {
    assertThat(export(Language.IT, TranscriptExport.Reader.CITIZEN).html(entries()))
        .isEqualTo(golden("citizen-it.html"));
  }

  @Test
  void p2_everyPlaceStandsInEveryExportAndTheNoteOnlyInTheStaffs() {
    for (TranscriptExport.Reader reader : TranscriptExport.Reader.values()) {
      String text = export(Language.DE, reader).text(entries());
      String html = export(Language.DE, reader).html(entries());
      for (int seq = 1; seq <= 9; seq++) {
        assertThat(text).contains("[" + seq + "] ");
        assertThat(html).contains("<li value=\"" + seq + "\">");
      }
      boolean shown = reader == TranscriptExport.Reader.STAFF;
      assertThat(text.contains("chiamato ieri")).isEqualTo(shown);
      assertThat(html.contains("chiamato ieri")).isEqualTo(shown);
    }
  }

  @Test
  void thePageNeedsNothingElseAndLetsNoMarkupIn() {
    String html = export(Language.IT, TranscriptExport.Reader.CITIZEN).html(entries());

    assertThat(html)
        .contains("&lt;b&gt;passaporto&lt;/b&gt;")
        .doesNotContain("<script", "<img", "<link", "src=\"", "href=", "url(", "<b>");
  }
}
