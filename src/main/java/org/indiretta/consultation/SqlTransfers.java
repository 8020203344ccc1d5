package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.Push.OfferEnded.Ending;
import org.indiretta.routing.QueuedConsultation;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;

/** The consultations that are passed to a topic, and who of it was asked. */
final class SqlTransfers {
  /** The most that one run looks at. */
  static final int AT_ONCE = 500;

  /** With those who declined or let it expire: ever since it was passed on, and of late. */
  private static final Sql PASSED =
      Sql.of(
          """
          SELECT c.id, c.hand_over_topic, c.language, c.lane, c.hand_over_since, c.hand_over_to,
                 c.hand_over_expires_at, c.mode, c.operator_id,
                 (SELECT array_agg(a.operator_id) FROM hand_over_ask a
                  WHERE a.consultation_id = c.id AND a.ending IN ('DECLINED', 'EXPIRED')
                    AND a.asked_at >= c.hand_over_since) AS asked,
                 (SELECT array_agg(a.operator_id) FROM hand_over_ask a
                  WHERE a.consultation_id = c.id AND a.ending IN ('DECLINED', 'EXPIRED')
                    AND a.asked_at >= c.hand_over_since AND a.ended_at > :pausedSince) AS of_late
          FROM consultation c
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

  /**
   * One that is passed to a topic.
   *
   * @param fresh as routing sees it when nobody who would not take it is asked again
   * @param again the same once everybody was asked: only who would not of late is left out
   */
  record Passed(QueuedConsultation fresh, QueuedConsultation again) {}

  /** Those that are passed to a topic now, the oldest first; the owner is never asked. */
  Future<List<Passed>> passed(Instant pausedSince) {
    return database.list(
        PASSED.with("pausedSince", pausedSince).with("most", AT_ONCE),
        row -> new Passed(queued(row, "asked"), queued(row, "of_late")));
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

  private static QueuedConsultation queued(Row row, String leftOut) {
    UUID[] paused = row.getArrayOfUUIDs(leftOut);
    Set<OperatorId> notAsked = new HashSet<>(Set.of(new OperatorId(row.getUUID("operator_id"))));
    if (paused != null) {
      Arrays.stream(paused).map(OperatorId::new).forEach(notAsked::add);
    }
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
        notAsked,
        Rows.constant(Mode.class, row, "mode"));
  }
}
