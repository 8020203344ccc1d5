package org.indiretta.identity;

import java.util.Set;

/**
 * Who is at the other end of a connection or request. Set by the server, never read from a payload.
 */
public sealed interface Principal {
  /** A citizen, known by a capability token. */
  record Citizen(CitizenId id, SiteId site) implements Principal {}

  /**
   * A member of staff.
   *
   * @param signIn the sign-in this principal came by; when it ends, live connections end with it
   */
  record Staff(OperatorId id, Role role, Set<Right> rights, SignInId signIn) implements Principal {
    public Staff {
      rights = Set.copyOf(rights);
    }
  }

  /** Somebody who joined one call by a one-use link; nobody beyond it. */
  record Guest(GuestId id, SiteId site, ConsultationId consultation) implements Principal {}
}
