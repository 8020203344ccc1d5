package org.indiretta.transcript;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.sql.Database;
import org.indiretta.sql.DatabaseUnavailable;
import org.indiretta.sql.Rows;

/**
 * One batch in one transaction of two round trips: lock the rows in the order of their ids, leaving
 * out what others hold; then, knowing the states and the last places, insert the entries, move
 * {@code last_seq} and commit. There is no {@code NOT EXISTS}: the unique index refuses an id that
 * is there already, and only then is it looked for.
 */
final class SqlAppend {
  private static final String LOCK =
      """
      SELECT id, state, citizen_id, operator_id, last_seq, also_in_call || joined AS also_in_call
      FROM consultation
      WHERE id = ANY ($1::uuid[])
      ORDER BY id
      FOR UPDATE SKIP LOCKED
      """;

  /** Those of the rows that were not locked which are not there at all. */
  private static final String EXISTING_ROWS =
      "SELECT id FROM consultation WHERE id = ANY ($1::uuid[])";

  private static final String WRITE =
      """
      WITH moved AS (
        UPDATE consultation c
        SET last_seq = m.last_seq
        FROM unnest($1::uuid[], $2::bigint[]) AS m (id, last_seq)
        WHERE c.id = m.id
      )
      INSERT INTO entry
        (consultation_id, seq, at, writer, writer_id, client_message_id, kind, text, data)
      SELECT e.consultation_id, e.seq, $3, e.writer, e.writer_id, e.client_message_id, e.kind,
             e.text, e.data::jsonb
      FROM unnest($4::uuid[], $5::bigint[], $6::text[], $7::uuid[], $8::text[], $9::text[],
                  $10::text[], $11::text[])
        AS e (consultation_id, seq, writer, writer_id, client_message_id, kind, text, data)
      """;

  private static final String FIND_IDS =
      """
      SELECT e.consultation_id, e.writer_id, e.client_message_id, e.seq, e.at, e.kind, e.text,
             e.data
      FROM unnest($1::uuid[], $2::uuid[], $3::text[])
             AS k (consultation_id, writer_id, client_message_id)
      JOIN entry e ON e.consultation_id = k.consultation_id
                  AND e.writer_id = k.writer_id
                  AND e.client_message_id = k.client_message_id
      """;

  private final Database database;
  private final long latestWriteNanos;

  /**
   * Works on {@code database}.
   *
   * @param answerMs after how long nobody waits for the answer any more: then nothing is written
   */
  SqlAppend(Database database, int answerMs) {
    this.database = database;
    this.latestWriteNanos = TimeUnit.MILLISECONDS.toNanos(answerMs);
  }

  /** An entry that stands under a client message id already. */
  record Existing(long seq, Instant at, Body body) {
    /**
     * P3: the same content gets the same place, another one is refused. Of an erased entry nothing
     * is left to compare, on purpose: every retry gets its place. Its news may never have been told
     * (the server was killed after the commit), so it counts as new.
     */
    Appended answerTo(Append append) {
      return body instanceof Body.Erased || body.equals(append.body())
          ? new Appended.Committed(seq, at, false)
          : new Appended.Refused(Appended.Reason.ID_REUSED);
    }
  }

  /** Whether the unique index refused a client message id. */
  static boolean isIdTaken(Throwable fault) {
    return fault instanceof PgException e && "23505".equals(e.getSqlState());
  }

  /** One outcome per entry, in the same order. Fails with what PostgreSQL said, or away. */
  Future<List<BatchRun.Outcome>> append(List<Pending> entries, Instant at) {
    UUID[] ids =
        entries.stream().map(p -> p.append.consultation().value()).distinct().toArray(UUID[]::new);
    long asked = System.nanoTime();
    return database.onConnection(
        connection -> {
          Future<?> begun = connection.query("BEGIN").execute();
          Future<RowSet<Row>> locked = connection.preparedQuery(LOCK).execute(Tuple.of(ids));
          return Future.join(begun, locked)
              .compose(both -> inTime(asked))
              .recover(fault -> rolledBack(connection, fault))
              .compose(v -> write(connection, entries, lockedRows(locked.result()), ids, at));
        });
  }

  private Future<Void> inTime(long asked) {
    return System.nanoTime() - asked > latestWriteNanos
        ? Future.failedFuture(new DatabaseUnavailable("too late", null))
        : Future.succeededFuture();
  }

  private static Future<Void> rolledBack(SqlConnection connection, Throwable fault) {
    return connection.query("ROLLBACK").execute().transform(end -> Future.failedFuture(fault));
  }

  private static Map<UUID, WriteRules.Row> lockedRows(RowSet<Row> rows) {
    Map<UUID, WriteRules.Row> locked = new HashMap<>(rows.size() * 2);
    for (Row row : rows) {
      locked.put(
          row.getUUID(0),
          new WriteRules.Row(
              row.getString(1),
              row.getUUID(2),
              row.getUUID(3),
              row.getLong(4),
              alsoInCall(row.getArrayOfUUIDs(5))));
    }
    return locked;
  }

  private static List<UUID> alsoInCall(UUID[] ids) {
    return ids == null ? null : List.of(ids);
  }

  private Future<List<BatchRun.Outcome>> write(
      SqlConnection connection,
      List<Pending> entries,
      Map<UUID, WriteRules.Row> locked,
      UUID[] ids,
      Instant at) {
    SqlEntryArrays arrays = new SqlEntryArrays(entries.size());
    Map<UUID, Long> lastSeq = new TreeMap<>();
    List<BatchRun.Outcome> outcomes = new ArrayList<>(entries.size());
    for (Pending pending : entries) {
      UUID id = pending.append.consultation().value();
      WriteRules.Row row = locked.get(id);
      outcomes.add(row == null ? null : placed(pending.append, row, lastSeq, arrays, at));
    }
    Future<?> written =
        arrays.isEmpty()
            ? Future.succeededFuture()
            : connection.preparedQuery(WRITE).execute(tuple(arrays, lastSeq, at));
    Future<List<BatchRun.Outcome>> named =
        locked.size() == ids.length
            ? Future.succeededFuture(outcomes)
            : nameMissing(connection, entries, outcomes, notLocked(ids, locked));
    // Sent without waiting: after a statement that failed COMMIT rolls back.
    Future<?> committed = connection.query("COMMIT").execute();
    return Future.join(written, named, committed).map(all -> named.result());
  }

  /** Decides one entry and gives it its place. */
  private static BatchRun.Outcome placed(
      Append append,
      WriteRules.Row row,
      Map<UUID, Long> lastSeq,
      SqlEntryArrays arrays,
      Instant at) {
    Optional<Appended.Reason> refusal = WriteRules.refusal(append.writer(), append.body(), row);
    if (refusal.isPresent()) {
      return new BatchRun.Outcome.Answered(new Appended.Refused(refusal.get()));
    }
    long seq = lastSeq.merge(append.consultation().value(), row.lastSeq() + 1, (a, b) -> a + 1);
    arrays.add(append, seq);
    return new BatchRun.Outcome.Answered(new Appended.Committed(seq, at, false));
  }

  private static Tuple tuple(SqlEntryArrays arrays, Map<UUID, Long> lastSeq, Instant at) {
    return arrays.addTo(
        Tuple.of(
            lastSeq.keySet().toArray(UUID[]::new),
            lastSeq.values().toArray(Long[]::new),
            OffsetDateTime.ofInstant(at, ZoneOffset.UTC)));
  }

  private static UUID[] notLocked(UUID[] ids, Map<UUID, WriteRules.Row> locked) {
    return Arrays.stream(ids).filter(id -> !locked.containsKey(id)).toArray(UUID[]::new);
  }

  /** Of those without an outcome: whether somebody else has the row locked, or there is none. */
  private static Future<List<BatchRun.Outcome>> nameMissing(
      SqlConnection connection,
      List<Pending> entries,
      List<BatchRun.Outcome> outcomes,
      UUID[] missing) {
    return connection
        .preparedQuery(EXISTING_ROWS)
        .execute(Tuple.of(missing))
        .map(
            rows -> {
              Set<UUID> there = HashSet.newHashSet(rows.size());
              rows.forEach(row -> there.add(row.getUUID(0)));
              for (int i = 0; i < entries.size(); i++) {
                if (outcomes.get(i) == null) {
                  boolean exists = there.contains(entries.get(i).append.consultation().value());
                  outcomes.set(
                      i,
                      exists
                          ? new BatchRun.Outcome.Locked()
                          : new BatchRun.Outcome.Answered(
                              new Appended.Refused(Appended.Reason.NOT_FOUND)));
                }
              }
              return outcomes;
            });
  }

  /** Which of the client message ids are there already. */
  Future<Map<IdKey, Existing>> existing(List<Pending> entries) {
    List<IdKey> keys = entries.stream().map(p -> p.key).filter(k -> k != null).toList();
    Tuple tuple =
        Tuple.of(
            keys.stream().map(IdKey::consultation).toArray(UUID[]::new),
            keys.stream().map(IdKey::writer).toArray(UUID[]::new),
            keys.stream().map(k -> k.id().value()).toArray(String[]::new));
    return database.inTransaction(
        tx ->
            tx.connection()
                .preparedQuery(FIND_IDS)
                .execute(tuple)
                .map(
                    rows -> {
                      Map<IdKey, Existing> found = new HashMap<>();
                      rows.forEach(row -> found.put(key(row), existing(row)));
                      return found;
                    }));
  }

  private static IdKey key(Row row) {
    return new IdKey(
        row.getUUID("consultation_id"),
        row.getUUID("writer_id"),
        new ClientMessageId(row.getString("client_message_id")));
  }

  private static Existing existing(Row row) {
    return new Existing(row.getLong("seq"), Rows.instant(row, "at"), SqlBodies.read(row));
  }
}
