package org.indiretta.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** How long things took lately, and what is being worked on. */
final class SqlPace {
  /** So many of the newest of each topic and mode are measured. */
  static final int MEASURED_EACH = 200;

  /** So many of the newest ended consultations are looked at in all. */
  static final int LOOKED_AT = 20_000;

  private static final int FRACTIONS = 20;

  /** Twenty equally likely values. */
  private static final String VALUES =
      "percentile_cont(ARRAY["
          + IntStream.range(0, FRACTIONS)
              .mapToObj(i -> Double.toString((i + 0.5) / FRACTIONS))
              .collect(Collectors.joining(","))
          + "]::float8[]) WITHIN GROUP (ORDER BY seconds)";

  private static final Sql DURATIONS =
      Sql.of(
          """
          SELECT topic_id, mode, count(*) AS count, %s AS seconds
          FROM (SELECT topic_id, mode, extract(epoch FROM ended_at - answered_at)::float8 AS seconds,
                       row_number() OVER (PARTITION BY topic_id, mode ORDER BY ended_at DESC) AS nth
                FROM (SELECT topic_id, mode, answered_at, ended_at FROM consultation
                      WHERE ended_at > :since AND state = 'CLOSED' AND answered_at < ended_at
                      ORDER BY ended_at DESC LIMIT :most) recent) measured
          WHERE nth <= :each
          GROUP BY GROUPING SETS ((topic_id, mode), (mode))
          """
              .formatted(VALUES));

  private static final Sql PEOPLE =
      Sql.of(
          """
          SELECT a.count, a.seconds, w.leaving
          FROM (SELECT count(*) AS count, %s AS seconds
                FROM (SELECT extract(epoch FROM ended_at - offered_at)::float8 AS seconds FROM offer
                      WHERE ending = 'ACCEPTED' AND NOT on_call AND ended_at > :since
                      ORDER BY ended_at DESC LIMIT :each) answers) a,
               (SELECT coalesce(count(*) FILTER (WHERE state = 'ABANDONED')::float8
                       / nullif(sum(greatest(0, extract(epoch FROM CASE WHEN state = 'ABANDONED'
                           THEN ended_at ELSE answered_at END - queued_at)))::float8, 0), 0) AS leaving
                FROM (SELECT state, queued_at, answered_at, ended_at FROM consultation
                      WHERE ended_at > :since AND state IN ('CLOSED', 'ABANDONED')
                      ORDER BY ended_at DESC LIMIT :most) recent) w
          """
              .formatted(VALUES));

  private static final Sql HELD =
      Sql.of(
          """
          SELECT id, operator_id, topic_id, mode, answered_at FROM consultation
          WHERE state IN ('ACTIVE', 'WRAP_UP') AND answered_at IS NOT NULL
          """);

  private static final Sql ARRIVALS =
      Sql.of(
          """
          SELECT topic_id, mode, count(*) AS count
          FROM (SELECT topic_id, mode FROM consultation
                WHERE state IN ('WAITING', 'OFFERED', 'ACTIVE', 'WRAP_UP') AND started_at > :since
                UNION ALL
                SELECT topic_id, mode FROM consultation
                WHERE ended_at > :since AND started_at > :since) came
          GROUP BY topic_id, mode
          """);

  private final Database database;

  SqlPace(Database database) {
    this.database = database;
  }

  /** What somebody works on. */
  record HeldBy(OperatorId operator, QueueScene.Held held) {}

  /** What took how long since then. */
  Future<Durations> durations(Instant since) {
    return database
        .list(
            DURATIONS.with("since", since).with("most", LOOKED_AT).with("each", MEASURED_EACH),
            SqlPace::measured)
        .compose(measured -> people(since).map(people -> Durations.of(measured, people)));
  }

  private Future<Durations.People> people(Instant since) {
    return database
        .first(
            PEOPLE.with("since", since).with("most", LOOKED_AT).with("each", MEASURED_EACH),
            row -> {
              int count = row.getInteger("count");
              return new Durations.People(
                  count == 0 ? null : spread(row), count, row.getDouble("leaving"));
            })
        .map(people -> people.orElse(Durations.People.UNKNOWN));
  }

  /** How many came since then, by kind. */
  Future<Map<WaitEstimate.Kind, Integer>> arrivals(Instant since) {
    return database
        .list(
            ARRIVALS.with("since", since),
            row ->
                Map.entry(
                    new WaitEstimate.Kind(
                        new TopicId(row.getString("topic_id")),
                        Rows.constant(Mode.class, row, "mode")),
                    row.getInteger("count")))
        .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** All that is worked on now. */
  Future<List<HeldBy>> held() {
    return database.list(
        HELD.bound(),
        row ->
            new HeldBy(
                new OperatorId(row.getUUID("operator_id")),
                new QueueScene.Held(
                    new ConsultationId(row.getUUID("id")),
                    new TopicId(row.getString("topic_id")),
                    Rows.constant(Mode.class, row, "mode"),
                    Rows.instant(row, "answered_at"))));
  }

  private static Durations.Measured measured(Row row) {
    String topic = row.getString("topic_id");
    return new Durations.Measured(
        topic == null ? null : new TopicId(topic),
        Rows.constant(Mode.class, row, "mode"),
        row.getInteger("count"),
        spread(row));
  }

  private static Spread spread(Row row) {
    return Spread.of(
        Arrays.stream(row.getArrayOfDoubles("seconds")).mapToDouble(value -> value).toArray());
  }
}
