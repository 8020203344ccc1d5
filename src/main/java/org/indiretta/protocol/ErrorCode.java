package org.indiretta.protocol;

/** Why a command was refused; the table with "retry?" stands in {@code src/docs/PROTOCOL.md}. */
public enum ErrorCode {
  /**
   * Not JSON, a duplicate key, an unknown command or field, a wrong type, a value outside its
   * limits.
   */
  MALFORMED(false),
  /** The protocol version is not served: reload the page. */
  VERSION(false),
  /** The first command was neither hello nor watchAvailability, or a second hello came. */
  NOT_GREETED(false),
  /** The token or ticket is missing, wrong, expired or used. */
  UNAUTHENTICATED(false),
  /** This person may not do this. */
  FORBIDDEN(false),
  /** No such thing for this person; somebody else's is answered the same. */
  NOT_FOUND(false),
  /** Not possible in the present state, for example writing after the end. */
  WRONG_STATE(false),
  /** Somebody else has it; {@code by} says who. */
  TAKEN(false),
  /** The client message id was used for another text (P3). */
  ID_REUSED(false),
  /** The file is missing, of the wrong content or already used. */
  BAD_FILE(false),
  /** The return or join code is wrong, used, or too old. */
  BAD_CODE(false),
  /** Nobody is available for this topic: leave a message. */
  NOBODY_THERE(false),
  /** As many wait for this topic as may: leave a message, or come back later. */
  FULL(false),
  /** The calendar says closed; {@code retryAfterMs} until the opening when that is known. */
  CLOSED(false),
  /** Too much of this: come back after {@code retryAfterMs} (P8). */
  TOO_MANY(true),
  /** The server cannot do it now (database away, draining): retry after {@code retryAfterMs}. */
  UNAVAILABLE(true),
  /** The client's place cannot be continued: reload the consultation from 0 (P4). */
  RELOAD(false),
  /** A fault of ours; logged with the command's id. */
  INTERNAL(true);

  private final boolean retry;

  ErrorCode(boolean retry) {
    this.retry = retry;
  }

  /** Whether the same command may be sent again later. */
  public boolean retry() {
    return retry;
  }
}
