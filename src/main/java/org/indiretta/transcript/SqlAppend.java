package org.indiretta.transcript;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.indiretta.sql.Database;
import org.indiretta.sql.DatabaseUnavailable;

/**
 * One batch in one transaction of two round trips: lock the rows in the order of their ids, leaving
 * out what others hold; then, knowing the states and the last places, insert the entries, move
 * {@code last_seq} and commit. A third, between them, only when ids must be learned or an id may be
 * there already ({@link SqlIds}).
 */
final class SqlAppend {
  private static final String LOCK =
      """
      SELECT id, state, citizen_id, operator_id, last_seq, also_in_call
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
      SELECT unnest($4::uuid[]), unnest($5::bigint[]), $3, unnest($6::text[]), unnest($7::uuid[]),
             unnest($8::text[]), unnest($9::text[]), unnest($10::text[]), unnest($11::text[])::jsonb
      """;

  private final Database database;
  private final long latestWriteNanos;
  private final KnownIds known = new KnownIds(KnownIds.MOST);

  /**
   * Works on {@code database}.
   *
   * @param answerMs after how long nobody waits for the answer any more: then nothing is written
   */
  SqlAppend(Database database, int answerMs) {
    this.database = database;
    this.latestWriteNanos = TimeUnit.MILLISECONDS.toNanos(answerMs);
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
              .map(both -> new SqlIds(connection, known, lockedRows(locked.result())))
              .compose(taken -> taken.look(entries))
              .compose(taken -> inTime(asked).map(taken))
              .recover(fault -> rolledBack(connection, fault))
              .compose(taken -> write(connection, entries, taken, ids, at));
        });
  }

  private Future<Void> inTime(long asked) {
    return System.nanoTime() - asked > latestWriteNanos
        ? Future.failedFuture(new DatabaseUnavailable("too late", null))
        : Future.succeededFuture();
  }

  private static <T> Future<T> rolledBack(SqlConnection connection, Throwable fault) {
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
      SqlConnection connection, List<Pending> entries, SqlIds taken, UUID[] ids, Instant at) {
    SqlEntryArrays arrays = new SqlEntryArrays(entries.size());
    Map<UUID, Long> lastSeq = new TreeMap<>();
    List<BatchRun.Outcome> outcomes = new ArrayList<>(entries.size());
    for (Pending pending : entries) {
      outcomes.add(outcome(pending, taken, lastSeq, arrays, at));
    }
    Future<?> written =
        arrays.isEmpty()
            ? Future.succeededFuture()
            : connection.preparedQuery(WRITE).execute(tuple(arrays, lastSeq, at));
    Future<List<BatchRun.Outcome>> named =
        taken.rows().size() == ids.length
            ? Future.succeededFuture(outcomes)
            : nameMissing(connection, entries, outcomes, ids);
    // Sent without waiting: after a statement that failed COMMIT rolls back.
    Future<?> committed = connection.query("COMMIT").execute();
    return Future.join(written, named, committed)
        .map(
            all -> {
              taken.committed(entries, outcomes);
              return named.result();
            });
  }

  /** Null when the row is not there or locked by somebody else. */
  private static BatchRun.Outcome outcome(
      Pending pending, SqlIds taken, Map<UUID, Long> lastSeq, SqlEntryArrays arrays, Instant at) {
    WriteRules.Row row = taken.rows().get(pending.append.consultation().value());
    if (row == null) {
      return null;
    }
    if (!taken.isKnown(pending.append.consultation().value())) {
      return new BatchRun.Outcome.Locked();
    }
    SqlIds.Existing same = taken.existing(pending);
    return same == null
        ? placed(pending.append, row, lastSeq, arrays, at)
        : new BatchRun.Outcome.Answered(same.answerTo(pending.append));
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

  private static Future<List<BatchRun.Outcome>> nameMissing(
      SqlConnection connection,
      List<Pending> entries,
      List<BatchRun.Outcome> outcomes,
      UUID[] ids) {
    return connection
        .preparedQuery(EXISTING_ROWS)
        .execute(Tuple.of(ids))
        .map(
            rows -> {
              List<UUID> there = new ArrayList<>(rows.size());
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
}
