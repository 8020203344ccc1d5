package org.indiretta.routing;

import java.time.Instant;
import java.util.Map;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/**
 * A consultation that waits or is offered, as routing sees it.
 *
 * @param lane lanes are served in the order of their numbers, 0 first
 * @param since its place within the lane, and the beginning of the wait by which the circle widens
 * @param offeredTo whom it is offered to now; null for nobody
 * @param offerExpiresAt when that offer ends; null for no countdown or no offer
 * @param heldFor for whom the place is held until {@code heldUntil}; null for nobody
 * @param declined who did not take it, how often and when last
 * @param mode by which it weighs
 */
public record QueuedConsultation(
    ConsultationId id,
    TopicId topic,
    Language language,
    int lane,
    Instant since,
    OperatorId offeredTo,
    Instant offerExpiresAt,
    OperatorId heldFor,
    Instant heldUntil,
    Map<OperatorId, Declined> declined,
    Mode mode) {
  public QueuedConsultation {
    declined = Map.copyOf(declined);
  }

  /** Whether the place is held for somebody now. */
  public boolean held(Instant now) {
    return heldFor != null && now.isBefore(heldUntil);
  }

  /** How often this operator did not take it. */
  int declinedBy(OperatorId operator) {
    Declined times = declined.get(operator);
    return times == null ? 0 : times.times();
  }
}
