package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** What is due, and the citizens' links by which some of it is judged. */
final class SqlDeadlines {
  /** The most that one sweep does; the rest a second later. */
  static final int DUE_AT_ONCE = 500;

  private static final Sql DUE =
      Sql.of(
          """
          (SELECT id, 'WRAP_UP_OVER' AS due FROM consultation
           WHERE state = 'WRAP_UP' AND wrap_up_at <= :wrapUpBefore)
          UNION ALL
          (SELECT c.id, 'OPERATOR_LOST' FROM consultation c
           JOIN operator o ON o.id = c.operator_id
           LEFT JOIN presence p ON p.operator_id = c.operator_id
           WHERE c.state = 'ACTIVE'
             AND (o.disabled_at IS NOT NULL OR p.linked_at IS NULL OR p.linked_at <= :lostBefore))
          UNION ALL
          (SELECT c.id, 'COLLEAGUE_LOST' FROM consultation c
           JOIN operator o ON o.id = c.hand_over_to
           LEFT JOIN presence p ON p.operator_id = c.hand_over_to
           WHERE c.hand_over_to IS NOT NULL AND c.state = 'ACTIVE'
             AND (o.disabled_at IS NOT NULL OR
                  (c.hand_over_at <= :lostBefore
                   AND (p.linked_at IS NULL OR p.linked_at <= :lostBefore))))
          UNION ALL
          (SELECT id, 'HOLD_OVER' FROM consultation
           WHERE state = 'WAITING' AND held_until <= :now)
          UNION ALL
          (SELECT id, 'CITIZEN_GONE' FROM consultation
           WHERE state IN ('WAITING', 'OFFERED') AND citizen_gone_at <= :waitingGoneBefore
             AND call_back_telephone IS NULL)
          UNION ALL
          (SELECT id, 'CITIZEN_GONE' FROM consultation
           WHERE state = 'ACTIVE' AND call_back_telephone IS NULL
             AND greatest(citizen_gone_at, answered_at)
                 <= CASE WHEN citizen_gone_in IN ('TALK', 'SHOW')
                         THEN :callGoneBefore::timestamptz ELSE :activeGoneBefore::timestamptz END
             AND citizen_gone_at IS NOT NULL)
          UNION ALL
          (SELECT c.id, 'UNANSWERED' FROM consultation c
           JOIN offer o ON o.consultation_id = c.id AND o.ended_at IS NULL
           JOIN presence p ON p.operator_id = c.operator_id
           WHERE c.state = 'OFFERED' AND c.offer_expires_at IS NULL
             AND p.state = 'AVAILABLE' AND p.asked_at IS NULL
             AND greatest(o.offered_at, p.here_at) <= :unansweredBefore)
          LIMIT :most
          """);

  /**
   * Nobody is told when a node dies; what it last said is when its citizens were last seen. A row
   * that is locked is left for the next sweep.
   */
  private static final Sql DEAD_NODES =
      Sql.of(
          """
          UPDATE consultation c
          SET citizen_gone_at = coalesce(n.seen_at, :now), citizen_node = NULL,
            citizen_gone_in = c.mode
          FROM (SELECT d.id, x.seen_at FROM consultation d LEFT JOIN node x ON x.id = d.citizen_node
                WHERE d.state IN ('WAITING', 'OFFERED', 'ACTIVE', 'WRAP_UP')
                  AND d.citizen_gone_at IS NULL
                  AND (x.seen_at IS NULL OR x.seen_at < :nodeGoneBefore)
                FOR NO KEY UPDATE OF d SKIP LOCKED) n
          WHERE c.id = n.id AND c.citizen_gone_at IS NULL
          """);

  /** One locked row must not keep the links of all others waiting, so it is left and named. */
  private static final String FREE_ONES = "SKIP LOCKED";

  private static final String WAITING = "";

  private static final Sql CITIZENS_LINKED = linked(FREE_ONES);
  private static final Sql LOCKED_LINKED = linked(WAITING);
  private static final Sql CITIZENS_UNLINKED = unlinked(FREE_ONES);
  private static final Sql LOCKED_UNLINKED = unlinked(WAITING);

  private static Sql linked(String locked) {
    return link(
        "(citizen_gone_at IS NOT NULL OR citizen_node IS DISTINCT FROM :node)",
        "citizen_gone_at = NULL, citizen_node = :node, citizen_gone_in = NULL",
        locked);
  }

  private static Sql unlinked(String locked) {
    return link(
        "citizen_node = :node AND citizen_gone_at IS NULL",
        "citizen_gone_at = :now, citizen_node = NULL, citizen_gone_in = mode",
        locked);
  }

  private static Sql link(String which, String what, String locked) {
    return Sql.of(
        """
        WITH due AS (
          SELECT id, citizen_id FROM consultation
          WHERE citizen_id = ANY(:citizens) AND state IN ('WAITING', 'OFFERED', 'ACTIVE', 'WRAP_UP')
            AND %1$s),
        free AS (
          SELECT id FROM consultation WHERE id IN (SELECT id FROM due) FOR NO KEY UPDATE %3$s),
        done AS (
          UPDATE consultation c SET %2$s FROM free
          WHERE c.id = free.id AND state IN ('WAITING', 'OFFERED', 'ACTIVE', 'WRAP_UP') AND %1$s
          RETURNING c.id)
        SELECT citizen_id, id IN (SELECT id FROM free) AS free, id IN (SELECT id FROM done) AS done
        FROM due
        """
            .formatted(which, what, locked));
  }

  private final Database database;

  SqlDeadlines(Database database) {
    this.database = database;
  }

  /** What can be due. */
  enum Kind {
    /** The end can no longer be undone. */
    WRAP_UP_OVER,
    /** The owner's link or account is gone. */
    OPERATOR_LOST,
    /** The link or account of who was asked to take over is gone. */
    COLLEAGUE_LOST,
    /** The place is no longer held. */
    HOLD_OVER,
    /** The citizen was away too long. */
    CITIZEN_GONE,
    /** Nobody else can be asked, and who is asked says nothing. */
    UNANSWERED
  }

  /** One thing that is due. */
  record Due(ConsultationId consultation, Kind kind) {}

  /**
   * @param lostBefore operators who were linked last before this are lost
   */
  Future<List<Due>> due(Instant now, Instant lostBefore, Timings timings) {
    return database.list(
        DUE.with("now", now)
            .with("wrapUpBefore", now.minus(timings.undo()))
            .with("lostBefore", lostBefore)
            .with("waitingGoneBefore", now.minus(timings.waitingGone()))
            .with("activeGoneBefore", now.minus(timings.activeGone()))
            .with("unansweredBefore", now.minus(timings.unanswered()))
            .with("callGoneBefore", now.minus(timings.callGone()))
            .with("most", DUE_AT_ONCE),
        row ->
            new Due(new ConsultationId(row.getUUID("id")), Rows.constant(Kind.class, row, "due")));
  }

  /** The citizens of nodes that were not heard since {@code nodeGoneBefore} count as gone. */
  Future<Integer> deadNodes(Instant now, Instant nodeGoneBefore) {
    return database.update(DEAD_NODES.with("now", now).with("nodeGoneBefore", nodeGoneBefore));
  }

  /** What became of one citizen's link; of two, what is greater is to be seen to. */
  enum Written {
    /** Somebody else had written it, or it is over. */
    ALREADY,
    /** Their open consultation says it now. */
    DONE,
    /** Its row is locked just now. */
    LOCKED
  }

  /** Those of these who have an open consultation that did not say it; waits for no lock. */
  Future<Map<CitizenId, Written>> citizensLinked(Set<CitizenId> citizens, UUID node) {
    return written(CITIZENS_LINKED.with("citizens", keys(citizens)).with("node", node));
  }

  /** Those of these who have an open consultation that did not say it; waits for no lock. */
  Future<Map<CitizenId, Written>> citizensUnlinked(
      Set<CitizenId> citizens, UUID node, Instant now) {
    return written(
        CITIZENS_UNLINKED.with("citizens", keys(citizens)).with("node", node).with("now", now));
  }

  /** The same for one, whose row was locked: waits for it. */
  Future<Boolean> lockedLinked(CitizenId citizen, UUID node) {
    return isDone(LOCKED_LINKED.with("citizens", keys(Set.of(citizen))).with("node", node));
  }

  /** The same for one, whose row was locked: waits for it. */
  Future<Boolean> lockedUnlinked(CitizenId citizen, UUID node, Instant now) {
    return isDone(
        LOCKED_UNLINKED
            .with("citizens", keys(Set.of(citizen)))
            .with("node", node)
            .with("now", now));
  }

  private Future<Boolean> isDone(Sql.Bound statement) {
    return written(statement).map(all -> all.containsValue(Written.DONE));
  }

  private Future<Map<CitizenId, Written>> written(Sql.Bound statement) {
    return database
        .list(statement, row -> Map.entry(new CitizenId(row.getUUID("citizen_id")), written(row)))
        .map(
            rows -> {
              Map<CitizenId, Written> all = HashMap.newHashMap(rows.size());
              rows.forEach(row -> all.merge(row.getKey(), row.getValue(), SqlDeadlines::greater));
              return all;
            });
  }

  private static Written greater(Written one, Written other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Written written(Row row) {
    if (row.getBoolean("done")) {
      return Written.DONE;
    }
    return row.getBoolean("free") ? Written.ALREADY : Written.LOCKED;
  }

  private static UUID[] keys(Set<CitizenId> citizens) {
    return citizens.stream().map(CitizenId::value).toArray(UUID[]::new);
  }
}
