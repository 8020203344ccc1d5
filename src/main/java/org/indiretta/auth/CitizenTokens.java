package org.indiretta.auth;

import io.vertx.core.Future;
import java.util.Optional;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Credential;

/** The capability tokens of citizens. */
public final class CitizenTokens {
  // SKELETON: `http` replaces this class.

  /** Who holds this token; empty when it is wrong or expired. */
  public Future<Optional<Principal.Citizen>> authenticate(Credential.Token token) {
    throw new UnsupportedOperationException();
  }
}
