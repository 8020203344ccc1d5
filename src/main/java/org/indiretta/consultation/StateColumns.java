package org.indiretta.consultation;

import java.time.Instant;
import java.util.UUID;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.Outcome;

/**
 * A state as the columns of its row. What a state does not have is null; {@code lane}, {@code
 * queuedAt}, {@code answeredAt} and {@code endedAt} then keep what they were, for the record.
 */
record StateColumns(
    ConsultationState state,
    Integer lane,
    Instant queuedAt,
    UUID operator,
    Instant offerExpiresAt,
    Instant answeredAt,
    Instant wrapUpAt,
    Instant endedAt,
    Outcome outcome,
    UUID heldFor,
    Instant heldUntil,
    Instant warnedAt,
    UUID handOverTo,
    String handOverNote,
    Instant handOverAt,
    String handOverTopic,
    Instant handOverSince,
    Instant handOverExpiresAt,
    boolean citizenLost) {

  static StateColumns of(State state) {
    return switch (state) {
      case State.Waiting waiting -> waiting(waiting);
      case State.Offered offered -> offered(offered);
      case State.Active active -> active(active);
      case State.WrapUp wrapUp ->
          new StateColumns(
              wrapUp.name(),
              null,
              null,
              id(wrapUp.owner()),
              null,
              wrapUp.answeredAt(),
              wrapUp.since(),
              null,
              wrapUp.outcome(),
              null,
              null,
              wrapUp.warnedAt(),
              null,
              null,
              null,
              null,
              null,
              null,
              false);
      case State.Closed closed -> ended(closed, closed.by(), closed.outcome());
      case State.Abandoned abandoned -> ended(abandoned, null, Outcome.LEFT_WAITING);
      case State.Refused refused -> ended(refused.name(), null, null, refused.endedAt(), false);
    };
  }

  private static StateColumns waiting(State.Waiting state) {
    Hold hold = state.hold();
    return new StateColumns(
        state.name(),
        lane(state.place()),
        state.place().since(),
        null,
        null,
        null,
        null,
        null,
        null,
        hold == null ? null : id(hold.operator()),
        hold == null ? null : hold.until(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false);
  }

  private static StateColumns offered(State.Offered state) {
    return new StateColumns(
        state.name(),
        lane(state.place()),
        state.place().since(),
        id(state.to()),
        state.expiresAt(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false);
  }

  private static StateColumns active(State.Active state) {
    HandOver asked = state.handOver();
    HandOver.ToTopic passed = asked instanceof HandOver.ToTopic topic ? topic : null;
    return new StateColumns(
        state.name(),
        null,
        null,
        id(state.owner()),
        null,
        state.answeredAt(),
        null,
        null,
        null,
        null,
        null,
        state.warnedAt(),
        asked == null ? null : id(asked.to()),
        asked == null ? null : asked.note(),
        asked == null ? null : asked.offeredAt(),
        passed == null ? null : passed.topic().value(),
        passed == null ? null : passed.since(),
        passed == null ? null : passed.expiresAt(),
        false);
  }

  private static StateColumns ended(State.Over state, OperatorId operator, Outcome outcome) {
    return ended(state.name(), operator, outcome, state.endedAt(), state.citizenLost());
  }

  private static StateColumns ended(
      ConsultationState state,
      OperatorId operator,
      Outcome outcome,
      Instant at,
      boolean citizenLost) {
    return new StateColumns(
        state,
        null,
        null,
        id(operator),
        null,
        null,
        null,
        at,
        outcome,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        citizenLost);
  }

  private static Integer lane(Place place) {
    return LaneNumber.of(place.lane());
  }

  private static UUID id(OperatorId operator) {
    return operator == null ? null : operator.value();
  }
}
