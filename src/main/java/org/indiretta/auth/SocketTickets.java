package org.indiretta.auth;

import io.vertx.core.Future;
import java.util.Optional;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Credential;

/** The one-use tickets by which a signed-in member of staff opens a live connection. */
public final class SocketTickets {
  // SKELETON: `http` replaces this class.

  /** Uses the ticket up; empty when it is wrong, used or older than 30 s, or the sign-in ended. */
  public Future<Optional<Principal.Staff>> redeem(Credential.Ticket ticket) {
    throw new UnsupportedOperationException();
  }
}
