package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.CallId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.protocol.CallQuality;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;
import org.indiretta.transcript.Writer;

/** Writes a call as it is now, under the lock of its consultation's row. */
final class SqlCallWrites {
  private static final Sql SAVE =
      Sql.of(
          """
          INSERT INTO call (id, consultation_id, version, mode, provider, jitsi_room, state, proposed_by,
                            proposed_at, started_at, ended_at, end_reason)
          VALUES (:id, :consultation, :version, :mode, :provider, :jitsiRoom, :state, :proposedBy,
                  :proposedAt, :startedAt, :endedAt, :endReason)
          ON CONFLICT (id) DO UPDATE SET version = excluded.version, mode = excluded.mode,
            provider = excluded.provider, jitsi_room = excluded.jitsi_room, state = excluded.state,
            started_at = excluded.started_at, ended_at = excluded.ended_at,
            end_reason = excluded.end_reason
          WHERE call.state <> 'ENDED'
          """);

  private static final Sql CLEAR_MEMBERS =
      Sql.of("DELETE FROM call_member WHERE call_id = :id RETURNING peer_id, seat, seen_at");

  private static final Sql SAVE_MEMBER =
      Sql.of(
          """
          INSERT INTO call_member (call_id, position, member_id, operator_id, role, guest_name,
            invited_at, came_after, peer_id, last_peer_id, seat, away_since, seen_at, microphone,
            camera_since, screen_since, on_hold, loss_percent, round_trip_ms, relayed, set_up_ms)
          VALUES (:id, :position, :member, :operator, :role, :guestName, :invitedAt, :cameAfter,
            :peer, :lastPeer, :seat, :awaySince, :seenAt, :microphone, :cameraSince, :screenSince,
            :onHold, :loss, :roundTripMs, :relayed, :setUpMs)
          """);

  private static final Sql SAVE_GUEST =
      Sql.of(
          """
          INSERT INTO guest (id, call_id, link_hash, made_at, expires_at)
          VALUES (:id, :call, :link, :now, :expiresAt)
          """);

  private static final Sql SET =
      Sql.of(
          """
          UPDATE consultation SET mode = :mode, live_text = :liveText, also_in_call = :alsoInCall
          WHERE id = :id
          """);

  private SqlCallWrites() {}

  /** Writes what a step changes of the call, of its members and of the consultation. */
  static Future<Void> save(Transaction tx, Consultation of, CallStep step, Instant now) {
    Future<Void> call =
        step.next() == null || step.next().equals(of.call())
            ? Future.succeededFuture()
            : save(tx, of.id(), step.next(), now);
    if (step.guest() != null) {
      Sql.Bound guest = guest(step, now);
      call = call.compose(saved -> tx.update(guest).mapEmpty());
    }
    List<UUID> also = alsoInCall(step.next());
    boolean same =
        step.mode() == of.mode()
            && step.liveText() == of.liveText()
            && also.equals(alsoInCall(of.call()));
    return same
        ? call
        : call.compose(
            saved ->
                tx.update(
                        SET.with("id", of.id().value())
                            .with("mode", step.mode())
                            .with("liveText", step.liveText())
                            .with("alsoInCall", also.isEmpty() ? null : also.toArray(UUID[]::new)))
                    .mapEmpty());
  }

  private static Sql.Bound guest(CallStep step, Instant now) {
    return SAVE_GUEST
        .with("id", step.guest().id().value())
        .with("call", step.next().id().value())
        .with("link", step.guest().linkHash())
        .with("now", now)
        .with("expiresAt", step.guest().expiresAt());
  }

  /** Who writes and reads beside the citizen and the owner. */
  private static List<UUID> alsoInCall(Call call) {
    return call instanceof Call.Running running
        ? running.members().stream()
            .filter(member -> !member.role().isMain() && !member.isInvited())
            .map(member -> writer(member.who()))
            .toList()
        : List.of();
  }

  private static UUID writer(Writer who) {
    return switch (who) {
      case Writer.Citizen citizen -> citizen.id().value();
      case Writer.Operator operator -> operator.id().value();
      case Writer.Guest guest -> guest.id().value();
      case Writer.Server _ -> throw new IllegalArgumentException("the server is in no call");
    };
  }

  private static Future<Void> save(Transaction tx, ConsultationId of, Call call, Instant now) {
    JitsiRoom room = call instanceof Call.Ended ? null : call.proposal().room();
    Future<Integer> saved =
        tx.update(
            SAVE.with("id", call.id().value())
                .with("consultation", of.value())
                .with("version", call.version())
                .with("mode", call.mode())
                .with("provider", call.provider())
                .with("jitsiRoom", room == null ? null : room.name())
                .with("state", name(call))
                .with("proposedBy", operator(call.proposal().by()))
                .with("proposedAt", call.proposal().at())
                .with("startedAt", startedAt(call))
                .with("endedAt", call instanceof Call.Ended end ? end.endedAt() : null)
                .with("endReason", call instanceof Call.Ended end ? end.reason() : null));
    List<CallMember> members = members(call);
    if (members.isEmpty()) {
      return saved.mapEmpty();
    }
    return saved
        .compose(
            done ->
                tx.list(
                    CLEAR_MEMBERS.with("id", call.id().value()),
                    row ->
                        new Sitting(
                            row.getUUID("peer_id"),
                            row.getInteger("seat"),
                            Rows.instant(row, "seen_at"))))
        .compose(before -> save(tx, call.id(), members, before, now));
  }

  private static Future<Void> save(
      Transaction tx, CallId call, List<CallMember> members, List<Sitting> before, Instant now) {
    Future<Integer> saved = Future.succeededFuture(0);
    for (int i = 0; i < members.size(); i++) {
      Instant seenAt = seenAt(members.get(i), before, now);
      Sql.Bound member = member(call, i, members.get(i), seenAt);
      saved = saved.compose(done -> tx.update(member));
    }
    return saved.mapEmpty();
  }

  /** A browser where it sat, and when a node last said that it holds it; null: none did yet. */
  private record Sitting(UUID peer, int seat, Instant seenAt) {}

  /** What one member says or does must not keep another there whose node is gone. */
  private static Instant seenAt(CallMember member, List<Sitting> before, Instant now) {
    return before.stream()
        .filter(sat -> sat.peer() != null && sat.seenAt() != null)
        .filter(sat -> member.peer() != null && sat.peer().equals(member.peer().value()))
        .filter(sat -> sat.seat() == member.seat().number())
        .map(Sitting::seenAt)
        .findFirst()
        .orElse(now);
  }

  private static Sql.Bound member(CallId call, int position, CallMember member, Instant seenAt) {
    CallQuality quality = member.quality();
    return SAVE_MEMBER
        .with("id", call.value())
        .with("position", position)
        .with("member", member.id().value())
        .with("operator", operator(member.who()))
        .with("role", member.role())
        .with("guestName", member.who() instanceof Writer.Guest guest ? guest.name() : null)
        .with("invitedAt", member.coming() == null ? null : member.coming().invitedAt())
        .with("cameAfter", member.coming() == null ? null : member.coming().after())
        .with("peer", member.peer() == null ? null : member.peer().value())
        .with("lastPeer", member.seat().last() == null ? null : member.seat().last().value())
        .with("seat", member.seat().number())
        .with("awaySince", member.seat().awaySince())
        .with("seenAt", seenAt)
        .with("microphone", member.media().microphone())
        .with("cameraSince", member.media().cameraSince())
        .with("screenSince", member.media().screenSince())
        .with("onHold", member.media().onHold())
        .with("loss", quality == null ? null : quality.lossPercent())
        .with("roundTripMs", quality == null ? null : quality.roundTripMs())
        .with("relayed", quality == null ? null : quality.relayed())
        .with("setUpMs", member.setUpMs());
  }

  private static String name(Call call) {
    return switch (call) {
      case Call.Proposed _ -> "PROPOSED";
      case Call.Running _ -> "RUNNING";
      case Call.Ended _ -> "ENDED";
    };
  }

  private static Instant startedAt(Call call) {
    return switch (call) {
      case Call.Proposed _ -> null;
      case Call.Running running -> running.startedAt();
      case Call.Ended ended -> ended.startedAt();
    };
  }

  private static List<CallMember> members(Call call) {
    return switch (call) {
      case Call.Proposed _ -> List.of();
      case Call.Running running -> running.members();
      case Call.Ended ended -> ended.members();
    };
  }

  private static UUID operator(Writer who) {
    return who instanceof Writer.Operator operator ? operator.id().value() : null;
  }
}
