package org.indiretta.consultation;

import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Push.OfferEnded.Ending;
import org.indiretta.telemetry.Clock;

/** What supervisors may do with a consultation as it was read: pure decisions, rules B2 to B4. */
final class SupervisorRules {
  private final Directory directory;
  private final Clock clock;
  private final Rules rules;

  SupervisorRules(Directory directory, Clock clock, Rules rules) {
    this.directory = directory;
    this.clock = clock;
    this.rules = rules;
  }

  /**
   * To an enabled operator who is not offline, whatever their topics and however much they have.
   *
   * @param there whether the operator is not offline
   */
  Decision reassign(Scope scope, Consultation of, OperatorId to, boolean there) {
    if (!scope.covers(of)) {
      return forbidden();
    }
    if (directory.operator(to).filter(Operator::enabled).isEmpty()) {
      return new Decision.Refuse(ErrorCode.NOT_FOUND, "no such operator", null);
    }
    if (of.isOwnedBy(to)) {
      return Decision.stay();
    }
    return there ? given(of, to) : Decision.wrongState("the operator is offline");
  }

  private Decision given(Consultation of, OperatorId to) {
    return switch (of.state()) {
      case State.Queued queued -> Decision.go(answered(queued, to));
      case State.Active active -> {
        State.Active next = new State.Active(to, active.answeredAt(), null, active.warnedAt());
        yield Decision.go(rules.operatorNamed(Step.to(next), EventKind.HANDED_OVER, to));
      }
      case State.WrapUp _ -> Decision.wrongState("it is being ended");
      case State.Closed _, State.Abandoned _, State.Refused _ ->
          Decision.wrongState("it has ended");
    };
  }

  /** Who waits is taken, whatever the own topics; TAKEN when somebody answers already (P9). */
  Decision pick(Scope scope, Consultation of) {
    OperatorId me = scope.who().id();
    if (of.isOwnedBy(me)) {
      return Decision.stay();
    }
    return switch (of.state()) {
      case State.Queued queued -> Decision.go(answered(queued, me));
      case State.Active active -> Decision.taken(active.owner());
      case State.WrapUp wrapUp -> Decision.taken(wrapUp.owner());
      case State.Closed _, State.Abandoned _, State.Refused _ ->
          Decision.wrongState("it has ended");
    };
  }

  private Step answered(State.Queued queued, OperatorId by) {
    Step step = rules.joined(queued.taken(by, clock.now()));
    return queued instanceof State.Offered offered
        ? step.ending(offered.to().equals(by) ? Ending.ACCEPTED : Ending.WITHDRAWN)
        : step;
  }

  /** Why it cannot be joined; null: it can. */
  Decision.Refuse joining(Scope scope, Consultation of) {
    if (!scope.covers(of)) {
      return forbidden();
    }
    if (!(of.state() instanceof State.Active) || of.isOwnedBy(scope.who().id())) {
      return new Decision.Refuse(
          ErrorCode.WRONG_STATE, "only what another operator answers can be joined", null);
    }
    return null;
  }

  private static Decision.Refuse forbidden() {
    return new Decision.Refuse(ErrorCode.FORBIDDEN, "the topic is not among yours", null);
  }
}
