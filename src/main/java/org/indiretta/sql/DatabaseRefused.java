package org.indiretta.sql;

/**
 * The database cannot be used as it is: the message says what is wrong and what a person can do.
 * Only thrown while starting.
 */
public final class DatabaseRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * What we found out ourselves.
   *
   * @param message one sentence for who starts the server, with what to do
   */
  public DatabaseRefused(String message) {
    super(message);
  }

  /** The same, where a failure of the driver or of PostgreSQL says more. */
  public DatabaseRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
