package org.indiretta.auth;

/** There is no sign-in, or it has ended: sign in again. */
public final class NotSignedIn extends Exception {
  private static final long serialVersionUID = 1L;

  NotSignedIn() {
    super("not signed in", null, false, false);
  }
}
