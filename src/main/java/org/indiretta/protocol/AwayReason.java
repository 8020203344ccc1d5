package org.indiretta.protocol;

/** Why an operator is away. */
public enum AwayReason {
  BREAK,
  LUNCH,
  COUNTER,
  MEETING,
  /** Two offers in a row expired: set by the server. */
  NO_ANSWER,
  OTHER
}
