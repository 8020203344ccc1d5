package org.indiretta.consultation;

import static java.util.stream.Collectors.toList;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.AwayReason;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.PresenceState;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** The two queries behind desks. */
final class SqlDesks {
  /** The most desks of one statement. */
  static final int READ_AT_ONCE = 50;

  /**
   * Index-backed parts: the head of the queue, once for all of them, and what each of these people
   * answers or is asked into.
   */
  private static final Sql DESKS =
      Sql.of(
          """
          WITH waiting AS (
            SELECT id, NULL::uuid AS theirs, true AS waits, false AS own FROM consultation
            WHERE state IN ('WAITING', 'OFFERED')
            ORDER BY lane, queued_at, id LIMIT :shown),
          mine AS (
            SELECT id, operator_id AS theirs, false AS waits, true AS own FROM consultation
            WHERE operator_id = ANY(:operators::uuid[])
              AND state IN ('OFFERED', 'ACTIVE', 'WRAP_UP')
            UNION
            SELECT id, hand_over_to, false, true FROM consultation
            WHERE hand_over_to = ANY(:operators::uuid[])
            UNION
            SELECT c.id, j.id, false, true
            FROM consultation c CROSS JOIN LATERAL unnest(c.joined) AS j(id)
            WHERE c.joined && :operators::uuid[] AND j.id = ANY(:operators::uuid[])),
          invited AS (
            SELECT k.consultation_id AS id, m.operator_id AS theirs, false AS waits, false AS own
            FROM call_member m JOIN call k ON k.id = m.call_id
            WHERE m.operator_id = ANY(:operators::uuid[]) AND m.invited_at IS NOT NULL
              AND k.state = 'RUNNING'
              AND NOT EXISTS (SELECT 1 FROM mine
                              WHERE mine.id = k.consultation_id AND mine.theirs = m.operator_id))
          SELECT d.theirs, d.waits, d.own,
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

  /** The desk of each of these: who waits is the same on all of them. */
  Future<Map<OperatorId, List<DeskRow>>> desks(Collection<OperatorId> operators) {
    UUID[] keys = operators.stream().map(OperatorId::value).toArray(UUID[]::new);
    return database
        .list(
            DESKS.with("operators", keys).with("shown", DeskView.WAITING_SHOWN),
            row -> Map.entry(Optional.ofNullable(row.getUUID("theirs")), row(row)))
        .map(rows -> each(operators, rows));
  }

  private static Map<OperatorId, List<DeskRow>> each(
      Collection<OperatorId> operators, List<Map.Entry<Optional<UUID>, DeskRow>> rows) {
    Map<Optional<UUID>, List<DeskRow>> by =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, toList())));
    List<DeskRow> waiting = by.getOrDefault(Optional.empty(), List.of());
    Map<OperatorId, List<DeskRow>> desks = new HashMap<>();
    for (OperatorId operator : operators) {
      List<DeskRow> theirs =
          new ArrayList<>(by.getOrDefault(Optional.of(operator.value()), List.of()));
      theirs.addAll(waiting);
      desks.put(operator, theirs);
    }
    return desks;
  }

  private static DeskRow row(Row row) {
    return new DeskRow(
        SqlRows.consultation(row),
        row.getBoolean("waits"),
        row.getBoolean("own"),
        row.getInteger("waiting_in_all"),
        noAnswerFrom(row));
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
