package org.indiretta.bus;

import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;

/**
 * To whom a push goes. A citizen, staff and guests of one consultation have addresses of their own,
 * because they may see different things.
 */
public sealed interface Address {
  /** One side of a consultation. */
  sealed interface Side extends Address {
    /** The consultation that all of its sides share. */
    ConsultationId consultation();
  }

  /** The citizen's connections of a consultation. */
  record CitizenOf(ConsultationId consultation) implements Side {}

  /** The staff connections of a consultation. */
  record StaffOf(ConsultationId consultation) implements Side {}

  /** The guests' connections of a consultation. */
  record GuestsOf(ConsultationId consultation) implements Side {}

  /** The one connection that is this peer of a call. */
  record Peer(PeerId peer) implements Address {}

  /** All connections of one member of staff. */
  record Person(OperatorId operator) implements Address {}
}
