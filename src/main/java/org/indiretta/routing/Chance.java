package org.indiretta.routing;

/**
 * What is left to chance in one course of the queue. Drawn from the ids of the consultations and
 * the number of the course alone.
 *
 * @param run the number of the course; -1 for the likely one, in which all takes as long as usual
 */
record Chance(long run) {
  /** Everything takes its median. */
  static final Chance LIKELY = new Chance(-1);

  /** How far all durations of a course lie from the measured ones together, as a logarithm. */
  private static final double PACE_SPREAD = 0.15;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double LOGISTIC_SLOPE = 1.702;

  /** What is drawn for a consultation. */
  enum Of {
    DURATION(1),
    ANSWER(2),
    LEAVING(3),
    ARRIVAL(4);

    private final int salt;

    Of(int salt) {
      this.salt = salt;
    }
  }

  boolean likely() {
    return run < 0;
  }

  /** A number between 0 and 1, neither of them. */
  double of(long key, Of what) {
    return likely() ? 0.5 : uniform(key + GOLDEN * what.salt);
  }

  /** By how much everything takes longer in this course, or shorter: the day is slow, or quick. */
  double pace() {
    if (likely()) {
      return 1;
    }
    double u = uniform(GOLDEN);
    return Math.pow(u / (1 - u), PACE_SPREAD / LOGISTIC_SLOPE);
  }

  /** SplitMix64 of the key and the run. */
  private double uniform(long key) {
    long z = key ^ (run + 1) * 0xD1B54A32D192ED03L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return ((z >>> 11) + 0.5) * 0x1.0p-53;
  }
}
