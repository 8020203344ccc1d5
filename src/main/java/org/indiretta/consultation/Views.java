package org.indiretta.consultation;

import java.time.Instant;
import java.util.Optional;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.ConsultationView.CitizenCard;
import org.indiretta.protocol.ConsultationView.OperatorCard;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.Lane;
import org.indiretta.protocol.Outcome;
import org.indiretta.telemetry.Clock;

/** A consultation as each side may see it. */
final class Views {
  private final Directory directory;
  private final Clock clock;
  private final Timings timings;
  private final CallViews calls;

  Views(Directory directory, Clock clock, Timings timings, CallViews calls) {
    this.directory = directory;
    this.clock = clock;
    this.timings = timings;
    this.calls = calls;
  }

  /**
   * For the citizen: a wrap-up still reads ACTIVE, because the operator may take the end back.
   *
   * @param ahead how many are served before; null when it is not known or does not apply
   */
  ConsultationView forCitizen(Consultation of, Integer ahead) {
    boolean wrappingUp = of.state() instanceof State.WrapUp;
    Instant endedAt = endedAt(of.state());
    Outcome outcome = wrappingUp ? null : outcome(of.state());
    return new ConsultationView(
        of.id(),
        of.reference(),
        of.topic(),
        of.mode(),
        wrappingUp ? ConsultationState.ACTIVE : of.state().name(),
        lane(of.state()),
        of.language(),
        of.startedAt(),
        waitingSince(of.state()),
        of.state() instanceof State.Queued ? ahead : null,
        card(answering(of.state())),
        null,
        of.lastSeq(),
        of.read().byCitizen(),
        of.read().byStaff(),
        outcome,
        endedAt,
        null,
        heldUntil(of.state()),
        reopenUntil(of.state()),
        endedAt == null ? null : endedAt.plus(timings.readable()),
        of.rating(),
        null,
        calls.of(of.call()),
        of.liveText() ? true : null);
  }

  /** For a guest of its call: what the call is about, and nothing of the citizen. */
  ConsultationView forGuest(Consultation of) {
    return new ConsultationView(
        of.id(),
        of.reference(),
        of.topic(),
        of.mode(),
        of.state().name(),
        null,
        of.language(),
        of.startedAt(),
        null,
        null,
        card(answering(of.state())),
        null,
        of.lastSeq(),
        of.read().byCitizen(),
        of.read().byStaff(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        calls.of(of.call()),
        of.liveText() ? true : null);
  }

  /** For staff. */
  ConsultationView forStaff(Consultation of) {
    return new ConsultationView(
        of.id(),
        of.reference(),
        of.topic(),
        of.mode(),
        of.state().name(),
        lane(of.state()),
        of.language(),
        of.startedAt(),
        waitingSince(of.state()),
        null,
        card(answering(of.state())),
        citizen(of),
        of.lastSeq(),
        of.read().byCitizen(),
        of.read().byStaff(),
        outcome(of.state()),
        endedAt(of.state()),
        of.state() instanceof State.WrapUp wrapUp ? wrapUp.since().plus(timings.undo()) : null,
        heldUntil(of.state()),
        reopenUntil(of.state()),
        null,
        of.rating(),
        handOver(of.state()),
        calls.of(of.call()),
        of.liveText() ? true : null);
  }

  /** As a place in the waiting list; the question only for who serves the topic. */
  static DeskView.Waiting waiting(Consultation of, boolean serves) {
    Place place = ((State.Queued) of.state()).place();
    State.Offered offered = of.state() instanceof State.Offered asked ? asked : null;
    Hold hold = of.state() instanceof State.Waiting waits ? waits.hold() : null;
    return new DeskView.Waiting(
        of.id(),
        of.reference(),
        of.topic(),
        of.mode(),
        place.lane(),
        of.language(),
        place.since(),
        serves,
        serves ? of.question() : null,
        serves ? of.about().name() : null,
        offered == null ? null : offered.to(),
        offered == null ? null : offered.expiresAt(),
        hold == null ? null : hold.operator(),
        hold == null ? null : hold.until());
  }

  /** The call of another's that this operator is asked into, or is in; empty for none. */
  Optional<DeskView.CallInvitation> invitation(Consultation of, OperatorId operator) {
    if (!(of.call() instanceof Call.Running call) || of.isOwnedBy(operator)) {
      return Optional.empty();
    }
    return call.member(operator)
        .map(
            asked ->
                new DeskView.CallInvitation(
                    of.id(),
                    call.id(),
                    of.reference(),
                    of.topic(),
                    call.mode(),
                    name(of.state().owner()),
                    asked.coming().invitedAt(),
                    !asked.isInvited()));
  }

  /** First name, office, and the photo by the operator's own choice; null for null. */
  OperatorCard card(OperatorId id) {
    return id == null
        ? null
        : directory
            .operator(id)
            .map(
                known ->
                    new OperatorCard(
                        id,
                        known.firstName(),
                        known.office(),
                        directory.shownPhoto(id).orElse(null)))
            .orElseGet(() -> new OperatorCard(id, "", "", null));
  }

  /** How an operator is named in a refusal. */
  String name(OperatorId id) {
    return directory.operator(id).map(Operator::firstName).orElse("");
  }

  private CitizenCard citizen(Consultation of) {
    Consultation.About about = of.about();
    return new CitizenCard(about.name(), about.saysToBe(), about.page(), about.goneAt() == null);
  }

  private ConsultationView.HandOver handOver(State state) {
    return state instanceof State.Active active && active.handOver() != null
        ? new ConsultationView.HandOver(
            card(active.owner()),
            card(active.handOver().to()),
            active.handOver().note(),
            active.handOver().offeredAt())
        : null;
  }

  private Instant reopenUntil(State state) {
    return state instanceof State.Closed closed
            && closed.reopened(clock.now(), timings.reopen()).isPresent()
        ? closed.endedAt().plus(timings.reopen())
        : null;
  }

  private static OperatorId answering(State state) {
    return state instanceof State.Closed closed ? closed.by() : state.owner();
  }

  private static Lane lane(State state) {
    return state instanceof State.Queued queued ? queued.place().lane() : null;
  }

  private static Instant waitingSince(State state) {
    return state instanceof State.Queued queued ? queued.place().since() : null;
  }

  private static Instant heldUntil(State state) {
    return state instanceof State.Waiting waiting && waiting.hold() != null
        ? waiting.hold().until()
        : null;
  }

  private static Outcome outcome(State state) {
    return switch (state) {
      case State.WrapUp wrapUp -> wrapUp.outcome();
      case State.Closed closed -> closed.outcome();
      case State.Abandoned _ -> Outcome.LEFT_WAITING;
      case State.Waiting _, State.Offered _, State.Active _, State.Refused _ -> null;
    };
  }

  static Instant endedAt(State state) {
    return switch (state) {
      case State.Closed closed -> closed.endedAt();
      case State.Abandoned abandoned -> abandoned.endedAt();
      case State.Refused refused -> refused.endedAt();
      case State.Waiting _, State.Offered _, State.Active _, State.WrapUp _ -> null;
    };
  }
}
