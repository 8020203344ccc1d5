package org.indiretta.sql;

import io.vertx.core.Future;
import java.util.Iterator;
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
    return next(all.iterator(), each, FAULTS, null);
  }

  /** Each step also when those before it failed. */
  public static Future<Void> steps(List<Supplier<Future<?>>> steps) {
    return next(steps.iterator(), Supplier::get, Integer.MAX_VALUE, null);
  }

  private static <T> Future<Void> next(
      Iterator<T> rest, Function<T, Future<?>> each, int faultsLeft, Throwable first) {
    if (!rest.hasNext() || faultsLeft == 0) {
      return first == null ? Future.succeededFuture() : Future.failedFuture(first);
    }
    T one = rest.next();
    return Future.succeededFuture()
        .compose(nothing -> each.apply(one))
        .transform(
            done ->
                done.succeeded()
                    ? next(rest, each, faultsLeft, first)
                    : next(rest, each, faultsLeft - 1, first == null ? done.cause() : first));
  }
}
