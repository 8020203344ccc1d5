package org.indiretta.socket;

import io.vertx.core.Future;
import java.util.Set;
import org.indiretta.identity.SignInId;

/** Asked once a second per node about everybody of staff who is connected (P7). */
@FunctionalInterface
public interface SignInCheck {
  /**
   * Those of them that still hold: not ended, not idle for too long, not too old, their account not
   * disabled. Asking does not count as being active.
   */
  Future<Set<SignInId>> stillValid(Set<SignInId> asked);
}
