package org.indiretta.routing;

import java.util.Optional;

/** Whether an operator may be asked for a consultation now; every refusal has its reason. */
public final class Eligibility {
  private Eligibility() {}

  /** Why {@code candidate} is not asked for {@code consultation}; empty when they may be. */
  public static Optional<Refusal> refusal(QueuedConsultation consultation, Candidate candidate) {
    return Optional.ofNullable(firstRefusal(consultation, candidate));
  }

  private static Refusal firstRefusal(QueuedConsultation consultation, Candidate candidate) {
    if (!candidate.enabled()) {
      return Refusal.DISABLED;
    }
    if (!candidate.levels().containsKey(consultation.topic())) {
      return Refusal.NO_COMPETENCE;
    }
    if (!candidate.available()) {
      return Refusal.NOT_AVAILABLE;
    }
    if (!candidate.linked()) {
      return Refusal.NOT_LINKED;
    }
    if (consultation.pausedFor().contains(candidate.id())) {
      return Refusal.PAUSED;
    }
    if (candidate.asked()) {
      return Refusal.ASKED_ALREADY;
    }
    return candidate.open() >= candidate.maxWrite() ? Refusal.FULL : null;
  }
}
