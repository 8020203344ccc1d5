package org.indiretta.transcript;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.indiretta.sql.Database;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;
import org.indiretta.telemetry.Clock;

/**
 * Erases what has been kept long enough: the files of a site's consultations {@code
 * file_retention_days} after the end (never later than the rest), everything people wrote or are
 * called {@code retention_days} after it. Places stay as erased (P2). In small transactions, and
 * again and again without harm; nodes may run it together.
 */
public final class SqlRetention {
  /** How many consultations, files or contact requests one transaction erases. */
  private static final int BATCH = 20;

  private static final Sql OLD_FILES =
      Sql.of(
          """
          SELECT f.id, f.consultation_id
          FROM file f
          JOIN consultation c ON c.id = f.consultation_id
          JOIN site s ON s.id = c.site_id
          WHERE f.erased_at IS NULL
            AND c.ended_at < :now::timestamptz
                             - make_interval(days => least(s.file_retention_days, s.retention_days))
          ORDER BY f.id
          LIMIT :limit
          FOR UPDATE OF f SKIP LOCKED
          """);

  private static final Sql ERASE_FILE_ENTRIES =
      Sql.of(
          """
          UPDATE entry SET kind = 'ERASED', text = NULL, data = NULL
          WHERE kind = 'FILE' AND consultation_id = ANY (:consultations)
            AND (data ->> 'file')::uuid = ANY (:files)
          """);

  private static final Sql DELETE_CHUNKS =
      Sql.of("DELETE FROM file_chunk WHERE file_id = ANY (:files)");

  private static final Sql ERASE_FILES =
      Sql.of("UPDATE file SET erased_at = :now, name = '-' WHERE id = ANY (:files)");

  private static final Sql OLD_CONSULTATIONS =
      Sql.of(
          """
          SELECT c.id
          FROM consultation c JOIN site s ON s.id = c.site_id
          WHERE c.erased_at IS NULL AND c.ended_at < :now::timestamptz - make_interval(days => s.retention_days)
          ORDER BY c.ended_at
          LIMIT :limit
          FOR UPDATE OF c SKIP LOCKED
          """);

  private static final List<Sql> ERASE_CONSULTATIONS =
      List.of(
          Sql.of(
              """
              UPDATE entry SET kind = 'ERASED', text = NULL, data = NULL, client_message_id = NULL
              WHERE consultation_id = ANY (:ids)
              """),
          Sql.of(
              """
              DELETE FROM file_chunk
              WHERE file_id IN (SELECT id FROM file WHERE consultation_id = ANY (:ids))
              """),
          Sql.of("DELETE FROM file WHERE consultation_id = ANY (:ids)"),
          Sql.of("DELETE FROM choice WHERE consultation_id = ANY (:ids)"),
          Sql.of("DELETE FROM transcript_words WHERE consultation_id = ANY (:ids)"),
          Sql.of(
              """
              UPDATE call_member SET guest_name = NULL
              WHERE guest_name IS NOT NULL
                AND call_id IN (SELECT id FROM call WHERE consultation_id = ANY (:ids))
              """),
          Sql.of("UPDATE rating SET comment = NULL WHERE consultation_id = ANY (:ids)"),
          Sql.of(
              """
              UPDATE citizen SET says_to_be = NULL
              WHERE id IN (SELECT citizen_id FROM consultation WHERE id = ANY (:ids))
              """));

  private static final Sql MARK_ERASED =
      Sql.of(
          """
          UPDATE consultation
          SET erased_at = :now, name = NULL, page = NULL, question = NULL, hand_over_note = NULL,
            call_back_telephone = NULL
          WHERE id = ANY (:ids)
          """);

  private static final Sql DELETE_REQUEST_FILES =
      Sql.of(
          """
          WITH gone AS (
            DELETE FROM file WHERE id IN (
              SELECT f.id
              FROM file f
              JOIN contact_request r ON r.id = f.contact_request_id
              JOIN site s ON s.id = r.site_id
              WHERE r.done_at < :now::timestamptz - make_interval(days => s.file_retention_days)
              ORDER BY f.id
              LIMIT :limit
              FOR UPDATE OF f SKIP LOCKED)
            RETURNING id
          )
          INSERT INTO erasure (at, kind, subject) SELECT :at::timestamptz, 'FILE', id FROM gone
          """);

  private static final Sql DELETE_CONTACT_REQUESTS =
      Sql.of(
          """
          WITH gone AS (
            DELETE FROM contact_request WHERE id IN (
              SELECT r.id
              FROM contact_request r JOIN site s ON s.id = r.site_id
              WHERE coalesce(r.done_at, r.created_at)
                    < :now::timestamptz - make_interval(days => s.retention_days)
              ORDER BY r.id
              LIMIT :limit
              FOR UPDATE OF r SKIP LOCKED)
            RETURNING id
          )
          INSERT INTO erasure (at, kind, subject)
          SELECT :at::timestamptz, 'CONTACT_REQUEST', id FROM gone
          """);

  private final Database database;
  private final Clock clock;

  /**
   * Erases on this pool, in transactions of its own.
   *
   * @param clock when each of them erased: a long run's last ones are not recorded as of its
   *     beginning, where nobody looks for them any more
   */
  public SqlRetention(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** How much was erased: consultations, files kept apart from them, contact requests. */
  public record Erased(int consultations, int files, int contactRequests) {}

  /** Erases all that is due at {@code now}. What cannot be done now is done the next time. */
  public Future<Erased> run(Instant now) {
    return repeat(() -> eraseFiles(now), 0)
        .compose(
            files ->
                repeat(() -> eraseConsultations(now), 0)
                    .compose(
                        consultations ->
                            repeat(() -> some(DELETE_REQUEST_FILES, now), 0)
                                .compose(
                                    gone -> repeat(() -> some(DELETE_CONTACT_REQUESTS, now), 0))
                                .map(requests -> new Erased(consultations, files, requests))))
        .compose(erased -> new SqlErasures(database).forget(now).map(erased));
  }

  private Future<Integer> some(Sql delete, Instant now) {
    return database.update(
        delete.with("now", now).with("at", clock.now()).with("limit", (long) BATCH));
  }

  private static Future<Integer> repeat(
      java.util.function.Supplier<Future<Integer>> step, int before) {
    return step.get()
        .compose(n -> n == 0 ? Future.succeededFuture(before) : repeat(step, before + n));
  }

  private Future<Integer> eraseFiles(Instant now) {
    return database.inTransaction(
        tx ->
            tx.list(
                    OLD_FILES.with("now", now).with("limit", (long) BATCH),
                    row -> new UUID[] {row.getUUID(0), row.getUUID(1)})
                .compose(
                    old ->
                        eraseFiles(tx, old, now)
                            .compose(n -> recorded(tx, Erasure.Kind.FILE, firsts(old)))));
  }

  private static UUID[] firsts(List<UUID[]> pairs) {
    return pairs.stream().map(ids -> ids[0]).toArray(UUID[]::new);
  }

  /**
   * The content of the files' entries, their bytes and their names.
   *
   * @param files each with its consultation
   */
  static Future<Integer> eraseFiles(Transaction tx, List<UUID[]> files, Instant now) {
    if (files.isEmpty()) {
      return Future.succeededFuture(0);
    }
    UUID[] owners = files.stream().map(ids -> ids[1]).toArray(UUID[]::new);
    return tx.update(ERASE_FILE_ENTRIES.with("consultations", owners).with("files", firsts(files)))
        .compose(n -> eraseBytes(tx, firsts(files), now));
  }

  /** The bytes of files, and their names. */
  static Future<Integer> eraseBytes(Transaction tx, UUID[] files, Instant now) {
    return tx.update(DELETE_CHUNKS.with("files", files))
        .compose(n -> tx.update(ERASE_FILES.with("files", files).with("now", now)));
  }

  private Future<Integer> recorded(Transaction tx, Erasure.Kind kind, UUID[] subjects) {
    return subjects.length == 0
        ? Future.succeededFuture(0)
        : SqlErasures.all(tx, kind, subjects, clock.now());
  }

  private Future<Integer> eraseConsultations(Instant now) {
    return database.inTransaction(
        tx ->
            tx.list(
                    OLD_CONSULTATIONS.with("now", now).with("limit", (long) BATCH),
                    (Row row) -> row.getUUID(0))
                .compose(
                    old -> {
                      UUID[] ids = old.toArray(UUID[]::new);
                      return ids.length == 0
                          ? Future.succeededFuture(0)
                          : erase(tx, ids, now)
                              .compose(n -> recorded(tx, Erasure.Kind.CONSULTATION, ids));
                    }));
  }

  /** Everything people wrote or are called in these consultations. */
  static Future<Integer> erase(Transaction tx, UUID[] ids, Instant now) {
    Future<Integer> last = Future.succeededFuture(0);
    for (Sql statement : ERASE_CONSULTATIONS) {
      last = last.compose(n -> tx.update(statement.with("ids", ids)));
    }
    return last.compose(n -> tx.update(MARK_ERASED.with("ids", ids).with("now", now)));
  }
}
