package org.indiretta.transcript;

import org.indiretta.identity.CallRole;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.GuestId;
import org.indiretta.identity.OperatorId;

/** Who writes. */
public sealed interface Writer {
  /** The citizen of the consultation. */
  record Citizen(CitizenId id) implements Writer {}

  /** An operator. */
  record Operator(OperatorId id) implements Writer {}

  /**
   * A guest of a call; entries keep the name and the role, which go when they are erased.
   *
   * @param name null once erased
   * @param role INTERPRETER or HELPER; null once erased
   */
  record Guest(GuestId id, String name, CallRole role) implements Writer {}

  /** The server itself: events. */
  record Server() implements Writer {}
}
