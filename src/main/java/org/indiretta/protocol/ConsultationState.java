package org.indiretta.protocol;

/** Where a consultation stands; the legal moves stand in the room {@code consultation}. */
public enum ConsultationState {
  WAITING,
  OFFERED,
  ACTIVE,
  WRAP_UP,
  CLOSED,
  ABANDONED,
  REFUSED
}
