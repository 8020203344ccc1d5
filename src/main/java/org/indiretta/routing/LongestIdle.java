package org.indiretta.routing;

import java.time.Instant;

/** Who got their last one earlier first; who never had one before all. */
record LongestIdle() implements Strategy {
  @Override
  public int compare(Turn turn, Candidate one, Candidate other) {
    return idleSince(one).compareTo(idleSince(other));
  }

  private static Instant idleSince(Candidate candidate) {
    return candidate.lastServed() == null ? Instant.EPOCH : candidate.lastServed();
  }

  @Override
  public Decided decided() {
    return Decided.LONGEST_IDLE;
  }
}
