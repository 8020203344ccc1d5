package org.indiretta.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Six digits that an operator says on the telephone; whoever types them lands with them. */
public record JoinCode(String value) {
  private static final int ALL = 1_000_000;
  private static final Pattern SHAPE = Pattern.compile("[0-9]{6}");
  private static final Pattern BETWEEN = Pattern.compile("[\\s.\\-\\u2010-\\u2014]+");

  public JoinCode {
    if (value == null || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("six digits are expected");
    }
  }

  /** One by chance; the generator must be one for secrets. */
  public static JoinCode next(RandomGenerator random) {
    return new JoinCode(String.format(Locale.ROOT, "%06d", random.nextInt(ALL)));
  }

  /** What a person typed, with any spaces and dashes; empty when it is none. */
  public static Optional<JoinCode> typed(String text) {
    String digits = BETWEEN.matcher(text).replaceAll("");
    return SHAPE.matcher(digits).matches() ? Optional.of(new JoinCode(digits)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "JoinCode[…]";
  }
}
