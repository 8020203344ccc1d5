package org.indiretta.protocol;

/** Why a sign-in of staff ends, so that the console can say it in words. */
public enum SignInEnding {
  /** Nobody did anything for as long as the city allows. */
  IDLE,
  /** It reached its greatest age: everybody signs in again. */
  AGE,
  /** Somebody ended it: signed out, password or role changed, account disabled. */
  ENDED
}
