package org.indiretta.transcript;

import java.time.Instant;

/** What became of an {@link Append}. */
public sealed interface Appended {
  /**
   * Committed (P1).
   *
   * @param repeated a retry of what this server has answered already (P3): nobody needs to be told
   *     again. False after a restart, when nobody knows whether its news was told
   */
  record Committed(long seq, Instant at, boolean repeated) implements Appended {}

  /** Not written, and nothing changed. */
  record Refused(Reason reason) implements Appended {}

  /** Why not. */
  enum Reason {
    /** No such consultation, or the writer is not of it. */
    NOT_FOUND,
    /** The consultation's state does not let this writer write. */
    WRONG_STATE,
    /** The client message id stands for another content. */
    ID_REUSED,
    /**
     * The row stayed locked for 2 s, the queue is full, the database is away, or something its
     * sender wrote before was refused so and has not come again: retry later (P8).
     */
    UNAVAILABLE,
    /** The disk of the database is full: retry later; it heals when somebody makes room. */
    DISK_FULL;

    /** Whether the same may be written a little later. */
    boolean isAway() {
      return this == UNAVAILABLE || this == DISK_FULL;
    }
  }
}
