package org.indiretta.protocol;

/** How a consultation ended. */
public enum Outcome {
  RESOLVED,
  /** Passed to another office or channel. */
  REFERRED,
  /** The citizen brings what is missing, and comes back with a return code. */
  TO_BE_COMPLETED,
  UNRESOLVED,
  /** The citizen no longer answered. */
  NO_REPLY,
  /** Ended after a warning because of insults or threats. */
  ABUSIVE,
  /** The citizen ended it. */
  ENDED_BY_CITIZEN,
  /** The citizen left before an answer. */
  LEFT_WAITING
}
