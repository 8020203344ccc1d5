package org.indiretta.consultation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.CallId;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.GuestId;
import org.indiretta.identity.MemberId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.CallQuality;
import org.indiretta.protocol.CallView.Microphone;
import org.indiretta.transcript.Writer;

/** Reads the call of a consultation, which comes with its row as one JSON object. */
final class SqlCallRows {
  /** The call of {@code c} that has not ended, with its members; null when there is none. */
  static final String OPEN_CALL =
      """
      (SELECT to_jsonb(k) || jsonb_build_object('members',
         (SELECT coalesce(jsonb_agg(to_jsonb(m) ORDER BY m.position), '[]')
          FROM call_member m WHERE m.call_id = k.id))
       FROM call k WHERE k.consultation_id = c.id AND k.state <> 'ENDED') AS call
      """;

  private SqlCallRows() {}

  /** The column {@code call}; null stays null. */
  static Call open(Row row, CitizenId citizen) {
    JsonObject call = row.getJsonObject("call");
    if (call == null) {
      return null;
    }
    CallId id = new CallId(UUID.fromString(call.getString("id")));
    Mode mode = Mode.valueOf(call.getString("mode"));
    int version = call.getInteger("version");
    String room = call.getString("jitsi_room");
    Call.Proposal proposal =
        new Call.Proposal(
            who(call.getString("proposed_by"), citizen),
            instant(call, "proposed_at"),
            room == null ? null : new JitsiRoom(room));
    return "PROPOSED".equals(call.getString("state"))
        ? new Call.Proposed(id, version, mode, proposal)
        : new Call.Running(
            id, version, mode, proposal, instant(call, "started_at"), members(call, citizen));
  }

  private static List<CallMember> members(JsonObject call, CitizenId citizen) {
    JsonArray all = call.getJsonArray("members");
    return all.stream().map(each -> member((JsonObject) each, citizen)).toList();
  }

  private static CallMember member(JsonObject member, CitizenId citizen) {
    Integer loss = member.getInteger("loss_percent");
    String operator = member.getString("operator_id");
    MemberId id = MemberId.of(member.getString("member_id"));
    CallRole role = role(member.getString("role"), operator);
    return new CallMember(
        id,
        role.isGuest()
            ? new Writer.Guest(new GuestId(id.value()), member.getString("guest_name"), role)
            : who(operator, citizen),
        role,
        role.isMain()
            ? null
            : new CallMember.Coming(instant(member, "invited_at"), member.getLong("came_after")),
        seat(member),
        new CallMember.Media(
            Microphone.valueOf(member.getString("microphone")),
            instant(member, "camera_since"),
            instant(member, "screen_since"),
            member.getBoolean("on_hold")),
        loss == null
            ? null
            : new CallQuality(
                loss, member.getInteger("round_trip_ms"), member.getBoolean("relayed")),
        member.getInteger("set_up_ms"));
  }

  private static CallMember.Seat seat(JsonObject member) {
    String peer = member.getString("peer_id");
    String last = peer == null ? member.getString("last_peer_id") : peer;
    return new CallMember.Seat(
        last == null ? null : PeerId.of(last),
        member.getInteger("seat"),
        instant(member, "away_since"));
  }

  /** A server of before knew the citizen and the owner alone, and wrote no role. */
  private static CallRole role(String name, String operator) {
    if (name == null) {
      return operator == null ? CallRole.CITIZEN : CallRole.OPERATOR;
    }
    return CallRole.valueOf(name);
  }

  private static Writer who(String operator, CitizenId citizen) {
    return operator == null
        ? new Writer.Citizen(citizen)
        : new Writer.Operator(new OperatorId(UUID.fromString(operator)));
  }

  private static Instant instant(JsonObject from, String field) {
    String text = from.getString(field);
    return text == null ? null : OffsetDateTime.parse(text).toInstant();
  }
}
