package org.indiretta.auth;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/**
 * Counts what may only be tried so often, in PostgreSQL, so that it holds on every node and after a
 * restart. Addresses and accounts are stored hashed and for a day.
 */
public final class Attempts {
  /** How many may be kept waiting at once; more are refused (P8). */
  static final int MOST_DELAYED = 500;

  private final Vertx vertx;
  private final SqlAttempts sql;
  private final AtomicInteger delayed = new AtomicInteger();

  /** Whether an account may be tried. */
  sealed interface AccountTry {
    /** It may; this try counts as a failure until it is taken back. */
    record Counted(Instant at) implements AccountTry {}

    /** Not before so long. */
    record Locked(Duration left) implements AccountTry {}
  }

  /** Counted in the database, for all servers; who is slowed waits on a timer of this Vert.x. */
  public Attempts(Vertx vertx, Database database, Clock clock) {
    this.vertx = vertx;
    this.sql = new SqlAttempts(database, clock);
  }

  /**
   * Counts one from an address, also among many at once, and completes when its turn has come: at
   * once, or after the delay of the {@link AttemptLimit}.
   *
   * @return zero when it may go on, otherwise after how many milliseconds to try again
   */
  public Future<Long> fromAddress(AttemptLimit limit, String address) {
    return sql.count(limit, address)
        .compose(
            before ->
                before >= limit.most()
                    ? Future.succeededFuture(limit.window().toMillis() / 10)
                    : delay(limit.delayMs(before)));
  }

  /** Counts one, slowing nobody: whether it is still within the most of the limit. */
  public Future<Boolean> within(AttemptLimit limit, String key) {
    return sql.count(limit, key).map(before -> before < limit.most());
  }

  private Future<Long> delay(long delayMs) {
    if (delayMs == 0) {
      return Future.succeededFuture(0L);
    }
    if (delayed.incrementAndGet() > MOST_DELAYED) {
      delayed.decrementAndGet();
      return Future.succeededFuture(AttemptLimit.LONGEST_DELAY_MS);
    }
    Promise<Long> turn = Promise.promise();
    long _ =
        vertx.setTimer(
            delayMs,
            t -> {
              delayed.decrementAndGet();
              turn.complete(0L);
            });
    return turn.future();
  }

  /**
   * Counts a try of an account before its password is looked at, so that many at once count too.
   */
  Future<AccountTry> ofAccount(String email) {
    return sql.tryAccount(email);
  }

  /** The try was no failure after all. */
  Future<Void> takeBack(String email, AccountTry.Counted counted) {
    return sql.takeBack(email, counted.at());
  }

  /** The right person came: forgets the failures. */
  Future<Void> forget(String email) {
    return sql.forget(email);
  }

  /** Deletes what is older than a day. */
  Future<Void> sweep() {
    return sql.sweep();
  }
}
