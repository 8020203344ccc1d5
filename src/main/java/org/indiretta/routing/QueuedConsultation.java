package org.indiretta.routing;

import java.time.Instant;
import java.util.Set;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/**
 * A consultation that waits or is offered, as routing sees it.
 *
 * @param lane lanes are served in the order of their numbers, 0 first
 * @param since its place within the lane
 * @param offeredTo whom it is offered to now; null for nobody
 * @param offerExpiresAt when that offer ends; null for no countdown or no offer
 * @param heldFor for whom the place is held until {@code heldUntil}; null for nobody
 * @param pausedFor who declined it or let it expire a short while ago
 * @param mode TALK and SHOW take an operator's whole capacity
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
    Set<OperatorId> pausedFor,
    Mode mode) {
  public QueuedConsultation {
    pausedFor = Set.copyOf(pausedFor);
  }

  /** One in WRITE. */
  public QueuedConsultation(
      ConsultationId id,
      TopicId topic,
      Language language,
      int lane,
      Instant since,
      OperatorId offeredTo,
      Instant offerExpiresAt,
      OperatorId heldFor,
      Instant heldUntil,
      Set<OperatorId> pausedFor) {
    this(
        id,
        topic,
        language,
        lane,
        since,
        offeredTo,
        offerExpiresAt,
        heldFor,
        heldUntil,
        pausedFor,
        Mode.WRITE);
  }

  /** Whether the place is held for somebody now. */
  public boolean held(Instant now) {
    return heldFor != null && now.isBefore(heldUntil);
  }
}
