package org.indiretta.faults;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets a program wait until something that others do has come true. */
final class Progress {
  synchronized void changed() {
    notifyAll();
  }

  /** Fails with what was waited for when it does not come true in time. */
  void await(String what, int seconds, BooleanSupplier condition) throws InterruptedException {
    if (!within(seconds * 1_000L, condition)) {
      throw new AssertionError("not within " + seconds + " s: " + what);
    }
  }

  /** Whether it comes true within so many milliseconds. */
  synchronized boolean within(long ms, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (!condition.getAsBoolean()) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (leftMs <= 0) {
        return false;
      }
      wait(leftMs);
    }
    return true;
  }

  /** Lets time pass while everybody goes on: a program, not a test, decides how long it lasts. */
  void pass(long ms) throws InterruptedException {
    boolean _ = within(ms, () -> false);
  }
}
