package org.indiretta.transcript;

import org.indiretta.identity.CitizenId;
import org.indiretta.identity.OperatorId;

/** Who writes. */
public sealed interface Writer {
  /** The citizen of the consultation. */
  record Citizen(CitizenId id) implements Writer {}

  /** An operator. */
  record Operator(OperatorId id) implements Writer {}

  /** The server itself: events. */
  record Server() implements Writer {}
}
