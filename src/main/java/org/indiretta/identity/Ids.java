package org.indiretta.identity;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** How ids are made and read. */
final class Ids {
  private static final int CANONICAL_CHARS = 36;

  private Ids() {}

  static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  /** {@code UUID.fromString} also takes "1-1-1-1-1"; the wire does not. */
  static UUID parse(String text) {
    if (text == null || !isCanonical(text)) {
      throw new IllegalArgumentException("not an id");
    }
    return UUID.fromString(text);
  }

  /** Groups of 8, 4, 4, 4 and 12 hexadecimal digits; four of them stand in each signal. */
  private static boolean isCanonical(String text) {
    if (text.length() != CANONICAL_CHARS) {
      return false;
    }
    for (int i = 0; i < CANONICAL_CHARS; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      if (dash ? c != '-' : !hex) {
        return false;
      }
    }
    return true;
  }
}
