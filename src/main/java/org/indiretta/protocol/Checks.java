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

  /** A text that may be unfinished: empty or blank too. */
  static void draft(String text, int maxChars, String field) {
    try {
      PlainText.draft(text, maxChars);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
    }
  }

  /** Machine-made text on one line: 0 to {@code maxChars} visible ASCII characters and spaces. */
  static void asciiLine(String text, int maxChars, String field) {
    if (text.length() > maxChars) {
      throw new IllegalArgumentException(
          field + ": at most " + maxChars + " characters are allowed");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        throw new IllegalArgumentException(field + ": one line of ASCII is expected");
      }
    }
  }

  static void between(int value, int least, int most, String field) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(field + ": " + least + " to " + most + " is expected");
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
