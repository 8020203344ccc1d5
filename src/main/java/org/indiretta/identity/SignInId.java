package org.indiretta.identity;

import java.util.Objects;
import java.util.UUID;

/**
 * One sign-in of a member of staff in one browser. Not a secret: the cookie holds another value.
 */
public record SignInId(UUID value) {
  public SignInId {
    Objects.requireNonNull(value, "SignInId");
  }

  /** A new id. */
  public static SignInId next() {
    return new SignInId(Ids.next());
  }
}
