package org.indiretta.protocol;

/** Whether an operator can be given consultations; one truth per person. */
public enum PresenceState {
  AVAILABLE,
  AWAY,
  /** Reachable by notice, not at the console. */
  ON_CALL,
  OFFLINE
}
