package org.indiretta.protocol;

import org.indiretta.identity.PlainText;

/** The checks that several records share. */
final class Checks {
  private Checks() {}

  static void commandId(String id) {
    if (!isCommandId(id)) {
      throw new IllegalArgumentException("id: 1 to 64 visible ASCII characters are expected");
    }
  }

  /** Whether the id is 1 to {@link Protocol#COMMAND_ID_CHARS} visible ASCII characters. */
  static boolean isCommandId(String id) {
    if (id == null || id.isEmpty() || id.length() > Protocol.COMMAND_ID_CHARS) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) <= ' ' || id.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  static void lines(String text, int maxChars, String field) {
    try {
      PlainText.lines(text, maxChars);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
    }
  }

  static void line(String text, int maxChars, String field) {
    try {
      PlainText.line(text, maxChars);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
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
