package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The short name of a consultation that people say on the telephone, such as {@code K7-4F2}. The
 * alphabet leaves out letters and digits that are mistaken for one another (0 O, 1 I L, 5 S, 8 B, U
 * V; Z, read as 2).
 */
public record Reference(@JsonValue String value) {
  static final String ALPHABET = "234679ACDEFGHJKMNPQRTWXY";
  private static final Pattern SHAPE =
      Pattern.compile("[" + ALPHABET + "]{2}-[" + ALPHABET + "]{3}");

  @JsonCreator
  public Reference {
    if (value == null || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("a reference looks like K7-4F2");
    }
  }

  /** A reference by chance: eight million of them; the database keeps them apart. */
  public static Reference next(RandomGenerator random) {
    StringBuilder text = new StringBuilder(6);
    for (int i = 0; i < 5; i++) {
      if (i == 2) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new Reference(text.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
