package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.GuestId;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/**
 * Looks at many consultations at once. What people see of one is stamped with a hash of its
 * columns, so that a change is seen without reading it.
 */
final class SqlLooks {
  /** What is seen of a consultation {@code c} and its open call {@code k}, but for its entries. */
  private static final String STAMP =
      """
      hash_record_extended(ROW(c.state, c.topic_id, c.mode, c.lane, c.queued_at, c.operator_id,
        c.offer_expires_at, c.answered_at, c.wrap_up_at, c.ended_at, c.outcome, c.held_for,
        c.held_until, c.warned_at, c.hand_over_to, c.hand_over_at, c.hand_over_topic,
        c.hand_over_expires_at, c.page, c.citizen_gone_at IS NULL, c.call_back_at,
        c.call_back_telephone, c.live_text, c.joined, k.id, k.version), 0)
      """;

  private static final String OPEN_CALL =
      "LEFT JOIN call k ON k.consultation_id = c.id AND k.state <> 'ENDED' ";

  private static final Sql AT =
      Sql.of(
          "SELECT c.id, c.last_seq, c.read_by_citizen, c.read_by_staff, c.withdrawn,"
              + " c.state, c.operator_id, c.hand_over_to, c.joined,"
              + " c.citizen_gone_at IS NOT NULL AS citizen_gone,"
              + STAMP
              + """
               AS stamp,
              ARRAY(SELECT m.operator_id FROM call_member m
                    WHERE m.call_id = k.id AND k.state = 'RUNNING' AND m.operator_id IS NOT NULL
                      AND (m.invited_at IS NULL OR m.came_after IS NOT NULL)) AS in_call,
              ARRAY(SELECT m.member_id FROM call_member m
                    WHERE m.call_id = k.id AND k.state = 'RUNNING' AND m.operator_id IS NULL
                      AND m.role IN ('INTERPRETER', 'HELPER')) AS guests
              FROM consultation c
              """
              + OPEN_CALL
              + "WHERE c.id = ANY(:ids)");

  private static final Sql DESKS =
      Sql.of(
          "SELECT (SELECT coalesce(bit_xor(hash_record_extended(ROW(c.id, "
              + STAMP
              + """
              ), 0)), 0) FROM consultation c
              """
              + OPEN_CALL
              + """
              WHERE c.state IN ('WAITING', 'OFFERED', 'ACTIVE', 'WRAP_UP'))
              # (SELECT coalesce(bit_xor(hash_record_extended(ROW(operator_id, state, reason, since,
                   until, wrap_up_until, asked_at), 1)), 0) FROM presence)
              # (SELECT coalesce(bit_xor(hash_record_extended(ROW(m.call_id, m.operator_id,
                   m.invited_at, m.came_after), 2)), 0) FROM call_member m
                 JOIN call k ON k.id = m.call_id
                 WHERE m.invited_at IS NOT NULL AND k.state = 'RUNNING')
              # (SELECT coalesce(bit_xor(hash_record_extended(ROW(id, state, operator_id), 3)), 0)
                 FROM contact_request WHERE state <> 'DONE') AS digest
              """);

  private final Database database;

  SqlLooks(Database database) {
    this.database = database;
  }

  Future<Map<ConsultationId, Looks.Seen>> at(Set<ConsultationId> consultations) {
    UUID[] ids = consultations.stream().map(ConsultationId::value).toArray(UUID[]::new);
    return database
        .list(
            AT.with("ids", ids), row -> Map.entry(new ConsultationId(row.getUUID("id")), seen(row)))
        .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** As {@link Consultation#isReadableBy} says it of one. */
  private static Looks.Seen seen(Row row) {
    Set<OperatorId> staff = new HashSet<>(SqlRows.operators(row, "joined"));
    staff.addAll(SqlRows.operators(row, "in_call"));
    ConsultationState state = Rows.constant(ConsultationState.class, row, "state");
    if (state == ConsultationState.ACTIVE || state == ConsultationState.WRAP_UP) {
      staff.add(SqlRows.operator(row, "operator_id"));
    }
    if (state == ConsultationState.ACTIVE && row.getUUID("hand_over_to") != null) {
      staff.add(SqlRows.operator(row, "hand_over_to"));
    }
    return new Looks.Seen(
        row.getLong("last_seq"),
        row.getLong("read_by_citizen"),
        row.getLong("read_by_staff"),
        row.getInteger("withdrawn"),
        row.getLong("stamp"),
        staff,
        Arrays.stream(row.getArrayOfUUIDs("guests")).map(GuestId::new).collect(Collectors.toSet()),
        row.getBoolean("citizen_gone"));
  }

  Future<Long> desks() {
    return database.first(DESKS.bound(), row -> row.getLong("digest")).map(it -> it.orElse(0L));
  }
}
