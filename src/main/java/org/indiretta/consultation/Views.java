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
  private final BackShortly backShortly;
  private final Reopening reopening;
  private final ClosingSoon closingSoon;

  Views(
      Directory directory,
      Clock clock,
      Timings timings,
      CallViews calls,
      BackShortly backShortly,
      Reopening reopening,
      ClosingSoon closingSoon) {
    this.directory = directory;
    this.clock = clock;
    this.timings = timings;
    this.calls = calls;
    this.backShortly = backShortly;
    this.reopening = reopening;
    this.closingSoon = closingSoon;
  }

  /**
   * For the citizen: a wrap-up still reads ACTIVE, because the operator may take the end back.
   *
   * @param outlook the place and the wait; null when they are not known or do not apply
   */
  ConsultationView forCitizen(Consultation of, Outlook outlook) {
    ViewDraft draft = forSides(of);
    if (of.state() instanceof State.WrapUp) {
      draft.state = ConsultationState.ACTIVE;
      draft.outcome = null;
    }
    if (of.state() instanceof State.Queued && outlook != null) {
      draft.ahead = outlook.ahead();
      draft.expectedWait = outlook.range();
      draft.roseBecause = outlook.because();
    }
    draft.backShortly =
        (of.state() instanceof State.Queued && backShortly.of(of.id())) ? true : null;
    draft.closing = of.state() instanceof State.Queued ? closingSoon.of(of.id()) : null;
    draft.readableUntil = draft.endedAt == null ? null : draft.endedAt.plus(timings.readable());
    return draft.view();
  }

  /** For a guest of its call: what the call is about, and nothing of the citizen. */
  ConsultationView forGuest(Consultation of) {
    return forAll(of).view();
  }

  /** For staff. */
  ConsultationView forStaff(Consultation of) {
    ViewDraft draft = forSides(of);
    draft.citizen = citizen(of);
    draft.undoUntil =
        of.state() instanceof State.WrapUp wrapUp ? wrapUp.since().plus(timings.undo()) : null;
    draft.handOver = handOver(of.state());
    draft.earlier = earlier(of);
    return draft.view();
  }

  /** What the citizen and staff see alike. */
  private ViewDraft forSides(Consultation of) {
    ViewDraft draft = forAll(of);
    draft.lane = lane(of.state());
    draft.waitingSince = waitingSince(of.state());
    draft.outcome = outcome(of.state());
    draft.endedAt = endedAt(of.state());
    draft.heldUntil = heldUntil(of.state());
    draft.reopenUntil = reopening.until(of.state(), of.site(), clock.now());
    draft.rating = of.rating();
    draft.callBack = callBack(of, true);
    return draft;
  }

  /** What everybody in it sees, guests included. */
  private ViewDraft forAll(Consultation of) {
    ViewDraft draft = new ViewDraft();
    draft.id = of.id();
    draft.reference = of.reference();
    draft.topic = of.topic();
    draft.mode = of.mode();
    draft.state = of.state().name();
    draft.language = of.language();
    draft.startedAt = of.startedAt();
    draft.operator = card(answering(of.state()));
    draft.lastSeq = of.lastSeq();
    draft.readByCitizen = of.read().byCitizen();
    draft.readByStaff = of.read().byStaff();
    draft.call = calls.of(of.call());
    draft.liveText = of.liveText() ? true : null;
    return draft;
  }

  /**
   * As a place in the waiting list; the question only for who serves the topic.
   *
   * @param noAnswerFrom who was asked on call and did not answer; null when nobody was
   */
  static DeskView.Waiting waiting(Consultation of, boolean serves, OperatorId noAnswerFrom) {
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
        hold == null ? null : hold.until(),
        callBack(of, serves),
        earlier(of),
        noAnswerFrom);
  }

  /** {@code null} when the citizen waits themselves; the number only where it may be seen. */
  private static ConsultationView.CallBack callBack(Consultation of, boolean withNumber) {
    CallBack callBack = of.about().callBack();
    return callBack == null
        ? null
        : new ConsultationView.CallBack(withNumber ? callBack.telephone() : null);
  }

  private static ConsultationView.Earlier earlier(Consultation of) {
    Consultation.Earlier earlier = of.about().earlier();
    return earlier == null ? null : new ConsultationView.Earlier(earlier.id(), earlier.reference());
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
    if (!(state instanceof State.Active active) || active.handOver() == null) {
      return null;
    }
    HandOver handOver = active.handOver();
    HandOver.ToTopic passed = handOver instanceof HandOver.ToTopic topic ? topic : null;
    return new ConsultationView.HandOver(
        card(active.owner()),
        card(handOver.to()),
        passed == null ? null : passed.topic(),
        handOver.note(),
        handOver.offeredAt(),
        passed == null ? null : passed.expiresAt());
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
