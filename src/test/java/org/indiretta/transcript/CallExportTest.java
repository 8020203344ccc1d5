package org.indiretta.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.GuestId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Reference;
import org.indiretta.transcript.TranscriptExport.Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls and shares in what is downloaded: who, how long, why it ended, how good it was (C9). */
class CallExportTest {
  private static final Instant START = Instant.parse("2026-03-02T08:58:00Z");
  private static final ConsultationId ID = ConsultationId.next();

  private static final List<Entry> ENTRIES =
      List.of(
          entry(1, new Body.Event("CALL_STARTED", "Marta", "TALK")),
          entry(2, new Body.Event("SHARE_STARTED", null, "SCREEN")),
          entry(3, new Body.Event("SHARE_ENDED", null, "SCREEN", 61L, null)),
          entry(
              4,
              new Body.Event("CALL_ENDED", null, "HUNG_UP", 312L, new Body.Quality(1, 48, true))),
          entry(5, new Body.Event("CALL_ENDED", null, "LOST", 3L, new Body.Quality(0, 9, false))),
          entry(6, new Body.Event("CALL_DECLINED", null, "UNANSWERED")),
          entry(7, new Body.Event("CALL_JOINED", "Luca", "COLLEAGUE")),
          entry(8, new Body.Event("CALL_LEFT", "Amina", "INTERPRETER")),
          new Entry(
              ID,
              9,
              START,
              new Writer.Guest(GuestId.next(), "Amina", CallRole.INTERPRETER),
              new ClientMessageId("g"),
              new Body.Message("Grüezi")),
          new Entry(
              ID,
              10,
              START,
              new Writer.Guest(GuestId.next(), null, null),
              null,
              new Body.Erased()));

  private static final Map<Language, String> EXPECTED =
      Map.of(
          Language.IT,
          """
          [1] 09:58 Sportello: Marta: chiamata iniziata (voce)
          [2] 09:58 Sportello: Lei: mostra lo schermo
          [3] 09:58 Sportello: Lei: non mostra più lo schermo (1:01)
          [4] 09:58 Sportello: Chiamata terminata dopo 5:12: riagganciato; qualità: perdita 1 %, andata e ritorno 48 ms, tramite relè
          [5] 09:58 Sportello: Chiamata terminata dopo 0:03: collegamento interrotto; qualità: perdita 0 %, andata e ritorno 9 ms, diretta
          [6] 09:58 Sportello: La chiamata non ha avuto luogo: nessuna risposta
          [7] 09:58 Sportello: Luca partecipa alla chiamata (collega)
          [8] 09:58 Sportello: Amina ha lasciato la chiamata (interprete)
          [9] 09:58 Amina (interprete): Grüezi
          [10] 09:58 Ospite: Contenuto cancellato
          """,
          Language.DE,
          """
          [1] 09:58 Schalter: Marta: Gespräch begonnen (Sprache)
          [2] 09:58 Schalter: Sie: zeigt den Bildschirm
          [3] 09:58 Schalter: Sie: zeigt den Bildschirm nicht mehr (1:01)
          [4] 09:58 Schalter: Gespräch nach 5:12 beendet: aufgelegt; Qualität: Verlust 1 %, Hin und zurück 48 ms, über Relais
          [5] 09:58 Schalter: Gespräch nach 0:03 beendet: Verbindung verloren; Qualität: Verlust 0 %, Hin und zurück 9 ms, direkt
          [6] 09:58 Schalter: Das Gespräch kam nicht zustande: keine Antwort
          [7] 09:58 Schalter: Luca nimmt am Gespräch teil (Mitarbeit)
          [8] 09:58 Schalter: Amina hat das Gespräch verlassen (Dolmetschen)
          [9] 09:58 Amina (Dolmetschen): Grüezi
          [10] 09:58 Gast: Inhalt gelöscht
          """,
          Language.FR,
          """
          [1] 09:58 Guichet: Marta : appel commencé (voix)
          [2] 09:58 Guichet: Vous : montre l’écran
          [3] 09:58 Guichet: Vous : ne montre plus l’écran (1:01)
          [4] 09:58 Guichet: Appel terminé après 5:12 : raccroché; qualité : perte 1 %, aller-retour 48 ms, par relais
          [5] 09:58 Guichet: Appel terminé après 0:03 : liaison perdue; qualité : perte 0 %, aller-retour 9 ms, directe
          [6] 09:58 Guichet: L’appel n’a pas eu lieu : pas de réponse
          [7] 09:58 Guichet: Luca participe à l’appel (collègue)
          [8] 09:58 Guichet: Amina a quitté l’appel (interprétation)
          [9] 09:58 Amina (interprétation): Grüezi
          [10] 09:58 Invité: Contenu effacé
          """,
          Language.EN,
          """
          [1] 09:58 Desk: Marta: call started (voice)
          [2] 09:58 Desk: You: shows the screen
          [3] 09:58 Desk: You: no longer shows the screen (1:01)
          [4] 09:58 Desk: Call ended after 5:12: hung up; quality: 1% lost, 48 ms there and back, relayed
          [5] 09:58 Desk: Call ended after 0:03: link lost; quality: 0% lost, 9 ms there and back, direct
          [6] 09:58 Desk: The call did not take place: no answer
          [7] 09:58 Desk: Luca joined the call (staff)
          [8] 09:58 Desk: Amina left the call (interpreter)
          [9] 09:58 Amina (interpreter): Grüezi
          [10] 09:58 Guest: Content erased
          """);

  private static Entry entry(long seq, Body.Event event) {
    return new Entry(ID, seq, START, new Writer.Server(), null, event);
  }

  private static TranscriptExport export(Language words, Reader reader) {
    return new TranscriptExport(
        words,
        new TranscriptExport.Head(
            new Reference("K7-4F2"),
            "Rivalago",
            "Tema",
            "Anna",
            Language.IT,
            ZoneId.of("Europe/Zurich"),
            START,
            null),
        reader,
        id -> null);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void c9_callsStandInTheTextInFourLanguages(Language words) {
    String text = export(words, Reader.CITIZEN).text(ENTRIES);

    assertThat(text.substring(text.indexOf("[1]"))).isEqualTo(EXPECTED.get(words));
  }

  @Test
  void c9_callsStandInThePageToo() {
    assertThat(export(Language.EN, Reader.STAFF).html(ENTRIES))
        .contains("<p class=\"event\">Anna: shows the screen</p>")
        .contains(
            "Call ended after 5:12: hung up; quality: 1% lost, 48 ms there and back, relayed");
  }
}
