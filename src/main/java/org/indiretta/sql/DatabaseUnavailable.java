package org.indiretta.sql;

/**
 * The database did not answer in time, is away, or the pool is full: nothing is known to have
 * happened, and a retry makes sense. When it was thrown while committing, the commit may have
 * happened; what is retried must therefore be repeatable (P3).
 */
public final class DatabaseUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean full;

  /**
   * Without a stack of its own: it says where the database was asked, which the cause knows better.
   */
  public DatabaseUnavailable(String message, Throwable cause) {
    this(message, cause, false);
  }

  private DatabaseUnavailable(String message, Throwable cause, boolean full) {
    super(message, cause, false, false);
    this.full = full;
  }

  /** Its disk is full. */
  static DatabaseUnavailable full(Throwable cause) {
    return new DatabaseUnavailable("the disk of the database is full", cause, true);
  }

  /** Whether its disk is full: it heals when somebody makes room. */
  public boolean isFull() {
    return full;
  }
}
