package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
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
import org.indiretta.protocol.Push.OfferEnded.Ending;
import org.indiretta.routing.Declined;
import org.indiretta.routing.QueuedConsultation;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;

/** The consultations that are passed to a topic, and who of it was asked. */
final class SqlTransfers {
  /** The most that one run looks at. */
  static final int AT_ONCE = 500;

  /** With those who declined or let it expire since it was passed on. */
  private static final Sql PASSED =
      Sql.of(
          """
          SELECT c.id, c.hand_over_topic, c.language, c.lane, c.hand_over_since, c.hand_over_to,
                 c.hand_over_expires_at, c.mode, c.operator_id,
                 declined.*
          FROM consultation c
          LEFT JOIN LATERAL (
            SELECT array_agg(d.operator_id) AS declined_by, array_agg(d.times) AS declined_times,
                   array_agg(d.last) AS declined_last
            FROM (SELECT a.operator_id, count(*)::int AS times, max(a.ended_at) AS last
                  FROM hand_over_ask a
                  WHERE a.consultation_id = c.id AND a.ending IN ('DECLINED', 'EXPIRED')
                    AND a.asked_at >= c.hand_over_since
                  GROUP BY a.operator_id) d) AS declined ON true
          WHERE c.state = 'ACTIVE' AND c.hand_over_topic IS NOT NULL
          ORDER BY c.hand_over_since, c.id LIMIT :most
          """);

  private static final Sql WAITING =
      Sql.of(
          """
          SELECT topic_id, count(*)::int AS waiting FROM consultation
          WHERE state IN ('WAITING', 'OFFERED') GROUP BY topic_id
          """);

  private static final Sql ASKED =
      Sql.of(
          """
          INSERT INTO hand_over_ask (id, consultation_id, operator_id, asked_at)
          VALUES (:ask, :id, :operator, :now)
          """);

  private static final Sql ENDED =
      Sql.of(
          """
          UPDATE hand_over_ask SET ended_at = :now, ending = :ending
          WHERE consultation_id = :id AND ended_at IS NULL
          """);

  private final Database database;

  SqlTransfers(Database database) {
    this.database = database;
  }

  /** Those that are passed to a topic now, the oldest first; the owner is never asked. */
  Future<List<QueuedConsultation>> passed(Instant now) {
    return database.list(PASSED.with("most", AT_ONCE), row -> queued(row, now));
  }

  /** How many wait, by topic; a topic where nobody waits is missing. */
  Future<Map<TopicId, Integer>> waiting() {
    return database
        .list(
            WAITING.bound(),
            row -> Map.entry(new TopicId(row.getString("topic_id")), row.getInteger("waiting")))
        .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Who of a topic is asked in this state; null for nobody. */
  static OperatorId asked(State state) {
    return state instanceof State.Active active && active.handOver() instanceof HandOver.ToTopic to
        ? to.to()
        : null;
  }

  /** Writes down who is asked, and how it ended; within the transaction of the move. */
  static Future<Void> follow(Transaction transaction, Consultation before, Step step, Instant now) {
    OperatorId was = asked(before.state());
    OperatorId is = asked(step.to());
    UUID id = before.id().value();
    Future<Integer> ended =
        was == null || was.equals(is)
            ? Future.succeededFuture(0)
            : transaction.update(
                ENDED.with("id", id).with("now", now).with("ending", ending(step)));
    return ended
        .compose(
            done ->
                is == null || is.equals(was)
                    ? Future.succeededFuture(0)
                    : transaction.update(
                        ASKED
                            .with("ask", UUID.randomUUID())
                            .with("id", id)
                            .with("operator", is.value())
                            .with("now", now)))
        .mapEmpty();
  }

  private static Ending ending(Step step) {
    return step.offer() == null ? Ending.WITHDRAWN : step.offer();
  }

  private static QueuedConsultation queued(Row row, Instant now) {
    Map<OperatorId, Declined> declined = new HashMap<>();
    UUID[] by = row.getArrayOfUUIDs("declined_by");
    if (by != null) {
      Integer[] times = row.getArrayOfIntegers("declined_times");
      OffsetDateTime[] last = row.getArrayOfOffsetDateTimes("declined_last");
      for (int i = 0; i < by.length; i++) {
        declined.put(new OperatorId(by[i]), new Declined(times[i], last[i].toInstant()));
      }
    }
    declined.put(SqlRows.operator(row, "operator_id"), new Declined(1, now));
    return new QueuedConsultation(
        new ConsultationId(row.getUUID("id")),
        new TopicId(row.getString("hand_over_topic")),
        Language.of(row.getString("language")),
        row.getInteger("lane"),
        Rows.instant(row, "hand_over_since"),
        SqlRows.operator(row, "hand_over_to"),
        Rows.instant(row, "hand_over_expires_at"),
        null,
        null,
        declined,
        Rows.constant(Mode.class, row, "mode"));
  }
}
