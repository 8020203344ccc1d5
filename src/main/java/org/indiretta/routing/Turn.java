package org.indiretta.routing;

import java.time.Duration;
import java.time.Instant;
import org.indiretta.identity.OperatorId;

/**
 * A consultation for which somebody is looked for now.
 *
 * @param chain of its topic
 * @param pause for how long it is not offered again to who did not take it
 */
public record Turn(QueuedConsultation consultation, Chain chain, Instant now, Duration pause) {
  /** How long it has waited in its lane; nothing when its time lies ahead. */
  public Duration waited() {
    Duration waited = Duration.between(consultation.since(), now);
    return waited.isNegative() ? Duration.ZERO : waited;
  }

  /** Whether this operator did not take it a short while ago. */
  boolean pausedFor(OperatorId operator) {
    Declined declined = consultation.declined().get(operator);
    return declined != null && now.isBefore(declined.last().plus(pause));
  }

  /** The same at another time. */
  Turn at(Instant time) {
    return new Turn(consultation, chain, time, pause);
  }
}
