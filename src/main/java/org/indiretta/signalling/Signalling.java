package org.indiretta.signalling;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.indiretta.bus.Address;
import org.indiretta.bus.Bus;
import org.indiretta.bus.News;
import org.indiretta.consultation.Calls;
import org.indiretta.identity.CallId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.CallView.CallState;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Reply;
import org.indiretta.signalling.Seats.Seat;
import org.indiretta.telemetry.Clock;

/**
 * The door of this room: one method per command. What changes a call is decided by {@link Calls};
 * what peers pass to one another goes straight to the other peer's connection, on whatever node,
 * without a query.
 */
public final class Signalling {
  /** How often a node says which peers it holds. */
  static final Duration SEEN_EVERY = Duration.ofSeconds(5);

  private final Calls calls;
  private final Bus bus;
  private final Clock clock;
  private final IceSettings ice;
  private final TurnCredentials turn;
  private final Optional<JitsiTokens> jitsi;
  private final Relay relay;
  private final SignallingMetrics metrics;
  private final LiveTexts liveTexts;
  private final Seats seats = new Seats();
  private volatile Instant seenAt = Instant.EPOCH;

  /**
   * Opens the room; {@link #sweep} is called about once a second from then on.
   *
   * @param jitsi the Jitsi server of the city, when it has one
   */
  public Signalling(
      Calls calls,
      Bus bus,
      Clock clock,
      IceSettings ice,
      Optional<JitsiSettings> jitsi,
      MeterRegistry registry) {
    this.calls = calls;
    this.bus = bus;
    this.clock = clock;
    this.ice = ice;
    this.turn = new TurnCredentials(ice);
    this.jitsi = jitsi.map(settings -> new JitsiTokens(settings, clock));
    this.metrics = new SignallingMetrics(registry);
    this.relay = new Relay(calls, bus, seats, new SignalFilter(ice.policy()), metrics);
    this.liveTexts = new LiveTexts(calls, bus, clock);
    // Before anybody hears of it: who knows that a call ended must find that nothing is passed on.
    calls.onChange(
        call -> {
          seats.changed(call);
          if (call.state() == CallState.ENDED) {
            metrics.ended(call.endReason());
          }
        });
    var _ =
        bus.subscribe(
            news -> {
              if (news instanceof News.CallChanged changed) {
                seats.changed(changed.call());
              }
            });
  }

  // ── a call comes about ────────────────────────────────────────────────────────────────────────

  /**
   * As {@link Calls#propose}. UNAVAILABLE while the browsers could not find one another, because
   * the other side is on another node that cannot be told now (P5).
   */
  public Future<Reply> propose(Principal principal, CallCommand.ProposeCall command) {
    return couldSetUp(principal, command)
        ? calls.propose(principal, command)
        : Future.succeededFuture(Relay.away(command));
  }

  /** As {@link Calls#answer}; accepting is refused as {@link #propose}. */
  public Future<Reply> answer(Principal principal, CallCommand.AnswerCall command) {
    return !command.accept() || couldSetUp(principal, command)
        ? calls.answer(principal, command)
        : Future.succeededFuture(Relay.away(command));
  }

  private boolean couldSetUp(Principal principal, CallCommand command) {
    ConsultationId id = command.consultation();
    Address otherSide =
        principal instanceof Principal.Staff ? new Address.CitizenOf(id) : new Address.StaffOf(id);
    return jitsi.isPresent() || bus.reaches(Set.of(otherSide));
  }

  /**
   * As {@link Calls#join}; the answer has the ICE servers with credentials of this peer's own (C4),
   * or its way into the call's room at Jitsi (C17).
   *
   * @param peer what the connection becomes; it hears at this address already
   */
  public Future<Reply> join(
      Principal principal, CallCommand.JoinCall command, PeerId peer, String connection) {
    return calls
        .join(principal, command, peer)
        .map(
            joining ->
                switch (joining) {
                  case Calls.Joining.Refused(Reply.Refused reply) -> reply;
                  case Calls.Joining.Joined(CallView call, int number, String room) -> {
                    if (room != null && jitsi.isEmpty()) {
                      yield Reply.Refused.of(
                          command.id(), ErrorCode.WRONG_STATE, "Jitsi is no longer set up here");
                    }
                    boolean staff = principal instanceof Principal.Staff;
                    seats.take(
                        connection,
                        new Seat(command.consultation(), command.call(), peer, number, staff),
                        call);
                    call.members().stream()
                        .filter(member -> peer.equals(member.peer()))
                        .forEach(member -> metrics.joined(member.role()));
                    yield joined(command, call, peer, room);
                  }
                });
  }

  private Reply joined(CallCommand.JoinCall command, CallView call, PeerId peer, String room) {
    return room == null
        ? new Reply.CallJoined(
            command.id(), call, peer, turn.serversFor(peer, call.endsAt()), ice.policy(), null)
        : new Reply.CallJoined(
            command.id(), call, peer, null, null, jitsi.orElseThrow().placeFor(peer, call, room));
  }

  /** As {@link Calls#useOwn}. */
  public Future<Reply> useOwn(Principal principal, CallCommand.UseOwnCall command) {
    return calls.useOwn(principal, command);
  }

  // ── who is in it ──────────────────────────────────────────────────────────────────────────────

  /** As {@link Calls#invite}. */
  public Future<Reply> invite(Principal principal, CallCommand.InviteToCall command) {
    return calls.invite(principal, command);
  }

  /** As {@link Calls#remove}. */
  public Future<Reply> remove(Principal principal, CallCommand.RemoveFromCall command) {
    return calls.remove(principal, command);
  }

  /** As {@link Calls#endShare}. */
  public Future<Reply> endShare(Principal principal, CallCommand.EndShare command) {
    return calls.endShare(principal, command);
  }

  // ── between peers ─────────────────────────────────────────────────────────────────────────────

  /**
   * Passed on in the order of coming; nothing is stored, nothing is logged (C5, C6). NOT_FOUND when
   * the other peer is not in the call, MALFORMED when a description is not SDP.
   */
  public Future<Reply> signal(Principal principal, CallCommand.Signal command, String connection) {
    return relay.signal(principal, command, connection);
  }

  /** Staff point: to all other peers. */
  public Future<Reply> point(Principal principal, CallCommand.Point command, String connection) {
    return relay.point(principal, command, connection);
  }

  /** Staff ask for a still picture: to the citizen's peers. */
  public Future<Reply> askStill(
      Principal principal, CallCommand.AskStill command, String connection) {
    return relay.askStill(principal, command, connection);
  }

  // ── what a peer says of itself ────────────────────────────────────────────────────────────────

  /** As {@link Calls#setMedia}, as the peer this connection is; WRONG_STATE when it is none. */
  public Future<Reply> setMedia(
      Principal principal, CallCommand.SetMedia command, String connection) {
    Seat seat = seats.of(connection, command.call());
    return seat == null
        ? relay.notJoined(principal, command)
        : calls.setMedia(principal, command, seat.peer());
  }

  /**
   * As {@link Calls#report}, as the peer this connection is; its first one counts in the metrics.
   */
  public Future<Reply> report(
      Principal principal, CallCommand.ReportCall command, String connection) {
    Seat seat = seats.of(connection, command.call());
    if (seat == null) {
      return relay.notJoined(principal, command);
    }
    if (seat.reported().compareAndSet(false, true)) {
      metrics.reported(command);
    }
    Future<Reply> report = calls.report(principal, command, seat.peer());
    seat.report().set(report);
    return report;
  }

  /**
   * As {@link Calls#leave}, after what this peer reported last, which the end's entry tells (C9);
   * this connection's place goes with it.
   */
  public Future<Reply> leave(
      Principal principal, CallCommand.LeaveCall command, String connection) {
    Seat seat = seats.of(connection, command.call());
    Future<Reply> report = seat == null ? null : seat.report().get();
    Future<Reply> left =
        report == null
            ? calls.leave(principal, command)
            : report.otherwiseEmpty().compose(reported -> calls.leave(principal, command));
    return left.onSuccess(
        reply -> {
          if (reply instanceof Reply.Done) {
            seats.leave(connection, command.call());
          }
        });
  }

  // ── real-time text ────────────────────────────────────────────────────────────────────────────

  /**
   * To the other side, never stored (C10). WRONG_STATE while real-time text is off; asked of
   * PostgreSQL at most every {@link LiveTexts#PASS_MS}.
   */
  public Future<Reply> typeLive(
      Principal principal, CallCommand.TypeLive command, String connection) {
    return liveTexts.type(principal, command, connection);
  }

  /**
   * As {@link Calls#setLiveText}; here it holds from the next key on, elsewhere within 1 s (P7).
   */
  public Future<Reply> setLiveText(Principal principal, CallCommand.SetLiveText command) {
    return calls
        .setLiveText(principal, command)
        .onComplete(done -> liveTexts.switched(command.consultation()));
  }

  // ── by themselves ─────────────────────────────────────────────────────────────────────────────

  /** A connection ended: its places are kept for a while, and the others are told. */
  public void connectionLeft(String connection) {
    liveTexts.left(connection);
    for (Seat seat : seats.left(connection)) {
      // Nobody waits for it; when the database is away, the sweep finds the peer unseen.
      var _ = calls.gone(seat.consultation(), seat.call(), seat.peer(), seat.number());
    }
  }

  /**
   * A connection was sent to another server (P6). Its places stay as they are, for its browser
   * comes back with its media going on; one that does not is found unseen by the sweep.
   */
  public void connectionMoved(String connection) {
    liveTexts.left(connection);
    var _ = seats.left(connection);
  }

  /** Looks after the calls of this node (P7) and ends what is over; about once a second. */
  public Future<Void> sweep() {
    Set<CallId> mine = seats.calls();
    return calls
        .versions(mine)
        .compose(
            versions -> {
              Set<CallId> unknown = seats.outdated(mine, versions);
              return calls.open(unknown).onSuccess(open -> seats.looked(unknown, open));
            })
        .compose(open -> seen())
        .compose(done -> calls.sweep());
  }

  private Future<Void> seen() {
    Instant now = clock.now();
    if (now.isBefore(seenAt.plus(SEEN_EVERY))) {
      return Future.succeededFuture();
    }
    return calls.seen(seats.peers()).onSuccess(done -> seenAt = now);
  }
}
