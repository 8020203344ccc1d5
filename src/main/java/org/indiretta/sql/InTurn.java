package org.indiretta.sql;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a sweep does one after the other. What cannot be done now, because a row is locked, say,
 * keeps nothing else from being done: it is due again the next time.
 */
public final class InTurn {
  /** From so many faults on it is not that one: the rest is left for the next time. */
  static final int FAULTS = 3;

  private InTurn() {}

  /** Fails in the end with the first fault, if there was one. */
  public static <T> Future<Void> all(List<T> all, Function<T, Future<?>> each) {
    return all(all, each, FAULTS);
  }

  /** Each step also when those before it failed. */
  public static Future<Void> steps(List<Supplier<Future<?>>> steps) {
    return all(steps, Supplier::get, Integer.MAX_VALUE);
  }

  private static <T> Future<Void> all(List<T> all, Function<T, Future<?>> each, int mostFaults) {
    Faulty faulty = new Faulty();
    Future<?> last = Future.succeededFuture();
    for (T one : all) {
      last =
          last.transform(
              done ->
                  faulty.after(done) >= mostFaults
                      ? Future.succeededFuture()
                      : Future.succeededFuture().compose(nothing -> each.apply(one).mapEmpty()));
    }
    return last.transform(
        done -> {
          int faults = faulty.after(done);
          return faults == 0 ? Future.succeededFuture() : Future.failedFuture(faulty.first);
        });
  }

  /** How many failed until now; one is done after the other. */
  private static final class Faulty {
    private int faults;
    private Throwable first;

    private int after(AsyncResult<?> done) {
      if (done.failed()) {
        faults++;
        first = first == null ? done.cause() : first;
      }
      return faults;
    }
  }
}
