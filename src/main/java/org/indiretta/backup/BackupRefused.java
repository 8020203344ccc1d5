package org.indiretta.backup;

/** It cannot be saved or restored: the message says what is wrong and what a person can do. */
public final class BackupRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What we found out ourselves. */
  public BackupRefused(String message) {
    super(message);
  }

  /** The same, where a failure of the disk or of PostgreSQL says more. */
  public BackupRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
