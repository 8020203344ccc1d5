package org.indiretta.api;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.indiretta.consultation.Projection;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Site;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;
import org.indiretta.transcript.ArchiveSearch;
import org.indiretta.transcript.Entry;
import org.indiretta.transcript.PastConsultation;
import org.indiretta.transcript.SqlArchive;
import org.indiretta.transcript.SqlEntries;
import org.indiretta.transcript.TranscriptExport;

/** Transcripts to keep, and the archive. */
final class TranscriptResource {
  private static final int PAGE = 50;

  private final Directory directory;
  private final SqlEntries entries;
  private final SqlArchive archive;
  private final Readers readers;
  private final Projection projection;
  private final Clock clock;

  private enum Format {
    TEXT("text/plain; charset=utf-8", ".txt"),
    HTML("text/html; charset=utf-8", ".html");

    private final String contentType;
    private final String ending;

    Format(String contentType, String ending) {
      this.contentType = contentType;
      this.ending = ending;
    }

    static Format of(String text) {
      return "html".equals(text) ? HTML : TEXT;
    }
  }

  private record Found(List<PastConsultation> consultations, String next) {}

  private record Opened(
      PastConsultation consultation, List<org.indiretta.protocol.Entry> entries) {}

  TranscriptResource(Database database, Directory directory, Readers readers, Clock clock) {
    this.directory = directory;
    this.entries = new SqlEntries(database);
    this.archive = new SqlArchive(database);
    this.readers = readers;
    this.projection = new Projection(directory);
    this.clock = clock;
  }

  void bind(Operations operations) {
    operations
        .on("downloadTranscript", this::download)
        .on("searchArchive", this::search)
        .on("openArchive", this::open);
  }

  private Answer download(Call call) {
    ConsultationId id = call.path("consultation", ConsultationId::of);
    return written(call, id, readers.read(call.principal(), id).await());
  }

  /** The same of one that was passed on with a task, for staff who see the task. */
  Answer attached(Call call, ConsultationId id) {
    return written(call, id, readers.attached(id).await());
  }

  private Answer written(Call call, ConsultationId id, SqlReaders.Facts facts) {
    Language language = call.language();
    Format format = call.query("format", Format::of).orElse(Format.TEXT);
    TranscriptExport export =
        new TranscriptExport(
            language,
            head(facts, language),
            call.principal() instanceof Principal.Citizen
                ? TranscriptExport.Reader.CITIZEN
                : TranscriptExport.Reader.STAFF,
            this::firstName);
    List<Entry> all = all(id);
    String written = format == Format.HTML ? export.html(all) : export.text(all);
    return Answer.attachment(
            format.contentType,
            "InDiretta " + facts.reference() + format.ending,
            Buffer.buffer(written))
        .with("Cache-Control", "private, no-store");
  }

  private TranscriptExport.Head head(SqlReaders.Facts facts, Language language) {
    Optional<Site> site = directory.site(facts.site());
    return new TranscriptExport.Head(
        facts.reference(),
        site.map(known -> known.name().in(language)).orElse(facts.site().value()),
        directory
            .topic(facts.topic())
            .map(topic -> topic.name().in(language))
            .orElse(facts.topic().value()),
        facts.name(),
        facts.language(),
        ZoneId.of(site.map(Site::timeZone).orElse("UTC")),
        facts.startedAt(),
        facts.endedAt());
  }

  private List<Entry> all(ConsultationId id) {
    List<Entry> all = new ArrayList<>();
    List<Entry> page;
    do {
      long after = all.isEmpty() ? 0 : all.getLast().seq();
      page = entries.entriesAfter(id, after, SqlEntries.READ_ENTRIES).await();
      all.addAll(page);
    } while (page.size() == SqlEntries.READ_ENTRIES);
    return all;
  }

  private String firstName(OperatorId id) {
    return directory.operator(id).map(Operator::firstName).orElse(null);
  }

  private Answer search(Call call) {
    ArchiveSearch search;
    try {
      search =
          new ArchiveSearch(
              readers.scope(call.staff()),
              call.query("text", String::strip).filter(text -> !text.isEmpty()).orElse(null),
              call.query("reference", String::toUpperCase).orElse(null),
              call.query("topic", TopicId::new).orElse(null),
              call.query("operator", OperatorId::of).orElse(null),
              call.query("from", Instant::parse).orElse(null),
              call.query("to", Instant::parse).orElse(null),
              call.query("before", ArchiveSearch.Cursor::of).orElse(null),
              call.query("limit", Integer::valueOf).orElse(PAGE));
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(ProblemCode.MALFORMED, e.getMessage());
    }
    SqlArchive.Found found = archive.search(search).await();
    return Answer.ok(
        new Found(
            found.consultations(), found.next().map(ArchiveSearch.Cursor::toString).orElse(null)));
  }

  private Answer open(Call call) {
    ConsultationId id = call.path("consultation", ConsultationId::of);
    PastConsultation past =
        archive
            .open(id, readers.scope(call.staff()), clock.now())
            .await()
            .orElseThrow(ProblemException::notFound);
    return Answer.ok(new Opened(past, all(id).stream().map(projection::forStaff).toList()));
  }
}
