package org.indiretta.transcript;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;

/**
 * The table of erasures: written by the transaction that erases, read by whoever keeps a copy of it
 * elsewhere, and done again after a restore.
 */
public final class SqlErasures {
  /**
   * How long it is known that something was erased, and so how old a backup may be that is
   * restored.
   */
  public static final Duration KNOWN = Duration.ofDays(400);

  /** The most one read returns, and one transaction erases again. */
  public static final int BATCH = 500;

  /**
   * An erasure's time is read before its commit: who reads on from a time goes back so far, and
   * meets some again. A transaction takes 2 s at most.
   */
  public static final Duration OVERLAP = Duration.ofMinutes(1);

  private static final Sql RECORD_ENTRY =
      Sql.of(
          """
          INSERT INTO erasure (at, kind, subject, seq)
          VALUES (:now, 'ENTRY', :consultation, :seq)
          """);

  private static final Sql RECORD =
      Sql.of(
          """
          INSERT INTO erasure (at, kind, subject)
          SELECT :now::timestamptz, :kind::text, unnest(:subjects::uuid[])
          """);

  private static final Sql KEEP =
      Sql.of(
          """
          INSERT INTO erasure (id, at, kind, subject, seq)
          VALUES (:id, :at, :kind, :subject, :seq)
          ON CONFLICT (id) DO NOTHING
          """);

  private static final Sql AFTER =
      Sql.of(
          """
          SELECT id, at, kind, subject, coalesce(seq, 0) AS seq FROM erasure
          WHERE (at, id) > (:at, :id)
          ORDER BY at, id
          LIMIT :limit
          """);

  private static final Sql FORGET = Sql.of("DELETE FROM erasure WHERE at < :before");

  private static final Sql FILES_OF_ENTRIES =
      Sql.of(
          """
          SELECT (e.data ->> 'file')::uuid AS file
          FROM entry e
          JOIN unnest(:consultations::uuid[], :places::bigint[]) AS w (consultation, seq)
            ON e.consultation_id = w.consultation AND e.seq = w.seq
          WHERE e.kind = 'FILE'
          """);

  private static final Sql ERASE_ENTRIES =
      Sql.of(
          """
          UPDATE entry e SET kind = 'ERASED', text = NULL, data = NULL
          FROM unnest(:consultations::uuid[], :places::bigint[]) AS w (consultation, seq)
          WHERE e.consultation_id = w.consultation AND e.seq = w.seq
            AND e.kind IN ('MESSAGE', 'FILE', 'NOTE')
          """);

  /** Words that were read from what is erased now are read again. */
  private static final Sql FORGET_WORDS =
      Sql.of("DELETE FROM transcript_words WHERE consultation_id = ANY (:consultations)");

  private static final Sql OWNERS =
      Sql.of(
          """
          SELECT id, consultation_id FROM file
          WHERE id = ANY (:files) AND consultation_id IS NOT NULL AND erased_at IS NULL
          """);

  private static final Sql DELETE_REQUEST_FILES =
      Sql.of("DELETE FROM file WHERE id = ANY (:files) AND contact_request_id IS NOT NULL");

  private static final Sql DELETE_REQUESTS =
      Sql.of("DELETE FROM contact_request WHERE id = ANY (:requests)");

  /** As when they were sent. */
  private static final Sql END_NOTICES =
      Sql.of(
          """
          UPDATE notice SET ended_at = :now, standing = 'SENT', recipient = '', subject = NULL,
            text = ''
          WHERE id = ANY (:notices) AND ended_at IS NULL
          """);

  /** As when they were revoked: no token fits. */
  private static final Sql END_TOKENS =
      Sql.of(
          """
          UPDATE citizen SET expires_at = created_at,
            token_hash = sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
          WHERE id = ANY (:citizens) AND expires_at > created_at
          """);

  /** Not one that was made after the other had been used. */
  private static final Sql USE_CODES =
      Sql.of(
          """
          UPDATE return_code r SET used_at = w.at
          FROM unnest(:consultations::uuid[], :times::timestamptz[]) AS w (consultation, at)
          WHERE r.consultation_id = w.consultation AND r.used_at IS NULL AND r.issued_at <= w.at
          """);

  private static final UUID FIRST = new UUID(0, 0);

  private final Database database;

  /** On this pool. */
  public SqlErasures(Database database) {
    this.database = database;
  }

  /** Within the transaction that withdraws an entry. */
  static Future<Void> entry(Transaction tx, UUID consultation, long seq, Instant now) {
    return tx.update(
            RECORD_ENTRY.with("now", now).with("consultation", consultation).with("seq", seq))
        .mapEmpty();
  }

  /** Within the transaction that erases all of these. */
  static Future<Integer> all(Transaction tx, Erasure.Kind kind, UUID[] subjects, Instant now) {
    return tx.update(RECORD.with("now", now).with("kind", kind.name()).with("subjects", subjects));
  }

  /**
   * The next ones in the order of their times, {@link #BATCH} at most.
   *
   * @param last after this one; null: those from {@code from} on
   */
  public Future<List<Erasure>> after(Instant from, Erasure last) {
    return database.list(
        AFTER
            .with("at", last == null ? from : last.at())
            .with("id", last == null ? FIRST : last.id())
            .with("limit", (long) BATCH),
        SqlErasures::erasure);
  }

  /** Forgets what no backup that may still be restored can bring back. */
  Future<Void> forget(Instant now) {
    return database.update(FORGET.with("before", now.minus(KNOWN))).mapEmpty();
  }

  /**
   * Erases again, in one transaction; again and again without harm.
   *
   * @param erasures {@link #BATCH} at most, each of a kind that is known
   */
  public Future<Void> again(List<Erasure> erasures, Instant now) {
    return database.inTransaction(
        tx ->
            entriesAgain(tx, of(erasures, Erasure.Kind.ENTRY), now)
                .compose(v -> filesAgain(tx, subjects(erasures, Erasure.Kind.FILE), now))
                .compose(
                    v -> {
                      UUID[] ids = subjects(erasures, Erasure.Kind.CONSULTATION);
                      return ids.length == 0
                          ? Future.succeededFuture(0)
                          : SqlRetention.erase(tx, ids, now);
                    })
                .compose(
                    n ->
                        tx.update(
                            DELETE_REQUESTS.with(
                                "requests", subjects(erasures, Erasure.Kind.CONTACT_REQUEST))))
                .compose(
                    n ->
                        tx.update(
                            END_NOTICES
                                .with("notices", subjects(erasures, Erasure.Kind.NOTICE))
                                .with("now", now)))
                .compose(
                    n ->
                        tx.update(
                            END_TOKENS.with("citizens", subjects(erasures, Erasure.Kind.CITIZEN))))
                .compose(n -> codesAgain(tx, of(erasures, Erasure.Kind.RETURN_CODE)))
                .compose(n -> keep(tx, erasures)));
  }

  private static Future<Void> entriesAgain(Transaction tx, List<Erasure> entries, Instant now) {
    if (entries.isEmpty()) {
      return Future.succeededFuture();
    }
    UUID[] consultations = entries.stream().map(Erasure::subject).toArray(UUID[]::new);
    Long[] places = entries.stream().map(Erasure::seq).toArray(Long[]::new);
    return tx.list(
            FILES_OF_ENTRIES.with("consultations", consultations).with("places", places),
            row -> row.getUUID("file"))
        .compose(files -> SqlRetention.eraseBytes(tx, files.toArray(UUID[]::new), now))
        .compose(
            n ->
                tx.update(
                    ERASE_ENTRIES.with("consultations", consultations).with("places", places)))
        .compose(n -> tx.update(FORGET_WORDS.with("consultations", consultations)))
        .mapEmpty();
  }

  private static Future<Void> filesAgain(Transaction tx, UUID[] files, Instant now) {
    if (files.length == 0) {
      return Future.succeededFuture();
    }
    return tx.list(
            OWNERS.with("files", files),
            row -> new UUID[] {row.getUUID("id"), row.getUUID("consultation_id")})
        .compose(owned -> SqlRetention.eraseFiles(tx, owned, now))
        .compose(n -> tx.update(DELETE_REQUEST_FILES.with("files", files)))
        .mapEmpty();
  }

  private static Future<Integer> codesAgain(Transaction tx, List<Erasure> used) {
    return tx.update(
        USE_CODES
            .with("consultations", used.stream().map(Erasure::subject).toArray(UUID[]::new))
            .with(
                "times",
                used.stream()
                    .map(e -> e.at().atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new)));
  }

  private static Future<Void> keep(Transaction tx, List<Erasure> erasures) {
    return Future.join(
            erasures.stream()
                .map(
                    e ->
                        tx.update(
                            KEEP.with("id", e.id())
                                .with("at", e.at())
                                .with("kind", e.name())
                                .with("subject", e.subject())
                                .with("seq", e.seq() == 0 ? null : e.seq())))
                .toList())
        .mapEmpty();
  }

  private static List<Erasure> of(Collection<Erasure> erasures, Erasure.Kind kind) {
    return erasures.stream().filter(e -> e.kind() == kind).toList();
  }

  private static UUID[] subjects(Collection<Erasure> erasures, Erasure.Kind kind) {
    return of(erasures, kind).stream().map(Erasure::subject).toArray(UUID[]::new);
  }

  private static Erasure erasure(Row row) {
    return new Erasure(
        row.getUUID("id"),
        Rows.instant(row, "at"),
        row.getString("kind"),
        row.getUUID("subject"),
        row.getLong("seq"));
  }
}
