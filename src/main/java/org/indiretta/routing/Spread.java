package org.indiretta.routing;

import java.util.Arrays;

/**
 * How long something takes: a distribution as equally likely values in seconds, in their order.
 * Immutable.
 */
public final class Spread {
  /** How many values stand for a distribution. */
  static final int POINTS = 40;

  /** The logistic distribution with this slope is within 0.01 of the normal one. */
  private static final double LOGISTIC_SLOPE = 1.702;

  /** Beyond the longest value known it ends as if it had just begun to end: by this share of it. */
  private static final double TAIL = 0.3;

  private final double[] values;

  private Spread(double[] values) {
    this.values = values;
  }

  /**
   * Of measured values, at least one, none negative, in any order; equally likely ones.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Spread of(double... seconds) {
    if (seconds.length == 0) {
      throw new IllegalArgumentException("a value is expected");
    }
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return new Spread(sorted);
  }

  /**
   * Skewed to the long side as times of people are: its logarithm is spread evenly.
   *
   * @param medianS half take less
   * @param sigma the spread of the natural logarithm: 0.7 is usual for conversations
   */
  public static Spread around(double medianS, double sigma) {
    double[] values = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      double u = (i + 0.5) / POINTS;
      values[i] = medianS * Math.pow(u / (1 - u), sigma / LOGISTIC_SLOPE);
    }
    return new Spread(values);
  }

  /**
   * This one with so much of another: few measured values count little.
   *
   * @param share of this one, 0 to 1
   */
  Spread mixedWith(Spread other, double share) {
    int own = (int) Math.round(POINTS * share);
    double[] mixed = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      mixed[i] =
          i < own ? at((i + 0.5) / own) : other.at((i - own + 0.5) / Math.max(1, POINTS - own));
    }
    return of(mixed);
  }

  /**
   * The value below which the share {@code u} lies.
   *
   * @param u 0 to 1
   */
  public double at(double u) {
    double place = u * values.length - 0.5;
    if (place <= 0) {
      return values[0];
    }
    int below = (int) place;
    return below >= values.length - 1
        ? values[values.length - 1]
        : values[below] + (place - below) * (values[below + 1] - values[below]);
  }

  /** How much longer it takes when it has taken {@code elapsedS} already. */
  double rest(double elapsedS, double u) {
    double passed = shareBelow(elapsedS);
    if (passed >= 1) {
      return Math.max(elapsedS, 1) * TAIL * -Math.log(1 - Math.min(u, 0.99));
    }
    return Math.max(0, at(passed + u * (1 - passed)) - elapsedS);
  }

  private double shareBelow(double seconds) {
    int found = Arrays.binarySearch(values, seconds);
    int above = found >= 0 ? found + 1 : -found - 1;
    if (above >= values.length) {
      return 1;
    }
    double low = above == 0 ? 0 : values[above - 1];
    double width = values[above] - low;
    double within = width <= 0 ? 0 : (seconds - low) / width;
    return Math.max(0, (above - 0.5 + Math.min(1, within)) / values.length);
  }

  /** The mean, in seconds. */
  public double meanS() {
    return Arrays.stream(values).average().orElse(0);
  }
}
