package org.indiretta.redis;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time up to {@link #MOST_MS}, less up to
 * half of it by chance, so that servers do not come back together.
 */
final class Backoff {
  /** Before the second try, in milliseconds. */
  static final int FIRST_MS = 100;

  /** The longest wait: with a try and the subscriptions it stays below the 5 s of P5. */
  static final int MOST_MS = 1_500;

  private static final int DOUBLINGS = 4;

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** It failed again: the wait from now, in milliseconds. */
  int nextMs() {
    int ceiling = Math.min(MOST_MS, FIRST_MS << Math.min(failures++, DOUBLINGS));
    return ceiling - random.nextInt(ceiling / 2);
  }

  /** It works. */
  void reset() {
    failures = 0;
  }
}
