package org.indiretta.protocol;

import java.util.Objects;

/** The checks that several records share. */
final class Checks {
  private Checks() {}

  static void commandId(String id) {
    if (id == null || id.isEmpty() || id.length() > Protocol.COMMAND_ID_CHARS) {
      throw new IllegalArgumentException("id: 1 to 64 characters are expected");
    }
  }

  static <T> T present(T value, String field) {
    return Objects.requireNonNull(value, () -> field + " is missing");
  }

  static void notNegative(long value, String field) {
    if (value < 0) {
      throw new IllegalArgumentException(field + ": 0 or more is expected");
    }
  }
}
