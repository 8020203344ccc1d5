package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.AwayReason;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.PresenceState;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** The two queries behind a desk. */
final class SqlDesks {
  /** Index-backed parts: the head of the queue, what this person answers or is asked into. */
  private static final Sql DESK =
      Sql.of(
          """
          WITH waiting AS (
            SELECT id, true AS waits, false AS own FROM consultation
            WHERE state IN ('WAITING', 'OFFERED')
            ORDER BY lane, queued_at, id LIMIT :shown),
          mine AS (
            SELECT id, false AS waits, true AS own FROM consultation
            WHERE operator_id = :operator AND state IN ('OFFERED', 'ACTIVE', 'WRAP_UP')
            UNION
            SELECT id, false, true FROM consultation WHERE hand_over_to = :operator
            UNION
            SELECT id, false, true FROM consultation WHERE joined @> ARRAY[:operator::uuid]),
          invited AS (
            SELECT k.consultation_id AS id, false AS waits, false AS own
            FROM call_member m JOIN call k ON k.id = m.call_id
            WHERE m.operator_id = :operator AND m.invited_at IS NOT NULL AND k.state = 'RUNNING'
              AND NOT EXISTS (SELECT 1 FROM mine WHERE mine.id = k.consultation_id))
          SELECT d.waits, d.own,
                 (SELECT count(*) FROM consultation
                  WHERE state IN ('WAITING', 'OFFERED')) AS waiting_in_all,
                 CASE WHEN d.waits THEN (
                   SELECT o.operator_id FROM offer o
                   WHERE o.consultation_id = d.id AND o.on_call AND o.ending = 'EXPIRED'
                   ORDER BY o.offered_at DESC LIMIT 1) END AS no_answer_from,
          """
              + SqlRows.COLUMNS
              + "FROM (SELECT * FROM waiting UNION ALL SELECT * FROM mine"
              + " UNION ALL SELECT * FROM invited) d"
              + " JOIN consultation c ON c.id = d.id"
              + SqlRows.JOINS
              + "ORDER BY d.waits, c.lane, c.queued_at, c.id");

  private static final Sql COLLEAGUES =
      Sql.of(
          """
          SELECT o.id, p.state, p.reason, p.since, p.until, p.wrap_up_until, p.asked_at,
                 coalesce(l.open, 0) AS open
          FROM operator o
          LEFT JOIN presence p ON p.operator_id = o.id
          LEFT JOIN (SELECT operator_id, count(*) AS open FROM consultation
                     WHERE state IN ('ACTIVE', 'WRAP_UP') GROUP BY operator_id) l
            ON l.operator_id = o.id
          WHERE o.disabled_at IS NULL
          """);

  private final Database database;

  SqlDesks(Database database) {
    this.database = database;
  }

  /**
   * One row of a desk: in the waiting list, among the own ones, or a call of another's.
   *
   * @param noAnswerFrom of one that waits: who was asked on call last and did not answer; else null
   */
  record DeskRow(
      Consultation consultation,
      boolean waits,
      boolean own,
      int waitingInAll,
      OperatorId noAnswerFrom) {}

  /**
   * One enabled account.
   *
   * @param since null when nothing is known of them yet
   * @param askedAt since when "still there?" waits for an answer; null when it does not
   * @param open how many they answer now
   */
  record Person(
      OperatorId operator,
      PresenceState state,
      AwayReason reason,
      Instant since,
      Instant until,
      Instant wrapUpUntil,
      Instant askedAt,
      int open) {}

  Future<List<DeskRow>> desk(OperatorId operator) {
    return database.list(
        DESK.with("operator", operator.value()).with("shown", DeskView.WAITING_SHOWN),
        row ->
            new DeskRow(
                SqlRows.consultation(row),
                row.getBoolean("waits"),
                row.getBoolean("own"),
                row.getInteger("waiting_in_all"),
                noAnswerFrom(row)));
  }

  private static OperatorId noAnswerFrom(Row row) {
    UUID operator = row.getUUID("no_answer_from");
    return operator == null ? null : new OperatorId(operator);
  }

  /** All enabled accounts. */
  Future<List<Person>> people() {
    return database.list(
        COLLEAGUES.bound(),
        row -> {
          PresenceState state = Rows.constant(PresenceState.class, row, "state");
          return new Person(
              new OperatorId(row.getUUID("id")),
              state == null ? PresenceState.OFFLINE : state,
              state == PresenceState.AWAY ? Rows.constant(AwayReason.class, row, "reason") : null,
              Rows.instant(row, "since"),
              Rows.instant(row, "until"),
              Rows.instant(row, "wrap_up_until"),
              Rows.instant(row, "asked_at"),
              row.getInteger("open"));
        });
  }
}
