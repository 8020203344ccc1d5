package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** What waits for somebody on call, and the notices to be sent to them. */
final class SqlOnCalls {
  private static final Sql WAITING =
      Sql.of(
          """
          SELECT c.id, c.site_id, c.topic_id, c.mode, c.language, c.queued_at,
                 (SELECT array_agg(o.operator_id) FROM offer o
                  WHERE o.consultation_id = c.id AND o.on_call) AS asked
          FROM consultation c
          WHERE c.state = 'WAITING' AND c.queued_at <= :before
            AND (c.held_until IS NULL OR c.held_until <= :now)
          ORDER BY c.lane, c.queued_at, c.id LIMIT :most
          """);

  private static final Sql BUSY =
      Sql.of(
          """
          SELECT DISTINCT operator_id FROM consultation
          WHERE state IN ('OFFERED', 'ACTIVE', 'WRAP_UP')
          """);

  private static final Sql OVER =
      Sql.of(
          """
          SELECT c.id FROM consultation c
          JOIN offer o ON o.consultation_id = c.id AND o.ended_at IS NULL AND o.on_call
          WHERE c.state = 'OFFERED' AND c.offer_expires_at <= :now
          """);

  static final Sql ANY_TO_TAKE =
      Sql.of(
          """
          SELECT EXISTS (
            SELECT FROM offer WHERE on_call AND notified_at IS NULL AND ended_at IS NULL)
          """);

  /** By the consultations that are offered now, of which there are few: offers are kept. */
  static final Sql TAKEN =
      Sql.of(
          """
          SELECT o.consultation_id, o.operator_id, o.notified_at FROM consultation c
          JOIN offer o ON o.consultation_id = c.id AND o.on_call AND o.ended_at IS NULL
          WHERE c.state = 'OFFERED' AND o.notified_at = ANY(:marks)
          """);

  /**
   * Whoever takes a notice sends it: once, on one server. Said again, it tells what it took before.
   */
  static final Sql TAKE =
      Sql.of(
          """
          UPDATE offer o SET notified_at = :mark FROM consultation c
          WHERE c.id = o.consultation_id AND c.state = 'OFFERED'
            AND o.on_call AND o.ended_at IS NULL
            AND (o.notified_at IS NULL OR o.notified_at = :mark)
          RETURNING o.consultation_id, o.operator_id
          """);

  private final Database database;

  SqlOnCalls(Database database) {
    this.database = database;
  }

  /**
   * One that nobody at the console was offered.
   *
   * @param asked who was asked for it by a notice already
   */
  record Waits(
      ConsultationId id,
      SiteId site,
      TopicId topic,
      Mode mode,
      Language language,
      Instant since,
      Set<OperatorId> asked) {}

  /** A notice to be sent now. */
  record Due(ConsultationId consultation, OperatorId to) {}

  /** Those that wait since {@code before} or longer, in the order of service. */
  Future<List<Waits>> waiting(Instant before, Instant now, int most) {
    return database.list(
        WAITING.with("before", before).with("now", now).with("most", most), SqlOnCalls::waits);
  }

  /** Who answers or is asked now. */
  Future<List<OperatorId>> busy() {
    return database.list(BUSY.bound(), row -> new OperatorId(row.getUUID("operator_id")));
  }

  /** Those whose notice was not answered in time. */
  Future<List<ConsultationId>> over(Instant now) {
    return database.list(OVER.with("now", now), row -> new ConsultationId(row.getUUID("id")));
  }

  /** Whether somebody is to be told: when this fails, nothing was taken either. */
  Future<Boolean> anyToTake() {
    return database.list(ANY_TO_TAKE.bound(), row -> row.getBoolean(0)).map(List::getFirst);
  }

  /**
   * Takes what nobody has taken yet.
   *
   * @param mark the time, so exactly that no other taking has the same
   */
  Future<List<Due>> take(Instant mark) {
    return database.list(TAKE.with("mark", mark), SqlOnCalls::due);
  }

  /** What was taken with each of these marks, though its answer was not heard; without: not yet. */
  Future<Map<Instant, List<Due>>> taken(Set<Instant> marks) {
    OffsetDateTime[] times =
        marks.stream().map(mark -> mark.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    return database
        .list(
            TAKEN.with("marks", times),
            row -> Map.entry(Rows.instant(row, "notified_at"), due(row)))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            Map.Entry::getKey,
                            Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
  }

  private static Due due(Row row) {
    return new Due(
        new ConsultationId(row.getUUID("consultation_id")),
        new OperatorId(row.getUUID("operator_id")));
  }

  private static Waits waits(Row row) {
    UUID[] asked = row.getArrayOfUUIDs("asked");
    return new Waits(
        new ConsultationId(row.getUUID("id")),
        new SiteId(row.getString("site_id")),
        new TopicId(row.getString("topic_id")),
        Rows.constant(Mode.class, row, "mode"),
        Language.of(row.getString("language")),
        Rows.instant(row, "queued_at"),
        asked == null
            ? Set.of()
            : Arrays.stream(asked).map(OperatorId::new).collect(Collectors.toSet()));
  }
}
