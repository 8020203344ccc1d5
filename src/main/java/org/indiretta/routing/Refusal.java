package org.indiretta.routing;

/** Why an operator is not asked for a consultation; the first that applies. */
public enum Refusal {
  /** The account is disabled. */
  DISABLED,
  /** The topic is not among theirs. */
  NO_COMPETENCE,
  /** Away, on call or offline. */
  NOT_AVAILABLE,
  /** No browser of theirs is connected. */
  NOT_LINKED,
  /** They have the time after a consultation, to complete it. */
  WRAPPING_UP,
  /** They declined this one, or let it expire, a short while ago. */
  PAUSED,
  /** Another offer waits for their answer. */
  ASKED_ALREADY,
  /** They have as many as they take. */
  FULL
}
