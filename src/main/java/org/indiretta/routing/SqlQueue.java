package org.indiretta.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final String COLUMNS =
      """
      c.id, c.topic_id, c.language, c.lane, c.queued_at, c.operator_id, c.offer_expires_at,
      c.held_for, c.held_until, c.mode
      """;

  /** Who did not take it so far. */
  private static final String DECLINED =
      """
      LEFT JOIN LATERAL (
        SELECT array_agg(d.operator_id) AS declined_by, array_agg(d.times) AS declined_times,
               array_agg(d.last) AS declined_last
        FROM (SELECT o.operator_id, count(*)::int AS times, max(o.ended_at) AS last
              FROM offer o WHERE o.consultation_id = c.id AND o.ending IN ('DECLINED', 'EXPIRED')
              GROUP BY o.operator_id) d) AS declined ON true
      """;

  /** So many of each topic's head as are asked for. */
  private static final Sql HEADS =
      Sql.of(
          "SELECT "
              + COLUMNS
              + """
              , declined.* FROM unnest(:topics::text[], :most::int[]) AS t (id, most)
              CROSS JOIN LATERAL (
                SELECT * FROM consultation w WHERE w.state = 'WAITING' AND w.topic_id = t.id
                ORDER BY w.lane, w.queued_at, w.id LIMIT t.most) AS c
              """
              + DECLINED);

  /** What goes on already: offers, and places held for somebody. */
  private static final Sql UNDER_WAY =
      Sql.of(
          "SELECT "
              + COLUMNS
              + ", declined.* FROM ("
              + " SELECT * FROM consultation WHERE state = 'OFFERED'"
              + " UNION ALL"
              + " SELECT * FROM consultation WHERE state = 'WAITING' AND held_until > :now) AS c"
              + "\n"
              + DECLINED);

  private static final Sql LINE =
      Sql.of(
          "SELECT "
              + COLUMNS
              + """
              FROM consultation c WHERE c.state IN ('WAITING', 'OFFERED')
              ORDER BY c.lane, c.queued_at, c.id LIMIT :most
              """);

  private static final Sql LOADS =
      Sql.of(
          """
          SELECT operator_id, mode, count(*) AS open, bool_or(state = 'OFFERED') AS asked
          FROM (SELECT operator_id, state, mode FROM consultation
                WHERE state IN ('OFFERED', 'ACTIVE', 'WRAP_UP')
                UNION ALL
                SELECT hand_over_to, 'OFFERED', mode FROM consultation
                WHERE hand_over_to IS NOT NULL AND hand_over_topic IS NOT NULL) AS load
          GROUP BY operator_id, mode
          """);

  private static final Sql WAITING =
      Sql.of(
          """
          SELECT topic_id, count(*) AS waiting FROM consultation
          WHERE state IN ('WAITING', 'OFFERED') GROUP BY topic_id
          """);

  private final Database database;

  SqlQueue(Database database) {
    this.database = database;
  }

  /** How busy an operator is in one mode. */
  record Load(OperatorId operator, Mode mode, int open, boolean asked) {}

  /** The head of each topic's queue: at most so many of those that wait. */
  Future<List<QueuedConsultation>> heads(Map<TopicId, Integer> most) {
    List<TopicId> topics = List.copyOf(most.keySet());
    return database.list(
        HEADS
            .with("topics", keys(topics))
            .with("most", topics.stream().map(most::get).toArray(Integer[]::new)),
        row -> queued(row, declined(row)));
  }

  /** All that are offered, and those whose place is held. */
  Future<List<QueuedConsultation>> underWay(Instant now) {
    return database.list(UNDER_WAY.with("now", now), row -> queued(row, declined(row)));
  }

  /** All who wait or are offered, in the order of service, without who declined them. */
  Future<List<QueuedConsultation>> line(int most) {
    return database.list(LINE.with("most", most), row -> queued(row, Map.of()));
  }

  /** How many of each topic wait or are offered. */
  Future<Map<TopicId, Long>> waiting() {
    return database
        .list(
            WAITING.bound(),
            row -> Map.entry(new TopicId(row.getString("topic_id")), row.getLong("waiting")))
        .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  Future<List<Load>> loads() {
    return database.list(
        LOADS.bound(),
        row ->
            new Load(
                new OperatorId(row.getUUID("operator_id")),
                Rows.constant(Mode.class, row, "mode"),
                row.getInteger("open"),
                row.getBoolean("asked")));
  }

  private static String[] keys(Collection<TopicId> topics) {
    return topics.stream().map(TopicId::value).toArray(String[]::new);
  }

  private static Map<OperatorId, Declined> declined(Row row) {
    UUID[] by = row.getArrayOfUUIDs("declined_by");
    if (by == null) {
      return Map.of();
    }
    Integer[] times = row.getArrayOfIntegers("declined_times");
    OffsetDateTime[] last = row.getArrayOfOffsetDateTimes("declined_last");
    Map<OperatorId, Declined> declined = new HashMap<>();
    for (int i = 0; i < by.length; i++) {
      declined.put(new OperatorId(by[i]), new Declined(times[i], last[i].toInstant()));
    }
    return declined;
  }

  private static QueuedConsultation queued(Row row, Map<OperatorId, Declined> declined) {
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
        declined,
        Rows.constant(Mode.class, row, "mode"));
  }

  private static OperatorId operator(UUID id) {
    return id == null ? null : new OperatorId(id);
  }
}
