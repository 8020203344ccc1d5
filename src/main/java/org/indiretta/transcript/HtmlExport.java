package org.indiretta.transcript;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.indiretta.identity.Language;

/**
 * The HTML of a {@link TranscriptExport}: headings, a list whose numbers are the places, times with
 * their machine-readable form, texts marked with the language they are in (WCAG 2.2: 1.3.1, 3.1.2).
 */
final class HtmlExport {
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem}
      h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin-top:2rem}
      dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dd{margin:0}
      ol{padding-left:2.5rem}li{margin:.75rem 0}
      p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}.event{font-style:italic}
      """;

  private final TranscriptExport export;
  private final ExportWords words;
  private final StringBuilder html = new StringBuilder();

  HtmlExport(TranscriptExport export) {
    this.export = export;
    this.words = ExportWords.in(export.words());
  }

  String page(List<Entry> entries) {
    TranscriptExport.Head head = export.head();
    String title = escaped(words.text("title", head.reference().value()));
    html.append(
        """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>%s – %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        <h1>%s</h1>
        <dl>
        """
            .formatted(export.words().code(), title, escaped(head.site()), STYLE, title));
    fact(words.text("system"), escaped(head.site()));
    fact(words.text("topic"), escaped(head.topic()));
    fact(words.text("started"), time(head.startedAt(), export.moment(head.startedAt())));
    if (head.endedAt() != null) {
      fact(words.text("ended"), time(head.endedAt(), export.moment(head.endedAt())));
    }
    html.append("</dl>\n");
    days(entries);
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private void fact(String name, String value) {
    html.append("<dt>%s</dt><dd>%s</dd>\n".formatted(escaped(name), value));
  }

  private void days(List<Entry> entries) {
    LocalDate day = null;
    for (Entry entry : entries) {
      LocalDate of = entry.at().atZone(export.head().zone()).toLocalDate();
      if (!of.equals(day)) {
        html.append(day == null ? "" : "</ol>\n");
        day = of;
        html.append("<h2>%s</h2>\n<ol>\n".formatted(escaped(export.date(day))));
      }
      item(export.line(entry));
    }
    html.append(day == null ? "" : "</ol>\n");
  }

  private void item(TranscriptExport.Line line) {
    Language spoken = export.head().spoken();
    String text =
        line.said()
            ? "<p lang=\"%s\" dir=\"auto\">%s</p>".formatted(spoken.code(), escaped(line.text()))
            : "<p class=\"event\">%s</p>".formatted(escaped(line.text()));
    html.append(
        "<li value=\"%d\"><strong>%s</strong> %s\n%s</li>\n"
            .formatted(
                line.seq(), escaped(line.author()), time(line.at(), export.time(line.at())), text));
  }

  private static String time(Instant at, String shown) {
    return "<time datetime=\"%s\">%s</time>".formatted(at, escaped(shown));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
