package org.indiretta.faults;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets a program wait until something that others do has come true. */
final class Progress {
  private long changes;

  synchronized void changed() {
    changes++;
    notifyAll();
  }

  /** Fails with what was waited for when it does not come true in time. */
  void await(String what, int seconds, BooleanSupplier condition) throws InterruptedException {
    if (!within(seconds * 1_000L, condition)) {
      throw new AssertionError("not within " + seconds + " s: " + what);
    }
  }

  /** Whether it comes true within so many milliseconds. */
  boolean within(long ms, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    // The others are not held up while it is looked at, which may take its time.
    long seen = changes();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      seen = awaitChange(seen, deadline);
    }
    return true;
  }

  private synchronized long changes() {
    return changes;
  }

  /** Until there is one more than those seen, or the time is over; how many there are then. */
  private synchronized long awaitChange(long seen, long deadline) throws InterruptedException {
    long leftMs = 1 + TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    while (changes == seen && leftMs > 0) {
      wait(leftMs);
      leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
    return changes;
  }

  /** Lets time pass while everybody goes on: a program, not a test, decides how long it lasts. */
  void pass(long ms) throws InterruptedException {
    boolean _ = within(ms, () -> false);
  }
}
