package org.indiretta.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What a citizen comes back with who was asked to complete a case, such as {@code K7A-4FM-2XQ}: 9
 * letters and digits of the alphabet of {@link Reference}, 41 random bits. Said once to whom it
 * belongs; only its hash is stored. Never logged.
 */
public record ReturnCode(String value) {
  /** How many letters and digits there are: 24 to the ninth is more than 2 to the 41st. */
  static final int SIGNS = 9;

  private static final int GROUP = 3;
  private static final Pattern SHAPE =
      Pattern.compile("[" + Reference.ALPHABET + "]{" + SIGNS + "}");
  private static final Pattern BETWEEN = Pattern.compile("[\\s.\\-\\u2010-\\u2014]+");

  public ReturnCode {
    if (value == null || !SHAPE.matcher(BETWEEN.matcher(value).replaceAll("")).matches()) {
      throw new IllegalArgumentException("a return code looks like K7A-4FM-2XQ");
    }
  }

  /** One by chance; the generator must be one for secrets. */
  public static ReturnCode next(RandomGenerator random) {
    StringBuilder signs = new StringBuilder(SIGNS);
    for (int i = 0; i < SIGNS; i++) {
      signs.append(Reference.ALPHABET.charAt(random.nextInt(Reference.ALPHABET.length())));
    }
    return new ReturnCode(grouped(signs.toString()));
  }

  /**
   * What a person typed: in small letters too, with any spaces and dashes; empty when it is none.
   */
  public static Optional<ReturnCode> typed(String text) {
    String signs = BETWEEN.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
    return SHAPE.matcher(signs).matches()
        ? Optional.of(new ReturnCode(grouped(signs)))
        : Optional.empty();
  }

  private static String grouped(String signs) {
    return signs.substring(0, GROUP)
        + '-'
        + signs.substring(GROUP, 2 * GROUP)
        + '-'
        + signs.substring(2 * GROUP);
  }

  @Override
  public String toString() {
    return "ReturnCode[…]";
  }
}
