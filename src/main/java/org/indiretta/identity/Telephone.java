package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A telephone number as a person writes it: 5 to 30 digits, spaces and the usual signs. */
public record Telephone(@JsonValue String value) {
  /** The longest one, in characters, after the plus sign that may stand before it. */
  public static final int CHARS = 30;

  private static final Pattern SHAPE = Pattern.compile("\\+?[0-9 ()/.'-]{5," + CHARS + "}");

  @JsonCreator
  public Telephone {
    value = value == null ? "" : value.strip();
    if (!SHAPE.matcher(value).matches() || value.chars().filter(Character::isDigit).count() < 3) {
      throw new IllegalArgumentException("5 to 30 digits are expected");
    }
  }

  @Override
  public String toString() {
    return "Telephone[…]";
  }
}
