package org.indiretta.routing;

import java.util.Optional;

/** Whether an operator may be asked for a consultation now; every refusal has its reason. */
public final class Eligibility {
  private Eligibility() {}

  /** Why {@code candidate} is not asked now; empty when they may be. */
  public static Optional<Refusal> refusal(Turn turn, Candidate candidate) {
    return Optional.ofNullable(firstRefusal(turn, candidate));
  }

  private static Refusal firstRefusal(Turn turn, Candidate candidate) {
    if (!candidate.enabled()) {
      return Refusal.DISABLED;
    }
    if (!turn.chain().ever(candidate)) {
      return Refusal.NO_COMPETENCE;
    }
    if (!candidate.available()) {
      return Refusal.NOT_AVAILABLE;
    }
    if (!candidate.linked()) {
      return Refusal.NOT_LINKED;
    }
    if (!turn.chain().reaches(candidate, turn.waited())) {
      return Refusal.NOT_YET;
    }
    return whyNotNow(turn, candidate);
  }

  private static Refusal whyNotNow(Turn turn, Candidate candidate) {
    if (candidate.wrappingUp()) {
      return Refusal.WRAPPING_UP;
    }
    if (turn.pausedFor(candidate.id())) {
      return Refusal.PAUSED;
    }
    if (candidate.asked()) {
      return Refusal.ASKED_ALREADY;
    }
    if (!candidate.fits(turn.consultation().mode())) {
      return Refusal.FULL;
    }
    return candidate.kept() ? Refusal.KEPT : null;
  }
}
