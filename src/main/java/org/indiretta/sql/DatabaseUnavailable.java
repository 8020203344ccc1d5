package org.indiretta.sql;

/**
 * The database did not answer in time, is away, or the pool is full: nothing is known to have
 * happened, and a retry makes sense. When it was thrown while committing, the commit may have
 * happened; what is retried must therefore be repeatable (P3).
 */
public final class DatabaseUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Without a stack of its own: it says where the database was asked, which the cause knows better.
   */
  public DatabaseUnavailable(String message, Throwable cause) {
    super(message, cause, false, false);
  }
}
