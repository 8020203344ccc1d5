package org.indiretta.durability;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets a test wait until something that others do has come true. */
final class Progress {
  synchronized void changed() {
    notifyAll();
  }

  /** Fails with what was waited for when it does not come true in time. */
  synchronized void await(String what, int seconds, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.getAsBoolean()) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (leftMs <= 0) {
        throw new AssertionError("not within " + seconds + " s: " + what);
      }
      wait(leftMs);
    }
  }
}
