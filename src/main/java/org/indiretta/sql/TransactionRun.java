package org.indiretta.sql;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One call of {@link Database#inTransaction}: at most {@link #TRIES} tries within its time. */
final class TransactionRun<T> {
  private static final int TRIES = 4;
  private static final int LONGEST_PAUSE_MS = 20;

  private final Vertx vertx;
  private final Pool pool;
  private final Function<Transaction, Future<T>> work;
  private volatile boolean tooLate;

  private TransactionRun(Vertx vertx, Pool pool, Function<Transaction, Future<T>> work) {
    this.vertx = vertx;
    this.pool = pool;
    this.work = work;
  }

  static <T> Future<T> start(
      Vertx vertx, Pool pool, int callMs, Function<Transaction, Future<T>> work) {
    TransactionRun<T> run = new TransactionRun<>(vertx, pool, work);
    return run.attempt(1)
        .timeout(callMs, TimeUnit.MILLISECONDS)
        .onFailure(fault -> run.tooLate = true)
        .recover(fault -> Future.failedFuture(Faults.mapped(fault)));
  }

  private Future<T> attempt(int number) {
    return pool.getConnection()
        .compose(this::once)
        .recover(
            fault -> {
              if (number == TRIES || tooLate || !Faults.lostRace(fault)) {
                return Future.failedFuture(fault);
              }
              return pause().compose(v -> attempt(number + 1));
            });
  }

  private Future<T> once(SqlConnection connection) {
    return connection
        .begin()
        .compose(
            open ->
                called(connection)
                    .compose(
                        result ->
                            tooLate
                                ? Future.failedFuture(
                                    new DatabaseUnavailable("too late to commit", null))
                                : open.commit().map(result))
                    .recover(fault -> open.rollback().transform(r -> Future.failedFuture(fault))))
        .eventually(connection::close);
  }

  private Future<T> called(SqlConnection connection) {
    try {
      return work.apply(new Transaction(connection));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<Void> pause() {
    Promise<Void> over = Promise.promise();
    long _ =
        vertx.setTimer(
            1 + ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MS), t -> over.complete());
    return over.future();
  }
}
