package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.BoardView;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** What a board counts, of the topics it is asked for. */
final class SqlBoards {
  private static final Sql NOW =
      Sql.of(
          """
          SELECT topic_id,
                 count(*) FILTER (WHERE state = 'WAITING') AS waiting,
                 count(*) FILTER (WHERE state = 'OFFERED') AS offered,
                 count(*) FILTER (WHERE state IN ('ACTIVE', 'WRAP_UP')) AS active,
                 min(queued_at) FILTER (WHERE state IN ('WAITING', 'OFFERED')) AS longest
          FROM consultation
          WHERE state IN ('WAITING', 'OFFERED', 'ACTIVE', 'WRAP_UP') AND topic_id = ANY(:topics)
          GROUP BY topic_id
          """);

  /** Since midnight of the site; the second bound, never nearer than that, is for the index. */
  private static final Sql ANSWERED =
      Sql.of(
          """
          SELECT c.topic_id, c.first_answered_by, count(*) AS answered,
                 count(*) FILTER (WHERE c.first_answered_at - c.started_at
                                        <= make_interval(secs => t.target_s)) AS in_target
          FROM consultation c JOIN topic t ON t.id = c.topic_id JOIN site s ON s.id = c.site_id
          WHERE c.topic_id = ANY(:topics)
            AND c.first_answered_at > :now::timestamptz - interval '26 hours'
            AND c.first_answered_at >=
              date_trunc('day', :now::timestamptz AT TIME ZONE s.time_zone) AT TIME ZONE s.time_zone
          GROUP BY c.topic_id, c.first_answered_by
          """);

  private static final Sql LEFT =
      Sql.of(
          """
          SELECT c.topic_id, count(*) AS gone
          FROM consultation c JOIN site s ON s.id = c.site_id
          WHERE c.topic_id = ANY(:topics) AND c.state = 'ABANDONED'
            AND c.ended_at > :now::timestamptz - interval '26 hours'
            AND c.ended_at >=
              date_trunc('day', :now::timestamptz AT TIME ZONE s.time_zone) AT TIME ZONE s.time_zone
          GROUP BY c.topic_id
          """);

  private static final Sql OPEN =
      Sql.of(
          """
          SELECT id, reference, topic_id, mode, state, language, queued_at, answered_at,
                 operator_id, joined
          FROM consultation
          WHERE state IN ('WAITING', 'OFFERED', 'ACTIVE', 'WRAP_UP') AND topic_id = ANY(:topics)
          ORDER BY state IN ('ACTIVE', 'WRAP_UP'), CASE WHEN answered_at IS NULL THEN lane END,
                   coalesce(CASE WHEN state IN ('ACTIVE', 'WRAP_UP') THEN answered_at END, queued_at),
                   id
          LIMIT :shown
          """);

  private static final Sql LOADS =
      Sql.of(
          """
          SELECT operator_id, mode, count(*) AS open FROM consultation
          WHERE state IN ('ACTIVE', 'WRAP_UP') GROUP BY operator_id, mode
          """);

  private final Database database;

  SqlBoards(Database database) {
    this.database = database;
  }

  /** How a topic stands now; {@code longest} is null when nobody waits. */
  record Standing(TopicId topic, int waiting, int offered, int active, Instant longest) {}

  /** First answers today, of one topic by one operator. */
  record Answered(TopicId topic, OperatorId by, int answered, int inTarget) {}

  /** How many consultations in a mode somebody answers now. */
  record Load(OperatorId operator, Mode mode, int open) {}

  /** How many left today before an answer. */
  record Left(TopicId topic, int count) {}

  Future<List<Standing>> standing(Collection<TopicId> topics) {
    return database.list(
        NOW.with("topics", keys(topics)),
        row ->
            new Standing(
                topic(row),
                row.getInteger("waiting"),
                row.getInteger("offered"),
                row.getInteger("active"),
                Rows.instant(row, "longest")));
  }

  Future<List<Answered>> answered(Collection<TopicId> topics, Instant now) {
    return database.list(
        ANSWERED.with("topics", keys(topics)).with("now", now),
        row ->
            new Answered(
                topic(row),
                SqlRows.operator(row, "first_answered_by"),
                row.getInteger("answered"),
                row.getInteger("in_target")));
  }

  Future<List<Left>> left(Collection<TopicId> topics, Instant now) {
    return database.list(
        LEFT.with("topics", keys(topics)).with("now", now),
        row -> new Left(topic(row), row.getInteger("gone")));
  }

  Future<List<Load>> loads() {
    return database.list(
        LOADS.bound(),
        row ->
            new Load(
                SqlRows.operator(row, "operator_id"),
                Rows.constant(Mode.class, row, "mode"),
                row.getInteger("open")));
  }

  /** Those waiting first, in the order of service; then those answered, the longest first. */
  Future<List<BoardView.Open>> open(Collection<TopicId> topics) {
    return database.list(
        OPEN.with("topics", keys(topics)).with("shown", BoardView.OPEN_SHOWN), SqlBoards::open);
  }

  private static BoardView.Open open(Row row) {
    ConsultationState state = Rows.constant(ConsultationState.class, row, "state");
    boolean answered = state == ConsultationState.ACTIVE || state == ConsultationState.WRAP_UP;
    return new BoardView.Open(
        new ConsultationId(row.getUUID("id")),
        new Reference(row.getString("reference")),
        topic(row),
        Rows.constant(Mode.class, row, "mode"),
        state,
        Language.of(row.getString("language")),
        Rows.instant(row, answered ? "answered_at" : "queued_at"),
        SqlRows.operator(row, "operator_id"),
        SqlRows.operators(row, "joined"));
  }

  private static TopicId topic(Row row) {
    return new TopicId(row.getString("topic_id"));
  }

  private static String[] keys(Collection<TopicId> topics) {
    return topics.stream().map(TopicId::value).toArray(String[]::new);
  }
}
