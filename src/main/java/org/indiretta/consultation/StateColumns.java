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
    Instant handOverAt) {

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
              null);
      case State.Closed closed ->
          ended(closed.name(), closed.by(), closed.outcome(), closed.endedAt());
      case State.Abandoned abandoned ->
          ended(abandoned.name(), null, Outcome.LEFT_WAITING, abandoned.endedAt());
      case State.Refused refused -> ended(refused.name(), null, null, refused.endedAt());
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
        null);
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
        null);
  }

  private static StateColumns active(State.Active state) {
    HandOver asked = state.handOver();
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
        asked == null ? null : asked.offeredAt());
  }

  private static StateColumns ended(
      ConsultationState state, OperatorId operator, Outcome outcome, Instant at) {
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
        null);
  }

  private static Integer lane(Place place) {
    return LaneNumber.of(place.lane());
  }

  private static UUID id(OperatorId operator) {
    return operator == null ? null : operator.value();
  }
}
