package org.indiretta.presence;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Sql;

/** Whose browsers are connected, and which nodes live, in PostgreSQL. */
final class SqlLinks {
  /** A link; who came back soon after a lost one is as available as before. */
  private static final String LINK =
      """
      linked_at = :now,
      state = CASE WHEN presence.reason = 'LINK_LOST' AND presence.since > :lostSince
              THEN 'AVAILABLE' ELSE presence.state END,
      since = CASE WHEN presence.reason = 'LINK_LOST' AND presence.since > :lostSince
              THEN :now ELSE presence.since END,
      reason = CASE WHEN presence.reason = 'LINK_LOST' THEN NULL ELSE presence.reason END
      """;

  /** One locked row must not keep the links of all others waiting, so it is left out. */
  private static final Sql LINKED =
      Sql.of(
          """
          WITH free AS (
            SELECT operator_id FROM presence WHERE operator_id = ANY(:operators::uuid[])
            FOR NO KEY UPDATE SKIP LOCKED),
          known AS (
            UPDATE presence SET %s FROM free WHERE presence.operator_id = free.operator_id
            RETURNING presence.operator_id),
          made AS (
            INSERT INTO presence (operator_id, state, since, linked_at)
            SELECT id, 'OFFLINE', :now::timestamptz, :now::timestamptz
            FROM unnest(:operators::uuid[]) AS each(id)
            WHERE NOT EXISTS (SELECT 1 FROM presence p WHERE p.operator_id = id) ORDER BY id
            ON CONFLICT (operator_id) DO NOTHING
            RETURNING operator_id)
          SELECT operator_id FROM known UNION ALL SELECT operator_id FROM made
          """
              .formatted(LINK));

  private static final Sql LOCKED_LINKED =
      Sql.of(
          """
          INSERT INTO presence (operator_id, state, since, linked_at)
          VALUES (:operator, 'OFFLINE', :now, :now)
          ON CONFLICT (operator_id) DO UPDATE SET %s
          """
              .formatted(LINK));

  /** A locked row is left for the next one: of many rows, it waits for none. */
  private static final Sql HEARTBEAT =
      Sql.of(
          """
          WITH free AS (
            SELECT operator_id FROM presence WHERE operator_id = ANY(:operators)
            FOR NO KEY UPDATE SKIP LOCKED)
          UPDATE presence p SET linked_at = :now FROM free WHERE p.operator_id = free.operator_id
          """);

  private static final Sql NODE =
      Sql.of(
          """
          INSERT INTO node (id, seen_at) VALUES (:node, :now)
          ON CONFLICT (id) DO UPDATE SET seen_at = :now
          """);

  private final Database database;

  SqlLinks(Database database) {
    this.database = database;
  }

  /** Those of these whose link is written down now; the rows of the others are locked. */
  Future<List<OperatorId>> linked(
      Collection<OperatorId> operators, Instant now, Instant lostSince) {
    return database.list(
        LINKED.with("operators", keys(operators)).with("now", now).with("lostSince", lostSince),
        SqlLinks::operator);
  }

  /** The same for one, whose row was locked: waits for it. */
  Future<Void> lockedLinked(OperatorId operator, Instant now, Instant lostSince) {
    return database
        .update(
            LOCKED_LINKED
                .with("operator", operator.value())
                .with("now", now)
                .with("lostSince", lostSince))
        .mapEmpty();
  }

  Future<Void> heartbeat(UUID node, Collection<OperatorId> linked, Instant now) {
    return database
        .update(NODE.with("node", node).with("now", now))
        .compose(
            seen -> database.update(HEARTBEAT.with("operators", keys(linked)).with("now", now)))
        .mapEmpty();
  }

  private static UUID[] keys(Collection<OperatorId> operators) {
    return operators.stream().map(OperatorId::value).toArray(UUID[]::new);
  }

  private static OperatorId operator(Row row) {
    return new OperatorId(row.getUUID("operator_id"));
  }
}
