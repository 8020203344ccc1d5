package org.indiretta.app;

/** A setting that cannot be used; the message names the key and says what is expected. */
final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }
}
