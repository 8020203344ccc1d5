package org.indiretta.routing;

/** Why an operator is not asked for a consultation; the first that applies. */
public enum Refusal {
  /** The account is disabled. */
  DISABLED,
  /** Neither the topic nor one that helps out is among theirs. */
  NO_COMPETENCE,
  /** Away, on call or offline. */
  NOT_AVAILABLE,
  /** No browser of theirs is connected. */
  NOT_LINKED,
  /** Backups and the overflow are asked later: it has not waited long enough. */
  NOT_YET,
  /** They have the time after a consultation, to complete it. */
  WRAPPING_UP,
  /** They declined this one, or let it expire, a short while ago. */
  PAUSED,
  /** Another offer waits for their answer. */
  ASKED_ALREADY,
  /** They have as much as they take: it does not fit beside that. */
  FULL,
  /** What room they have is kept for somebody before it who needs more and waits long (RT6). */
  KEPT,
  /** They were asked for this one more often than others who could be asked now. */
  ASKED_BEFORE
}
