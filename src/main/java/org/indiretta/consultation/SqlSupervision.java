package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.indiretta.directory.Operator;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.EventKind;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.Entry;
import org.indiretta.transcript.SqlEntries;

/** Writes who joined openly, with its event, and who switched the figures per person. */
final class SqlSupervision {
  /** More are not beside one operator: the citizen would talk to an audience. */
  static final int JOINED_AT_MOST = 2;

  private static final Sql JOIN =
      Sql.of(
          """
          UPDATE consultation SET joined = array_append(joined, :operator::uuid)
          WHERE id = :id AND state = 'ACTIVE' AND operator_id <> :operator::uuid
            AND coalesce(cardinality(joined), 0) < :most
            AND NOT coalesce(joined @> ARRAY[:operator::uuid], false)
          """);

  private static final Sql LEAVE =
      Sql.of(
          """
          UPDATE consultation SET joined = nullif(array_remove(joined, :operator::uuid), '{}')
          WHERE id = :id AND joined @> ARRAY[:operator::uuid]
          """);

  private static final Sql JOINED_BY =
      Sql.of(
          """
          SELECT id FROM consultation WHERE joined @> ARRAY[:operator::uuid] ORDER BY id LIMIT 1000
          """);

  private static final Sql SWITCH =
      Sql.of(
          """
          INSERT INTO person_figures (shown, operator_id, at)
          SELECT :shown::boolean, :operator::uuid, :now::timestamptz
          WHERE :shown::boolean IS DISTINCT FROM
            coalesce((SELECT shown FROM person_figures ORDER BY id DESC LIMIT 1), false)
          """);

  private static final Sql SWITCHED =
      Sql.of("SELECT shown, operator_id, at FROM person_figures ORDER BY id DESC LIMIT 1");

  private final Database database;
  private final SqlEntries entries;

  SqlSupervision(Database database, SqlEntries entries) {
    this.database = database;
    this.entries = entries;
  }

  /** Who switched the figures per person last, and how. */
  record Switched(boolean on, OperatorId by, Instant at) {}

  /** Its event once committed; empty when it is not active, theirs, or has enough beside it. */
  Future<Optional<Entry>> join(ConsultationId id, Operator who, Instant now) {
    return database.inTransaction(
        transaction ->
            withEvent(
                transaction,
                JOIN.with("id", id.value())
                    .with("operator", who.id().value())
                    .with("most", JOINED_AT_MOST),
                id,
                event(EventKind.ALSO_JOINED, who),
                now));
  }

  /**
   * Its event once committed; empty when they had not joined.
   *
   * @param who null for an account that is not known any more
   */
  Future<Optional<Entry>> leave(ConsultationId id, OperatorId operator, Operator who, Instant now) {
    return database.inTransaction(
        transaction ->
            withEvent(
                transaction,
                LEAVE.with("id", id.value()).with("operator", operator.value()),
                id,
                event(EventKind.ALSO_LEFT, who),
                now));
  }

  /** What they joined and did not leave. */
  Future<List<ConsultationId>> joinedBy(OperatorId operator) {
    return database.list(
        JOINED_BY.with("operator", operator.value()), row -> new ConsultationId(row.getUUID("id")));
  }

  private Future<Optional<Entry>> withEvent(
      Transaction transaction, Sql.Bound update, ConsultationId id, Body.Event event, Instant now) {
    return transaction
        .update(update)
        .compose(
            changed ->
                changed == 0
                    ? Future.succeededFuture(Optional.empty())
                    : entries.appendEvent(transaction, id, event, now).map(Optional::of));
  }

  private static Body.Event event(EventKind kind, Operator who) {
    String office = who == null || who.office().isEmpty() ? null : who.office();
    return new Body.Event(kind.name(), who == null ? null : who.firstName(), office);
  }

  Future<Void> showPersonFigures(boolean on, OperatorId by, Instant now) {
    return database
        .update(SWITCH.with("shown", on).with("operator", by.value()).with("now", now))
        .mapEmpty();
  }

  /** Empty when nobody ever did. */
  Future<Optional<Switched>> switched() {
    return database.first(
        SWITCHED.bound(),
        row ->
            new Switched(
                row.getBoolean("shown"),
                new OperatorId(row.getUUID("operator_id")),
                Rows.instant(row, "at")));
  }
}
