package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The id that the writer's browser gives an entry, so that a retry has one effect (P3): 1 to 64
 * characters.
 */
public record ClientMessageId(@JsonValue String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  @JsonCreator
  public ClientMessageId {
    if (value == null || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("1 to 64 letters, digits, - or _ are expected");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
