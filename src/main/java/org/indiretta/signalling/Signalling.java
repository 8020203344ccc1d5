package org.indiretta.signalling;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.indiretta.bus.Address;
import org.indiretta.bus.Bus;
import org.indiretta.bus.News;
import org.indiretta.consultation.Calls;
import org.indiretta.identity.CallId;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.signalling.Seats.Seat;
import org.indiretta.signalling.SignalFilter.Verdict;
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
  private final SignalFilter filter;
  private final SignallingMetrics metrics;
  private final LiveTexts liveTexts;
  private final Seats seats = new Seats();
  private volatile Instant seenAt = Instant.EPOCH;

  /** Opens the room; {@link #sweep} is called about once a second from then on. */
  public Signalling(Calls calls, Bus bus, Clock clock, IceSettings ice, MeterRegistry registry) {
    this.calls = calls;
    this.bus = bus;
    this.clock = clock;
    this.ice = ice;
    this.turn = new TurnCredentials(ice);
    this.filter = new SignalFilter(ice.policy());
    this.metrics = new SignallingMetrics(registry);
    this.liveTexts = new LiveTexts(calls, bus, clock);
    calls.onEnd(metrics::ended);
    var _ =
        bus.subscribe(
            news -> {
              if (news instanceof News.CallChanged changed) {
                seats.changed(changed.call());
              }
            });
  }

  // ── a call comes about ────────────────────────────────────────────────────────────────────────

  public Future<Reply> propose(Principal principal, CallCommand.ProposeCall command) {
    return calls.propose(principal, command);
  }

  public Future<Reply> answer(Principal principal, CallCommand.AnswerCall command) {
    return calls.answer(principal, command);
  }

  /**
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
                  case Calls.Joining.Joined(CallView call) -> {
                    boolean staff = principal instanceof Principal.Staff;
                    seats.take(
                        connection,
                        new Seat(command.consultation(), command.call(), peer, staff),
                        call);
                    yield new Reply.CallJoined(
                        command.id(),
                        call,
                        peer,
                        turn.serversFor(peer, call.endsAt()),
                        ice.policy());
                  }
                });
  }

  // ── between peers ─────────────────────────────────────────────────────────────────────────────

  /** Passed on in the order of coming; nothing is stored, nothing is logged. */
  public Future<Reply> signal(Principal principal, CallCommand.Signal command, String connection) {
    Seat seat = seats.of(connection, command.call());
    Reply.Refused refused = refusal(seat, command);
    if (refused == null && !isOther(seat, command.to())) {
      refused = Reply.Refused.of(command.id(), ErrorCode.NOT_FOUND, "no such peer in this call");
    }
    if (refused != null) {
      metrics.refused();
      return Future.succeededFuture(refused);
    }
    if (seat == null) {
      metrics.refused();
      return notJoined(principal, command);
    }
    return Future.succeededFuture(passed(seat, command));
  }

  private Reply passed(Seat seat, CallCommand.Signal command) {
    return switch (filter.judge(command.body())) {
      case Verdict.Passes(var body) -> {
        metrics.passed();
        Push push = new Push.Signalled(seat.consultation(), command.call(), seat.peer(), body);
        bus.publish(new News.Pushed(Set.of(new Address.Peer(command.to())), push, null));
        yield new Reply.Done(command.id());
      }
      case Verdict.Dropped() -> {
        metrics.dropped();
        yield new Reply.Done(command.id());
      }
      case Verdict.Malformed(String detail) -> {
        metrics.refused();
        yield Reply.Refused.of(command.id(), ErrorCode.MALFORMED, detail);
      }
    };
  }

  private boolean isOther(Seat seat, PeerId to) {
    if (seat == null) {
      return true;
    }
    CallView call = seats.call(seat.call());
    return !to.equals(seat.peer()) && call != null && Seats.isIn(call, to);
  }

  /** Staff point: to all other peers. */
  public Future<Reply> point(Principal principal, CallCommand.Point command, String connection) {
    return asPeer(
        principal,
        command,
        connection,
        seat -> {
          Push push =
              new Push.Pointed(
                  seat.consultation(),
                  command.call(),
                  command.x(),
                  command.y(),
                  command.highlight());
          return toOthers(seat, command, push, false);
        });
  }

  /** Staff ask for a still picture: to the citizen's peers. */
  public Future<Reply> askStill(
      Principal principal, CallCommand.AskStill command, String connection) {
    return asPeer(
        principal,
        command,
        connection,
        seat ->
            toOthers(
                seat, command, new Push.StillAsked(seat.consultation(), command.call()), true));
  }

  private Reply toOthers(Seat seat, CallCommand.OfCall command, Push push, boolean citizenOnly) {
    CallView call = seats.call(seat.call());
    Set<Address> to = new HashSet<>();
    for (CallView.Member member : call == null ? Set.<CallView.Member>of() : call.members()) {
      boolean meant = !citizenOnly || member.author().kind() == Author.Kind.CITIZEN;
      if (meant && member.peer() != null && !member.peer().equals(seat.peer())) {
        to.add(new Address.Peer(member.peer()));
      }
    }
    bus.publish(new News.Pushed(to, push, null));
    return new Reply.Done(command.id());
  }

  // ── what a peer says of itself ────────────────────────────────────────────────────────────────

  public Future<Reply> setMedia(
      Principal principal, CallCommand.SetMedia command, String connection) {
    Seat seat = seats.of(connection, command.call());
    return seat == null
        ? notJoined(principal, command)
        : calls.setMedia(principal, command, seat.peer());
  }

  public Future<Reply> report(
      Principal principal, CallCommand.ReportCall command, String connection) {
    Seat seat = seats.of(connection, command.call());
    if (seat == null) {
      return notJoined(principal, command);
    }
    if (seat.reported().compareAndSet(false, true)) {
      metrics.reported(command);
    }
    return calls.report(principal, command, seat.peer());
  }

  public Future<Reply> leave(
      Principal principal, CallCommand.LeaveCall command, String connection) {
    return calls
        .leave(principal, command)
        .onSuccess(
            reply -> {
              if (reply instanceof Reply.Done) {
                seats.leave(connection, command.call());
              }
            });
  }

  // ── real-time text ────────────────────────────────────────────────────────────────────────────

  public Future<Reply> typeLive(
      Principal principal, CallCommand.TypeLive command, String connection) {
    return liveTexts.type(principal, command, connection);
  }

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
      var _ = calls.gone(seat.consultation(), seat.call(), seat.peer());
    }
  }

  /** Looks after the calls of this node (P7) and ends what is over; about once a second. */
  public Future<Void> sweep() {
    Set<CallId> mine = seats.calls();
    return calls
        .open(mine)
        .onSuccess(open -> seats.looked(mine, open))
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

  // ── shared ────────────────────────────────────────────────────────────────────────────────────

  private Future<Reply> asPeer(
      Principal principal,
      CallCommand.OfCall command,
      String connection,
      java.util.function.Function<Seat, Reply> then) {
    Seat seat = seats.of(connection, command.call());
    if (seat == null) {
      return notJoined(principal, command);
    }
    Reply.Refused refused = refusal(seat, command);
    return Future.succeededFuture(refused == null ? then.apply(seat) : refused);
  }

  /** Why somebody with a seat may not use it; null when they may, or have none. */
  private Reply.Refused refusal(Seat seat, CallCommand.OfCall command) {
    if (seat == null) {
      return null;
    }
    if (!seat.consultation().equals(command.consultation())) {
      return Reply.Refused.of(command.id(), ErrorCode.NOT_FOUND, "not a call of this consultation");
    }
    CallView call = seats.call(seat.call());
    if (call == null) {
      return Reply.Refused.of(command.id(), ErrorCode.WRONG_STATE, "the call has ended");
    }
    return Seats.isIn(call, seat.peer())
        ? null
        : Reply.Refused.of(
            command.id(), ErrorCode.WRONG_STATE, "another browser joined in your place");
  }

  /** Without a seat: a stranger's is not there, a participant's is not joined or has ended. */
  private Future<Reply> notJoined(Principal principal, CallCommand.OfCall command) {
    return calls
        .standing(principal, command.consultation())
        .map(
            standing ->
                switch (standing) {
                  case Calls.Standing.Refused(ErrorCode code, String detail) ->
                      Reply.Refused.of(command.id(), code, detail);
                  case Calls.Standing.Participant who ->
                      Reply.Refused.of(
                          command.id(),
                          ErrorCode.WRONG_STATE,
                          who.call() != null && Objects.equals(who.call().id(), command.call())
                              ? "join the call first"
                              : "the call has ended");
                });
  }
}
