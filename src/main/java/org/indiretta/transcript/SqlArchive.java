package org.indiretta.transcript;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/**
 * Past consultations: searching them, and opening one, which leaves a row (who, which, when). Texts
 * are found by their words in any of the four languages, accents or not.
 */
public final class SqlArchive {
  /** How many ended consultations one reading of words takes. */
  static final int INDEX_BATCH = 100;

  /** The longest text of one transcript whose words are kept, in characters. */
  private static final int INDEXED_CHARS = 200_000;

  private static final String COLUMNS =
      """
      SELECT c.id, c.reference, c.site_id, c.topic_id, c.mode, c.state, c.language, c.name,
             c.operator_id, c.started_at, c.answered_at, c.ended_at, c.outcome, r.score, r.comment,
             c.last_seq, c.erased_at
      FROM consultation c LEFT JOIN rating r ON r.consultation_id = c.id
      WHERE c.ended_at IS NOT NULL AND c.state IN ('CLOSED', 'ABANDONED', 'REFUSED')
        AND (:all OR c.topic_id = ANY (:topics::text[]) OR c.operator_id = :self
             OR EXISTS (SELECT 1 FROM entry e
                        WHERE e.consultation_id = c.id AND e.writer_id = :self)
             OR EXISTS (SELECT 1 FROM consultation n
                        WHERE n.earlier_id = c.id AND n.operator_id = :self
                          AND n.state IN ('ACTIVE', 'WRAP_UP')))
      """;

  private static final Sql FIND = Sql.of(COLUMNS + " AND c.id = :id");

  private static final Sql SEARCH =
      Sql.of(
          COLUMNS
              + """
                AND (:reference::text IS NULL OR starts_with(c.reference, :reference))
                AND (:topic::text IS NULL OR c.topic_id = :topic)
                AND (:operator::uuid IS NULL OR c.operator_id = :operator)
                AND (:from::timestamptz IS NULL OR c.ended_at >= :from)
                AND (:to::timestamptz IS NULL OR c.ended_at < :to)
                AND (:beforeEnd::timestamptz IS NULL OR (c.ended_at, c.id) < (:beforeEnd, :beforeId::uuid))
                AND (:text::text IS NULL OR c.id IN (
                      SELECT w.consultation_id FROM transcript_words w
                      WHERE w.words @@ (websearch_to_tsquery('simple', unaccent(:text))
                                     || websearch_to_tsquery('italian', unaccent(:text))
                                     || websearch_to_tsquery('german', unaccent(:text))
                                     || websearch_to_tsquery('french', unaccent(:text))
                                     || websearch_to_tsquery('english', unaccent(:text)))))
              ORDER BY c.ended_at DESC, c.id DESC
              LIMIT :limit
              """);

  private static final Sql ACCESS =
      Sql.of(
          "INSERT INTO archive_access (operator_id, consultation_id, at) VALUES (:self, :id, :now)");

  private static final Sql INDEX =
      Sql.of(
          """
          WITH ended AS (
            SELECT c.id, c.ended_at,
                   CASE c.language WHEN 'it' THEN 'italian' WHEN 'de' THEN 'german'
                                   WHEN 'fr' THEN 'french' ELSE 'english' END::regconfig AS config
            FROM consultation c LEFT JOIN transcript_words w ON w.consultation_id = c.id
            WHERE c.ended_at >= coalesce((SELECT max(ended_at) FROM transcript_words), '-infinity')
                                - interval '1 hour'
              AND c.erased_at IS NULL
              AND w.ended_at IS DISTINCT FROM c.ended_at
            ORDER BY c.ended_at
            LIMIT :limit
          )
          INSERT INTO transcript_words (consultation_id, ended_at, words)
          SELECT d.id, d.ended_at,
                 to_tsvector('simple', t.text) || to_tsvector(d.config, t.text)
          FROM ended d, LATERAL (
            SELECT left(unaccent(coalesce(string_agg(e.text, ' ' ORDER BY e.seq), '')), :chars) AS text
            FROM entry e WHERE e.consultation_id = d.id AND e.text IS NOT NULL) t
          ON CONFLICT (consultation_id)
            DO UPDATE SET ended_at = EXCLUDED.ended_at, words = EXCLUDED.words
          """);

  private final Database database;

  /** Searches on this pool. */
  public SqlArchive(Database database) {
    this.database = database;
  }

  /** One page of what was found, newest end first; the cursor of the next page when it was full. */
  public record Found(List<PastConsultation> consultations, Optional<ArchiveSearch.Cursor> next) {}

  /** Searches; what ended a moment ago is found too. */
  public Future<Found> search(ArchiveSearch search) {
    Future<Integer> current =
        search.text() == null ? Future.succeededFuture(0) : indexEnded(INDEX_BATCH);
    return current
        .compose(n -> database.list(bound(search), SqlArchive::past))
        .map(
            rows ->
                new Found(
                    rows,
                    rows.size() < search.limit()
                        ? Optional.empty()
                        : Optional.of(
                            new ArchiveSearch.Cursor(
                                rows.getLast().endedAt(), rows.getLast().id()))));
  }

  private static Sql.Bound bound(ArchiveSearch search) {
    ArchiveSearch.Cursor before = search.before();
    return scoped(SEARCH, search.scope())
        .with("reference", search.reference())
        .with("topic", search.topic() == null ? null : search.topic().value())
        .with("operator", search.operator() == null ? null : search.operator().value())
        .with("from", search.from())
        .with("to", search.to())
        .with("beforeEnd", before == null ? null : before.endedAt())
        .with("beforeId", before == null ? null : before.id().value())
        .with("text", search.text())
        .with("limit", (long) search.limit());
  }

  private static Sql.Bound scoped(Sql sql, ArchiveScope scope) {
    return sql.with("all", scope.all())
        .with("topics", scope.topics().stream().map(TopicId::value).toArray(String[]::new))
        .with("self", scope.self().value());
  }

  /**
   * Opens one and leaves the row in the same transaction; empty, and no row, when it is not there
   * or not in the reader's scope.
   */
  public Future<Optional<PastConsultation>> open(
      ConsultationId id, ArchiveScope scope, Instant now) {
    return database.inTransaction(
        tx ->
            tx.first(scoped(FIND, scope).with("id", id.value()), SqlArchive::past)
                .compose(
                    found ->
                        found.isEmpty()
                            ? Future.succeededFuture(found)
                            : tx.update(
                                    ACCESS
                                        .with("self", scope.self().value())
                                        .with("id", id.value())
                                        .with("now", now))
                                .map(found)));
  }

  /**
   * Reads the words of consultations that ended and were not read yet, oldest first.
   *
   * @return how many were read; fewer than {@code limit} when it has caught up
   */
  Future<Integer> indexEnded(int limit) {
    return database.update(INDEX.with("limit", (long) limit).with("chars", INDEXED_CHARS));
  }

  private static PastConsultation past(Row row) {
    UUID operator = row.getUUID("operator_id");
    return new PastConsultation(
        new ConsultationId(row.getUUID("id")),
        new Reference(row.getString("reference")),
        new SiteId(row.getString("site_id")),
        new TopicId(row.getString("topic_id")),
        Rows.constant(Mode.class, row, "mode"),
        row.getString("state"),
        Language.of(row.getString("language")),
        row.getString("name"),
        operator == null ? null : new OperatorId(operator),
        Rows.instant(row, "started_at"),
        Rows.instant(row, "answered_at"),
        Rows.instant(row, "ended_at"),
        row.getString("outcome"),
        row.getInteger("score"),
        row.getString("comment"),
        row.getLong("last_seq"),
        Rows.instant(row, "erased_at"));
  }
}
