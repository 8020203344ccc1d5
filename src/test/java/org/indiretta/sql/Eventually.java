package org.indiretta.sql;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks again until the answer is there, at most 30 s; a call has its own time-out. */
public final class Eventually {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private Eventually() {}

  /** The first result that is not a failure. */
  public static <T> T succeeds(Supplier<? extends Future<T>> call) throws Exception {
    long deadline = System.nanoTime() + LONGEST_NANOS;
    while (true) {
      try {
        return call.get().await(30, TimeUnit.SECONDS);
      } catch (DatabaseUnavailable away) {
        if (System.nanoTime() > deadline) {
          throw away;
        }
        Thread.onSpinWait();
      }
    }
  }

  /** Returns as soon as the condition holds; fails when it does not in 30 s. */
  public static void holds(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONGEST_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not come about in 30 s");
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }
}
