package org.indiretta.transcript;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;

/**
 * A transcript to keep: plain text, or one HTML page that needs nothing else. Every place stands in
 * it with its number (P2); to the citizen an internal note is an entry that is not shown.
 *
 * @param words in which language it is written
 * @param head what stands above the entries
 * @param reader for whom
 * @param names the first name of an operator; null when nobody knows it any more
 */
public record TranscriptExport(
    Language words, Head head, Reader reader, Function<OperatorId, String> names) {
  /** For whom it is written. */
  public enum Reader {
    /** Sees no internal notes. */
    CITIZEN,
    /** Sees everything. */
    STAFF
  }

  /**
   * What stands above the entries.
   *
   * @param site the name of the city
   * @param topic the name of the topic
   * @param citizen what the citizen wanted to be called; null when not said
   * @param spoken the language of the consultation
   * @param zone the site's
   * @param endedAt null while it lasts
   */
  public record Head(
      Reference reference,
      String site,
      String topic,
      String citizen,
      Language spoken,
      ZoneId zone,
      Instant startedAt,
      Instant endedAt) {
    public Head {
      Objects.requireNonNull(zone, "zone");
      Objects.requireNonNull(startedAt, "startedAt");
    }
  }

  /** One line of an entry, in words. */
  record Line(long seq, Instant at, String author, String text, boolean said) {}

  /** As plain text, lines ending in LF. */
  public String text(List<Entry> entries) {
    StringBuilder text = new StringBuilder();
    ExportWords w = ExportWords.in(words);
    text.append(w.text("title", head.reference().value())).append('\n');
    text.append(head.site()).append("\n\n");
    text.append(w.text("topic")).append(": ").append(head.topic()).append('\n');
    text.append(w.text("started")).append(": ").append(moment(head.startedAt())).append('\n');
    if (head.endedAt() != null) {
      text.append(w.text("ended")).append(": ").append(moment(head.endedAt())).append('\n');
    }
    LocalDate day = null;
    for (Entry entry : entries) {
      LocalDate of = entry.at().atZone(head.zone()).toLocalDate();
      if (!of.equals(day)) {
        day = of;
        text.append("\n== ").append(date(day)).append(" ==\n");
      }
      Line line = line(entry);
      text.append("[%d] %s %s: ".formatted(line.seq(), time(line.at()), line.author()))
          .append(line.text().replace("\n", "\n    "))
          .append('\n');
    }
    return text.toString();
  }

  /** As a page of its own: no script, nothing fetched from anywhere. */
  public String html(List<Entry> entries) {
    return new HtmlExport(this).page(entries);
  }

  Line line(Entry entry) {
    ExportWords w = ExportWords.in(words);
    String author = author(entry.writer());
    return switch (entry.body()) {
      case Body.Message message -> line(entry, author, message.text(), true);
      case Body.Note note when reader == Reader.STAFF ->
          line(entry, author + " – " + w.text("note"), note.text(), true);
      case Body.Note _ -> line(entry, w.text("system"), w.text("withheld"), false);
      case Body.File file ->
          line(entry, author, w.text("file", file.name(), size(file.size())), false);
      case Body.Event event -> line(entry, w.text("system"), happened(event), false);
      case Body.Erased _ -> line(entry, author, w.text("erased"), false);
    };
  }

  private static Line line(Entry entry, String author, String text, boolean said) {
    return new Line(entry.seq(), entry.at(), author, text, said);
  }

  private String author(Writer writer) {
    ExportWords w = ExportWords.in(words);
    return switch (writer) {
      case Writer.Citizen _ -> citizen();
      case Writer.Operator operator ->
          Objects.requireNonNullElse(names.apply(operator.id()), w.text("operator"));
      case Writer.Guest guest when guest.name() == null -> w.text("guest");
      case Writer.Guest guest ->
          w.text("guest.named", guest.name(), w.text("call." + guest.role()));
      case Writer.Server _ -> w.text("system");
    };
  }

  /** How the citizen is named to this reader. */
  private String citizen() {
    ExportWords w = ExportWords.in(words);
    return reader == Reader.CITIZEN
        ? w.text("you")
        : Objects.requireNonNullElse(head.citizen(), w.text("citizen"));
  }

  private String happened(Body.Event event) {
    ExportWords w = ExportWords.in(words);
    String key = "event." + event.event();
    if (w.has(key) && CallWords.isOne(event)) {
      return CallWords.line(w, event, citizen());
    }
    String who = Objects.requireNonNullElse(event.name(), w.text("operator"));
    return w.has(key) ? w.text(key, who) : w.text("event.other");
  }

  private String size(long bytes) {
    Locale locale = ExportWords.in(words).locale();
    return bytes < 1_000_000
        ? "%d KB".formatted(Math.max(1, bytes / 1_000))
        : String.format(locale, "%.1f MB", bytes / 1e6);
  }

  String moment(Instant at) {
    return date(at.atZone(head.zone()).toLocalDate()) + ", " + time(at);
  }

  String date(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
        .withLocale(ExportWords.in(words).locale())
        .format(day);
  }

  String time(Instant at) {
    return DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(head.zone()));
  }
}
