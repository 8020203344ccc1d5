package org.indiretta.auth;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.indiretta.sql.Database;
import org.indiretta.sql.Sql;
import org.indiretta.sql.SqlTries;
import org.indiretta.sql.Transaction;
import org.indiretta.telemetry.Clock;

/** The table of attempts. */
final class SqlAttempts {
  private static final String ACCOUNT = "SIGN_IN_ACCOUNT";

  /** Nothing is added to what is full already, so that it empties with time. */
  private static final Sql ADD_UNLESS_FULL =
      Sql.of(
          """
          INSERT INTO attempt (kind, key, at)
          SELECT :kind, :key, :now::timestamptz
          WHERE (SELECT count(*) FROM attempt
                 WHERE kind = :kind AND key = :key AND at > :since) < :most
          """);

  private static final Sql COUNT =
      Sql.of(
          "SELECT count(*)::int AS n FROM attempt WHERE kind = :kind AND key = :key AND at > :since");

  private static final Sql TAKE_BACK =
      Sql.of("DELETE FROM attempt WHERE kind = :kind AND key = :key AND at = :at");
  private static final Sql FORGET = Sql.of("DELETE FROM attempt WHERE kind = :kind AND key = :key");
  private static final Sql SWEEP = Sql.of("DELETE FROM attempt WHERE at < :before");

  private final Database database;
  private final Clock clock;

  SqlAttempts(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Counts one more, however many come at once: each adds itself, committed, and only then counts,
   * so that of those who race the last sees them all. Without a lock, because a whole carrier may
   * be one address.
   *
   * @return how many were there before it; {@code most} or more: it is too many
   */
  Future<Integer> count(AttemptLimit limit, String address) {
    String key = stored(address);
    Instant now = clock.now();
    Instant since = now.minus(limit.window());
    return database
        .update(
            ADD_UNLESS_FULL
                .with("kind", limit.name())
                .with("key", key)
                .with("now", now)
                .with("since", since)
                .with("most", limit.most()))
        .compose(
            added ->
                added == 0
                    ? Future.succeededFuture(limit.most())
                    : counted(limit, key, since).map(all -> all - 1));
  }

  private Future<Integer> counted(AttemptLimit limit, String key, Instant since) {
    return database
        .first(
            COUNT.with("kind", limit.name()).with("key", key).with("since", since),
            row -> row.getInteger("n"))
        .map(n -> n.orElse(0));
  }

  Future<Attempts.AccountTry> tryAccount(String email) {
    return database.inTransaction(transaction -> tryAccount(transaction, account(email)));
  }

  private Future<Attempts.AccountTry> tryAccount(Transaction transaction, String key) {
    Instant now = clock.now();
    return SqlTries.seen(transaction, ACCOUNT, key, now.minus(LockOut.WINDOW))
        .compose(
            failures -> {
              Duration left = LockOut.waitNow(failures.count(), failures.last(), now);
              return left.isPositive()
                  ? Future.succeededFuture(new Attempts.AccountTry.Locked(left))
                  : SqlTries.add(transaction, ACCOUNT, key, now)
                      .map(new Attempts.AccountTry.Counted(now));
            });
  }

  Future<Void> takeBack(String email, Instant at) {
    return database
        .update(TAKE_BACK.with("kind", ACCOUNT).with("key", account(email)).with("at", at))
        .mapEmpty();
  }

  Future<Void> forget(String email) {
    return database.update(FORGET.with("kind", ACCOUNT).with("key", account(email))).mapEmpty();
  }

  Future<Void> sweep() {
    return database.update(SWEEP.with("before", clock.now().minus(LockOut.WINDOW))).mapEmpty();
  }

  private static String account(String email) {
    return stored(email.strip().toLowerCase(Locale.ROOT));
  }

  private static String stored(String key) {
    return HexFormat.of().formatHex(Secret.hashOf(key).getBytes());
  }
}
