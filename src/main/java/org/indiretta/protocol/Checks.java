package org.indiretta.protocol;

/** The checks that several records share. */
final class Checks {
  private Checks() {}

  static void commandId(String id) {
    if (id == null || id.isEmpty() || id.length() > Protocol.COMMAND_ID_CHARS) {
      throw new IllegalArgumentException("id: 1 to 64 characters are expected");
    }
  }

  static void present(Object value, String field) {
    if (value == null) {
      throw new IllegalArgumentException(field + ": is missing");
    }
  }

  static void notNegative(long value, String field) {
    if (value < 0) {
      throw new IllegalArgumentException(field + ": 0 or more is expected");
    }
  }
}
