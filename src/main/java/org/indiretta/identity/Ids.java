package org.indiretta.identity;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;
import java.util.regex.Pattern;

/** How ids are made and read. */
final class Ids {
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Ids() {}

  static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  /** {@code UUID.fromString} also takes "1-1-1-1-1"; the wire does not. */
  static UUID parse(String text) {
    if (text == null || !CANONICAL.matcher(text).matches()) {
      throw new IllegalArgumentException("not an id");
    }
    return UUID.fromString(text);
  }
}
