package org.indiretta.consultation;

import java.time.Instant;
import org.indiretta.identity.OperatorId;

/** A place held for the operator whose link was lost; from {@code until} on it is free for all. */
record Hold(OperatorId operator, Instant until) {
  boolean lasts(Instant now) {
    return now.isBefore(until);
  }
}
