package org.indiretta.transcript;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.sql.Rows;

/**
 * Which client message ids of a batch are there already (P3), asked while the rows of its
 * consultations are locked: nobody else can add one. Usually {@link KnownIds} knows that all are
 * new and nothing is asked; a search goes through the entries of the consultation, in the order of
 * the primary key.
 */
final class SqlIds {
  /** How many entries are read to learn their ids within one batch; one consultation always. */
  static final int LEARNED_ENTRIES = 20_000;

  /** {@code OFFSET 0} keeps the planner at one look into the primary key for each consultation. */
  private static final String LEARN =
      """
      SELECT k.consultation_id, e.writer_id, e.client_message_id
      FROM unnest($1::uuid[], $2::bigint[]) AS k (consultation_id, after)
      CROSS JOIN LATERAL (
        SELECT writer_id, client_message_id FROM entry
        WHERE consultation_id = k.consultation_id AND seq > k.after
          AND client_message_id IS NOT NULL AND writer_id IS NOT NULL
        OFFSET 0) e
      """;

  private static final String FIND =
      """
      SELECT k.consultation_id, k.writer_id, k.client_message_id, e.seq, e.at, e.kind, e.text, e.data
      FROM unnest($1::uuid[], $2::uuid[], $3::text[])
             AS k (consultation_id, writer_id, client_message_id)
      CROSS JOIN LATERAL (
        SELECT seq, at, kind, text, data FROM entry
        WHERE consultation_id = k.consultation_id AND writer_id = k.writer_id
          AND client_message_id = k.client_message_id
        OFFSET 0) e
      """;

  private final SqlConnection connection;
  private final KnownIds known;
  private final Map<UUID, WriteRules.Row> rows;
  private final Map<IdKey, Existing> found = new HashMap<>(0);

  /**
   * @param rows the locked ones
   */
  SqlIds(SqlConnection connection, KnownIds known, Map<UUID, WriteRules.Row> rows) {
    this.connection = connection;
    this.known = known;
    this.rows = rows;
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

  Map<UUID, WriteRules.Row> rows() {
    return rows;
  }

  /** Asks what must be asked. */
  Future<SqlIds> look(List<Pending> entries) {
    return learn().compose(v -> find(entries)).map(this);
  }

  /** Whether everything about the ids of this consultation is known; else it is tried again. */
  boolean isKnown(UUID consultation) {
    return known.upTo(consultation) == rows.get(consultation).lastSeq();
  }

  /** What stands under its id; null when it is new. */
  Existing existing(Pending pending) {
    return pending.key == null ? null : found.get(pending.key);
  }

  /** What was written is committed: its ids are known from now on. */
  void committed(List<Pending> entries, List<BatchRun.Outcome> outcomes) {
    for (int i = 0; i < entries.size(); i++) {
      Pending entry = entries.get(i);
      UUID consultation = entry.append.consultation().value();
      if (outcomes.get(i) instanceof BatchRun.Outcome.Answered(Appended.Committed done)
          && done.seq() > rows.get(consultation).lastSeq()) {
        List<IdKey> keys = entry.key == null ? List.of() : List.of(entry.key);
        known.learn(consultation, done.seq() - 1, done.seq(), keys);
      }
    }
  }

  // ── what is not known yet ──────────────────────────────────────────────────────────────────────

  private Future<Void> learn() {
    List<UUID> ids = new ArrayList<>(0);
    List<Long> after = new ArrayList<>(0);
    long entries = 0;
    for (Map.Entry<UUID, WriteRules.Row> row : rows.entrySet()) {
      UUID id = row.getKey();
      if (known.upTo(id) > row.getValue().lastSeq()) {
        known.forget(id);
      }
      long missing = row.getValue().lastSeq() - known.upTo(id);
      if (missing > 0 && (ids.isEmpty() || entries + missing <= LEARNED_ENTRIES)) {
        ids.add(id);
        after.add(known.upTo(id));
        entries += missing;
      }
    }
    return ids.isEmpty()
        ? Future.succeededFuture()
        : connection
            .preparedQuery(LEARN)
            .execute(
                Tuple.tuple()
                    .addArrayOfUUID(ids.toArray(UUID[]::new))
                    .addArrayOfLong(after.toArray(Long[]::new)))
            .map(read -> learned(ids, after, read));
  }

  private Void learned(List<UUID> ids, List<Long> after, RowSet<Row> read) {
    Map<UUID, List<IdKey>> keys = new HashMap<>();
    for (Row row : read) {
      keys.computeIfAbsent(row.getUUID(0), id -> new ArrayList<>()).add(key(row));
    }
    for (int i = 0; i < ids.size(); i++) {
      UUID id = ids.get(i);
      known.learn(id, after.get(i), rows.get(id).lastSeq(), keys.getOrDefault(id, List.of()));
    }
    return null;
  }

  private Future<Void> find(List<Pending> entries) {
    List<IdKey> keys = new ArrayList<>(0);
    for (Pending entry : entries) {
      if (entry.key != null && known.mayHold(entry.key)) {
        keys.add(entry.key);
      }
    }
    if (keys.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple tuple =
        Tuple.of(
            keys.stream().map(IdKey::consultation).toArray(UUID[]::new),
            keys.stream().map(IdKey::writer).toArray(UUID[]::new),
            keys.stream().map(k -> k.id().value()).toArray(String[]::new));
    return connection
        .preparedQuery(FIND)
        .execute(tuple)
        .map(
            read -> {
              read.forEach(row -> found.put(key(row), existing(row)));
              return null;
            });
  }

  private static IdKey key(Row row) {
    return new IdKey(row.getUUID(0), row.getUUID(1), new ClientMessageId(row.getString(2)));
  }

  private static Existing existing(Row row) {
    return new Existing(row.getLong("seq"), Rows.instant(row, "at"), SqlBodies.read(row));
  }
}
