package org.indiretta.signalling;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
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
import org.indiretta.protocol.CallView.CallProvider;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.signalling.Seats.Seat;
import org.indiretta.signalling.SignalFilter.Verdict;

/**
 * From one peer to another: no query while the picture in {@link Seats} knows the other, and what
 * one peer sends arrives in its order.
 */
final class Relay {
  private final Calls calls;
  private final Bus bus;
  private final Seats seats;
  private final SignalFilter filter;
  private final SignallingMetrics metrics;

  Relay(Calls calls, Bus bus, Seats seats, SignalFilter filter, SignallingMetrics metrics) {
    this.calls = calls;
    this.bus = bus;
    this.seats = seats;
    this.filter = filter;
    this.metrics = metrics;
  }

  Future<Reply> signal(Principal principal, CallCommand.Signal command, String connection) {
    Seat seat = seats.of(connection, command.call());
    if (seat == null) {
      metrics.refused();
      return notJoined(principal, command);
    }
    Future<Reply> before = seat.turn().get();
    boolean free = before == null || before.isComplete();
    if (free && isOther(seat, command.to())) {
      return Future.succeededFuture(judged(seat, command));
    }
    Future<Reply> mine = free ? looked(seat, command) : after(before, seat, command);
    seat.turn().set(mine);
    return mine;
  }

  private Future<Reply> after(Future<Reply> before, Seat seat, CallCommand.Signal command) {
    return before.transform(
        done ->
            isOther(seat, command.to())
                ? Future.succeededFuture(judged(seat, command))
                : looked(seat, command));
  }

  /** News of who joined may come later than their first signal's answer: PostgreSQL knows. */
  private Future<Reply> looked(Seat seat, CallCommand.Signal command) {
    Set<CallId> asked = Set.of(seat.call());
    return calls
        .open(asked)
        .map(
            open -> {
              seats.looked(asked, open);
              return judged(seat, command);
            });
  }

  private Reply judged(Seat seat, CallCommand.Signal command) {
    Reply.Refused refused = refusal(seat, command);
    if (refused == null && !isOther(seat, command.to())) {
      refused = Reply.Refused.of(command.id(), ErrorCode.NOT_FOUND, "no such peer in this call");
    }
    if (refused != null) {
      metrics.refused();
      return refused;
    }
    return passed(seat, command);
  }

  private Reply passed(Seat seat, CallCommand.Signal command) {
    Set<Address> to = Set.of(new Address.Peer(command.to()));
    if (!bus.reaches(to)) {
      metrics.refused();
      return away(command);
    }
    return switch (filter.judge(command.body())) {
      case Verdict.Passes(var body) -> {
        metrics.passed();
        Push push = new Push.Signalled(seat.consultation(), command.call(), seat.peer(), body);
        bus.publish(new News.Pushed(to, push, null));
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
    CallView call = seats.call(seat.call());
    return !to.equals(seat.peer()) && call != null && Seats.isIn(call, to);
  }

  /** Staff point: to all other peers. */
  Future<Reply> point(Principal principal, CallCommand.Point command, String connection) {
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
  Future<Reply> askStill(Principal principal, CallCommand.AskStill command, String connection) {
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
    for (CallView.Member member : call == null ? List.<CallView.Member>of() : call.members()) {
      boolean meant = !citizenOnly || member.author().kind() == Author.Kind.CITIZEN;
      if (meant && member.peer() != null && !member.peer().equals(seat.peer())) {
        to.add(new Address.Peer(member.peer()));
      }
    }
    if (!bus.reaches(to)) {
      return away(command);
    }
    bus.publish(new News.Pushed(to, push, null));
    return new Reply.Done(command.id());
  }

  /** The other peer is on another node, which cannot be told now; nothing is kept for it (P5). */
  static Reply away(CallCommand command) {
    return Reply.Refused.away(command.id(), "other servers cannot be told now", Bus.RETRY_AFTER_MS);
  }

  private Future<Reply> asPeer(
      Principal principal,
      CallCommand.OfCall command,
      String connection,
      Function<Seat, Reply> then) {
    Seat seat = seats.of(connection, command.call());
    if (seat == null) {
      return notJoined(principal, command);
    }
    Reply.Refused refused = refusal(seat, command);
    return Future.succeededFuture(refused == null ? then.apply(seat) : refused);
  }

  /** Why somebody with a seat may not use it; null when they may. */
  private Reply.Refused refusal(Seat seat, CallCommand.OfCall command) {
    if (!seat.consultation().equals(command.consultation())) {
      return Reply.Refused.of(command.id(), ErrorCode.NOT_FOUND, "not a call of this consultation");
    }
    CallView call = seats.call(seat.call());
    if (call == null) {
      return Reply.Refused.of(command.id(), ErrorCode.WRONG_STATE, "the call has ended");
    }
    if (call.provider() == CallProvider.JITSI) {
      return Reply.Refused.of(command.id(), ErrorCode.WRONG_STATE, "Jitsi carries this call");
    }
    return Seats.isIn(call, seat.peer())
        ? null
        : Reply.Refused.of(
            command.id(), ErrorCode.WRONG_STATE, "another browser joined in your place");
  }

  /** Without a seat: a stranger's is not there, a participant's is not joined or has ended. */
  Future<Reply> notJoined(Principal principal, CallCommand.OfCall command) {
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
