package org.indiretta.auth;

import java.util.Optional;
import org.indiretta.protocol.SignInEnding;

/** There is no sign-in, or it has ended: sign in again. */
public final class NotSignedIn extends Exception {
  private static final long serialVersionUID = 1L;

  private final SignInEnding why;

  /**
   * @param why how the sign-in ended; null when there was none
   */
  NotSignedIn(SignInEnding why) {
    super("not signed in", null, false, false);
    this.why = why;
  }

  /** How the sign-in ended; empty when there was none. */
  public Optional<SignInEnding> why() {
    return Optional.ofNullable(why);
  }
}
