package org.indiretta.sql;

/**
 * The database cannot be used as it is: the message says what is wrong and what a person can do.
 * Only thrown while starting.
 */
public final class DatabaseRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatabaseRefused(String message) {
    super(message);
  }

  public DatabaseRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
