package org.indiretta.identity;

/** What a member of staff may do; each role may do all that the ones before it may. */
public enum Role {
  /** Answers consultations. */
  OPERATOR,
  /** Also reads the past transcripts of the topics served. */
  SUPERVISOR,
  /**
   * Also changes operators, topics and settings; past transcripts only with {@link Right#ARCHIVE}.
   */
  ADMIN;

  /** Whether this role may do what {@code needed} may. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }
}
