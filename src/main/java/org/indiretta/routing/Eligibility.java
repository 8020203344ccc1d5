package org.indiretta.routing;

import java.util.Optional;
import org.indiretta.identity.Mode;

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
    if (candidate.wrappingUp()) {
      return Refusal.WRAPPING_UP;
    }
    if (consultation.pausedFor().contains(candidate.id())) {
      return Refusal.PAUSED;
    }
    if (candidate.asked()) {
      return Refusal.ASKED_ALREADY;
    }
    return fits(consultation.mode(), candidate) ? null : Refusal.FULL;
  }

  /** A call needs all of an operator and leaves no room for anything else (C12). */
  static boolean fits(Mode mode, Candidate candidate) {
    int most = mode == Mode.WRITE ? candidate.maxWrite() : 1;
    return !candidate.calling() && candidate.open() < most;
  }
}
