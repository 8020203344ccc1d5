package org.indiretta.consultation;

import java.time.Instant;
import java.util.function.Function;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Lane;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Push.OfferEnded.Ending;
import org.indiretta.routing.Chain;
import org.indiretta.telemetry.Clock;

/**
 * Who may do what now: pure decisions about a consultation as it was read. Somebody else's
 * consultation is answered as one that does not exist.
 */
final class Rules {
  private final Directory directory;
  private final Clock clock;
  private final Timings timings;
  private final Reopening reopening;

  Rules(Directory directory, Clock clock, Timings timings, Reopening reopening) {
    this.directory = directory;
    this.clock = clock;
    this.timings = timings;
    this.reopening = reopening;
  }

  // ── the citizen's ─────────────────────────────────────────────────────────────────────────────

  /**
   * While waiting it is abandoned, while active it ends; in the wrap-up the end is said at once.
   */
  Decision leave(Principal.Citizen citizen, Consultation of) {
    if (!of.isOf(citizen)) {
      return Decision.notFound();
    }
    Instant now = clock.now();
    return switch (of.state()) {
      case State.Queued queued -> Decision.go(abandoned(queued, now, false));
      case State.Active active ->
          Decision.go(
              Step.to(active.ended(Outcome.ENDED_BY_CITIZEN, now))
                  .withEnd(Outcome.ENDED_BY_CITIZEN));
      case State.WrapUp wrapUp -> Decision.go(ended(wrapUp, now));
      case State.Closed _, State.Abandoned _, State.Refused _ -> Decision.stay();
    };
  }

  /**
   * Within 15 min of the end, unless it ended as abusive, and the same day when it ended because
   * the citizen was gone: first in the queue.
   *
   * @param again whom to offer it to at once: the same operator when available; null for nobody
   */
  Decision reopen(Principal.Citizen citizen, Consultation of, OperatorId again) {
    if (!of.isOf(citizen)) {
      return Decision.notFound();
    }
    if (of.state().open()) {
      return Decision.stay();
    }
    Instant now = clock.now();
    if (of.state() instanceof State.Over over) {
      return reopening
          .of(over, of.site(), now)
          .map(waiting -> again == null ? waiting : waiting.offered(again, null))
          .map(state -> Decision.go(Step.to(state).with(EventKind.REOPENED, null, null)))
          .orElseGet(() -> Decision.wrongState("it can no longer be reopened"));
    }
    return Decision.wrongState("only an ended consultation can be reopened");
  }

  // ── the operator's ────────────────────────────────────────────────────────────────────────────

  /** By hand, by somebody who serves the topic; also one that is offered to somebody. */
  Decision take(Principal.Staff staff, Consultation of) {
    if (of.isOwnedBy(staff.id())) {
      return Decision.stay();
    }
    if (!serves(staff.id(), of)) {
      return new Decision.Refuse(ErrorCode.FORBIDDEN, "the topic is not among yours", null);
    }
    return switch (of.state()) {
      case State.Waiting waiting -> takeWaiting(staff.id(), waiting);
      case State.Offered offered ->
          offered.to().equals(staff.id())
              ? accepted(offered)
              : Decision.go(
                  joined(offered.taken(staff.id(), clock.now())).ending(Ending.WITHDRAWN));
      case State.Active active -> Decision.taken(active.owner());
      case State.WrapUp wrapUp -> Decision.taken(wrapUp.owner());
      case State.Closed _, State.Abandoned _, State.Refused _ ->
          Decision.wrongState("it has ended");
    };
  }

  private Decision takeWaiting(OperatorId operator, State.Waiting waiting) {
    Hold hold = waiting.hold();
    Instant now = clock.now();
    if (hold == null || !hold.lasts(now)) {
      return Decision.go(joined(waiting.taken(operator, now)));
    }
    return hold.operator().equals(operator)
        ? Decision.go(kept(waiting, operator))
        : Decision.taken(hold.operator());
  }

  Decision accept(Principal.Staff staff, Consultation of) {
    return switch (of.state()) {
      case State.Offered offered when offered.to().equals(staff.id()) -> accepted(offered);
      case State.Active _, State.WrapUp _ ->
          of.isOwnedBy(staff.id()) ? Decision.stay() : Decision.taken(of.state().owner());
      case State.Waiting _, State.Offered _, State.Closed _, State.Abandoned _, State.Refused _ ->
          Decision.wrongState("the offer has ended");
    };
  }

  Decision decline(Principal.Staff staff, Consultation of) {
    return of.state() instanceof State.Offered offered && offered.to().equals(staff.id())
        ? Decision.go(Step.to(offered.returned()).ending(Ending.DECLINED))
        : Decision.wrongState("the offer has ended");
  }

  private Decision accepted(State.Offered offered) {
    return Decision.go(joined(offered.accepted(clock.now())).ending(Ending.ACCEPTED));
  }

  /** Ends it with its outcome; said to the citizen once it can no longer be undone. */
  Decision close(Principal.Staff staff, Consultation of, Outcome outcome) {
    if (!of.isOwnedBy(staff.id())) {
      return Decision.notFound();
    }
    if (outcome == Outcome.ENDED_BY_CITIZEN || outcome == Outcome.LEFT_WAITING) {
      return new Decision.Refuse(ErrorCode.FORBIDDEN, "not an operator's outcome", null);
    }
    if (of.state() instanceof State.Active active) {
      return active
          .closing(outcome, clock.now())
          .map(wrapUp -> Decision.go(Step.to(wrapUp)))
          .orElseGet(() -> Decision.wrongState("warn the citizen first"));
    }
    return Decision.stay();
  }

  Decision undo(Principal.Staff staff, Consultation of) {
    if (!of.isOwnedBy(staff.id())) {
      return of.state() instanceof State.Closed closed && closed.by().equals(staff.id())
          ? Decision.wrongState("it can no longer be undone")
          : Decision.notFound();
    }
    if (of.state() instanceof State.WrapUp wrapUp) {
      return wrapUp
          .undone(clock.now(), timings.undo())
          .map(active -> Decision.go(Step.to(active)))
          .orElseGet(() -> Decision.wrongState("it can no longer be undone"));
    }
    return Decision.stay();
  }

  Decision warn(Principal.Staff staff, Consultation of) {
    return whileActive(
        staff,
        of,
        active ->
            Decision.go(Step.to(active.warned(clock.now())).with(EventKind.WARNED, null, null)));
  }

  Decision askAnythingElse(Principal.Staff staff, Consultation of) {
    return whileActive(
        staff,
        of,
        active -> Decision.go(Step.to(active).with(EventKind.ANYTHING_ELSE, null, null)));
  }

  /** The operator goes and gives it back: first in the queue, free for all. */
  Decision handBack(Principal.Staff staff, Consultation of) {
    return whileActive(
        staff,
        of,
        active ->
            Decision.go(
                operatorNamed(
                    Step.to(active.lost(clock.now(), null)), EventKind.HANDED_BACK, staff.id())));
  }

  // ── hand-over ─────────────────────────────────────────────────────────────────────────────────

  /**
   * To an enabled colleague who is not offline; asking another one replaces the first request.
   *
   * @param there whether the colleague is not offline
   */
  Decision offerHandOver(Principal.Staff staff, Consultation of, HandOver offer, boolean there) {
    boolean possible =
        !offer.to().equals(staff.id())
            && directory.operator(offer.to()).filter(Operator::enabled).isPresent();
    return whileActive(
        staff,
        of,
        active -> {
          if (!possible) {
            return new Decision.Refuse(ErrorCode.NOT_FOUND, "no such colleague", null);
          }
          return there
              ? Decision.go(Step.to(active.handOverOffered(offer)))
              : Decision.wrongState("the colleague is offline");
        });
  }

  /** The first operator stays until the colleague accepts (P9). */
  Decision answerHandOver(Principal.Staff staff, Consultation of, boolean accept) {
    if (of.isOwnedBy(staff.id())) {
      return accept ? Decision.stay() : Decision.wrongState("it is yours already");
    }
    if (!of.isHandedTo(staff.id()) || !(of.state() instanceof State.Active active)) {
      return Decision.wrongState("the request has ended");
    }
    if (!accept) {
      State.Active next = active.askingNobody(clock.now()).orElseGet(active::handOverEnded);
      return Decision.go(Step.to(next).ending(Ending.DECLINED));
    }
    Operator colleague = directory.operator(staff.id()).orElse(null);
    TopicId topic = active.handOver() instanceof HandOver.ToTopic to ? to.topic() : null;
    return active
        .handedOver()
        .map(next -> Step.to(next).under(topic).ending(Ending.ACCEPTED))
        .map(step -> Decision.go(named(step, EventKind.HANDED_OVER, colleague)))
        .orElseGet(() -> Decision.wrongState("the request has ended"));
  }

  Decision cancelHandOver(Principal.Staff staff, Consultation of) {
    return whileActive(
        staff,
        of,
        active ->
            active.handOver() == null
                ? Decision.stay()
                : Decision.go(Step.to(active.handOverEnded())));
  }

  // ── shared ────────────────────────────────────────────────────────────────────────────────────

  Step abandoned(State.Queued queued, Instant now, boolean citizenLost) {
    Step step = Step.to(queued.abandoned(now, citizenLost)).withEnd(Outcome.LEFT_WAITING);
    return queued instanceof State.Offered ? step.ending(Ending.WITHDRAWN) : step;
  }

  /** It closed before anybody answered. */
  Step refused(State.Queued queued, Instant now) {
    Step step = Step.to(queued.refused(now));
    return queued instanceof State.Offered ? step.ending(Ending.WITHDRAWN) : step;
  }

  Step ended(State.WrapUp wrapUp, Instant now) {
    return Step.to(wrapUp.ended(now)).withEnd(wrapUp.outcome());
  }

  /** The operator joins, with first name and office. */
  Step joined(State.Active active) {
    return named(
        Step.to(active), EventKind.JOINED, directory.operator(active.owner()).orElse(null));
  }

  /** Who it was kept for has it: is back, or joins one who came by a code. */
  Step kept(State.Waiting waiting, OperatorId operator) {
    State.Active active = waiting.taken(operator, clock.now());
    boolean back = waiting.place().lane() == Lane.RETURNED;
    return named(
        Step.to(active),
        back ? EventKind.OPERATOR_BACK : EventKind.JOINED,
        directory.operator(operator).orElse(null));
  }

  /** By a join code: whoever is asked or waits, this operator has it. */
  Decision joinedByCode(Consultation of, OperatorId operator) {
    return switch (of.state()) {
      case State.Waiting waiting -> Decision.go(joined(waiting.taken(operator, clock.now())));
      case State.Offered offered ->
          Decision.go(
              joined(offered.taken(operator, clock.now()))
                  .ending(offered.to().equals(operator) ? Ending.ACCEPTED : Ending.WITHDRAWN));
      case State.Active _, State.WrapUp _, State.Closed _, State.Abandoned _, State.Refused _ ->
          Decision.stay();
    };
  }

  /** With an event that names the operator. */
  Step operatorNamed(Step step, EventKind kind, OperatorId operator) {
    return named(step, kind, directory.operator(operator).orElse(null));
  }

  private boolean serves(OperatorId operator, Consultation of) {
    return directory
        .operator(operator)
        .filter(Operator::enabled)
        .filter(known -> chain(of).after(known.levels()).isPresent())
        .isPresent();
  }

  /** Whoever is asked for the topic sooner or later may take it at any time. */
  Chain chain(Consultation of) {
    return directory
        .topic(of.topic())
        .map(topic -> Chain.of(topic, directory))
        .orElse(Chain.NOBODY);
  }

  /** Who has no office is named without one. */
  private static Step named(Step step, EventKind kind, Operator operator) {
    if (operator == null) {
      return step.with(kind, null, null);
    }
    String office = operator.office();
    return step.with(kind, operator.firstName(), office.isEmpty() ? null : office);
  }

  /** What may be done only to this operator's own consultation, and only while it is active. */
  Decision whileActive(
      Principal.Staff staff, Consultation of, Function<State.Active, Decision> rule) {
    if (!of.isOwnedBy(staff.id())) {
      return Decision.notFound();
    }
    return of.state() instanceof State.Active active
        ? rule.apply(active)
        : Decision.wrongState("it is being ended");
  }
}
