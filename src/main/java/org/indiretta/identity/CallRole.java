package org.indiretta.identity;

/** As what somebody takes part in a call; shown on the screens and named in the transcript. */
public enum CallRole {
  /** The citizen of the consultation. */
  CITIZEN,
  /** The operator who owns it. */
  OPERATOR,
  /** Another member of staff, asked in by the operator. */
  COLLEAGUE,
  /** The same, of the role supervisor or admin. */
  SUPERVISOR,
  /** A guest by link who interprets. */
  INTERPRETER,
  /** Any other guest by link. */
  HELPER;

  /** The citizen or the owner, without whom there is no call. */
  public boolean isMain() {
    return this == CITIZEN || this == OPERATOR;
  }

  /** Comes by a one-use link. */
  public boolean isGuest() {
    return this == INTERPRETER || this == HELPER;
  }
}
