package org.indiretta.app;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.indiretta.sql.DatabaseUnavailable;

/**
 * For the start only: what the database did not answer in time is asked again. A machine that
 * starts everything at once is slow for some seconds, and that is no reason to give up; afterwards
 * every call has its own limit.
 */
final class Patience {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Patience() {}

  /** Asks until there is an answer; blocks. After a minute the last failure is thrown. */
  static <T> T await(Supplier<Future<T>> ask) {
    long start = System.nanoTime();
    while (true) {
      try {
        return ask.get().await();
      } catch (DatabaseUnavailable e) {
        if (System.nanoTime() - start > LONGEST.toNanos()) {
          throw e;
        }
      }
    }
  }
}
