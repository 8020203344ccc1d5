package org.indiretta.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** What routing reads of the queue. */
final class SqlQueue {
  private static final Sql QUEUE =
      Sql.of(
          """
          SELECT c.id, c.topic_id, c.language, c.lane, c.queued_at, c.operator_id,
                 c.offer_expires_at, c.held_for, c.held_until, c.mode,
                 (SELECT array_agg(o.operator_id) FROM offer o
                  WHERE o.consultation_id = c.id AND o.ending IN ('DECLINED', 'EXPIRED')
                    AND o.ended_at > :pausedSince) AS paused_for
          FROM consultation c
          WHERE c.state IN ('WAITING', 'OFFERED') AND c.topic_id = ANY(:topics)
          ORDER BY c.lane, c.queued_at, c.id LIMIT :most
          """);

  private static final Sql LOADS =
      Sql.of(
          """
          SELECT operator_id, count(*) AS open, bool_or(state = 'OFFERED') AS asked,
                 bool_or(mode <> 'WRITE' AND state <> 'OFFERED') AS calling
          FROM (SELECT operator_id, state, mode FROM consultation
                WHERE state IN ('OFFERED', 'ACTIVE', 'WRAP_UP')
                UNION ALL
                SELECT hand_over_to, 'OFFERED', mode FROM consultation
                WHERE hand_over_to IS NOT NULL AND hand_over_topic IS NOT NULL) AS load
          GROUP BY operator_id
          """);

  private static final Sql AHEAD =
      Sql.of(
          """
          SELECT count(*) AS ahead FROM consultation
          WHERE state IN ('WAITING', 'OFFERED') AND topic_id = ANY(:topics)
            AND (lane, queued_at, id) < (:lane, :since, :id)
          """);

  private final Database database;

  SqlQueue(Database database) {
    this.database = database;
  }

  /** How busy an operator is. */
  record Load(OperatorId operator, int open, boolean asked, boolean calling) {}

  /** The head of the queue of these topics, in the order of service. */
  Future<List<QueuedConsultation>> queue(
      Collection<TopicId> topics, Instant pausedSince, int most) {
    return database.list(
        QUEUE.with("topics", keys(topics)).with("pausedSince", pausedSince).with("most", most),
        SqlQueue::queued);
  }

  Future<List<Load>> loads() {
    return database.list(
        LOADS.bound(),
        row ->
            new Load(
                new OperatorId(row.getUUID("operator_id")),
                row.getInteger("open"),
                row.getBoolean("asked"),
                row.getBoolean("calling")));
  }

  Future<Integer> ahead(Collection<TopicId> rivals, int lane, Instant since, ConsultationId id) {
    return database
        .first(
            AHEAD
                .with("topics", keys(rivals))
                .with("lane", lane)
                .with("since", since)
                .with("id", id.value()),
            row -> row.getInteger("ahead"))
        .map(count -> count.orElse(0));
  }

  private static String[] keys(Collection<TopicId> topics) {
    return topics.stream().map(TopicId::value).toArray(String[]::new);
  }

  private static QueuedConsultation queued(Row row) {
    UUID[] paused = row.getArrayOfUUIDs("paused_for");
    return new QueuedConsultation(
        new ConsultationId(row.getUUID("id")),
        new TopicId(row.getString("topic_id")),
        Language.of(row.getString("language")),
        row.getInteger("lane"),
        Rows.instant(row, "queued_at"),
        operator(row.getUUID("operator_id")),
        Rows.instant(row, "offer_expires_at"),
        operator(row.getUUID("held_for")),
        Rows.instant(row, "held_until"),
        paused == null
            ? Set.of()
            : Arrays.stream(paused).map(OperatorId::new).collect(Collectors.toSet()),
        Rows.constant(Mode.class, row, "mode"));
  }

  private static OperatorId operator(UUID id) {
    return id == null ? null : new OperatorId(id);
  }
}
