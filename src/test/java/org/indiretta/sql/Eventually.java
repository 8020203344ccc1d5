package org.indiretta.sql;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks again until the answer is there, at most 20 s; each call has its own time-out. */
public final class Eventually {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);

  private Eventually() {}

  /** The first result that is not a failure. */
  public static <T> T succeeds(Supplier<? extends Future<T>> call) throws Exception {
    long deadline = System.nanoTime() + LONGEST_NANOS;
    while (true) {
      try {
        return call.get().await(10, TimeUnit.SECONDS);
      } catch (DatabaseUnavailable away) {
        if (System.nanoTime() > deadline) {
          throw away;
        }
        Thread.onSpinWait();
      }
    }
  }
}
