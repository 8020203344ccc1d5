package org.indiretta.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * When an account may be tried again: after {@link #FREE_FAILURES} failures in a row within {@link
 * #WINDOW} it waits {@link #FIRST_WAIT}, and twice as long after each further one, up to {@link
 * #LONGEST_WAIT}. A success forgets them all.
 */
final class LockOut {
  static final int FREE_FAILURES = 5;
  static final Duration WINDOW = Duration.ofHours(24);
  static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private LockOut() {}

  /**
   * How long to wait now; zero when it may be tried.
   *
   * @param last when the last failure was; null when there was none
   */
  static Duration waitNow(int failures, Instant last, Instant now) {
    if (failures < FREE_FAILURES || last == null) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failures - FREE_FAILURES, 20);
    Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
    Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    Duration left = Duration.between(now, last.plus(bounded));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
