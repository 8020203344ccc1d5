package org.indiretta.identity;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/** What any text of a person must be before it is stored or shown. */
public final class PlainText {
  /** The longest message, note or question, in UTF-16 units as browsers count them. */
  public static final int MESSAGE_CHARS = 4000;

  /** The longest name of a person. */
  public static final int NAME_CHARS = 80;

  private PlainText() {}

  /**
   * A text of several lines: 1 to {@code maxChars} UTF-16 units, not blank, no NUL or other control
   * character but tab and line feed, no lone surrogate. Fails with an {@link
   * IllegalArgumentException} that says which.
   */
  @CanIgnoreReturnValue
  public static String lines(String text, int maxChars) {
    return checked(text, maxChars, true);
  }

  /**
   * The same for one line, such as a name; bidirectional controls are refused too: they can make a
   * name read as another.
   */
  @CanIgnoreReturnValue
  public static String line(String text, int maxChars) {
    return checked(text, maxChars, false);
  }

  /** The same as {@link #lines} for a text that is still being typed: it may be empty or blank. */
  @CanIgnoreReturnValue
  public static String draft(String text, int maxChars) {
    return checkedChars(text, maxChars, true);
  }

  private static String checked(String text, int maxChars, boolean manyLines) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("a text is expected");
    }
    return checkedChars(text, maxChars, manyLines);
  }

  private static String checkedChars(String text, int maxChars, boolean manyLines) {
    if (text == null) {
      throw new IllegalArgumentException("a text is expected");
    }
    if (text.length() > maxChars) {
      throw new IllegalArgumentException("at most " + maxChars + " characters are allowed");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException("half a character (a lone surrogate) is not allowed");
      } else if (isRefused(c, manyLines)) {
        throw new IllegalArgumentException(
            "the character U+%04X is not allowed".formatted((int) c));
      }
    }
    return text;
  }

  private static boolean isRefused(char c, boolean manyLines) {
    if (Character.isISOControl(c)) {
      return !(manyLines && (c == '\n' || c == '\t' || c == '\r'));
    }
    boolean bidirectional =
        c == '\u061C'
            || c == '\u200E'
            || c == '\u200F'
            || (c >= '\u202A' && c <= '\u202E')
            || (c >= '\u2066' && c <= '\u2069');
    return bidirectional && !manyLines;
  }
}
