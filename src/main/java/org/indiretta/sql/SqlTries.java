package org.indiretta.sql;

import io.vertx.core.Future;
import java.time.Instant;

/**
 * Tries of something that may only be tried so often, counted one after the other on whatever node
 * they come: the lock of the key holds until the transaction ends.
 */
public final class SqlTries {
  private static final Sql LOCK =
      Sql.of(
          "SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))) AS l");

  private static final Sql SEEN =
      Sql.of(
          """
          SELECT count(*)::int AS n, min(at) AS first, max(at) AS last FROM attempt
          WHERE kind = :kind AND key = :key AND at > :since
          """);

  private static final Sql ADD =
      Sql.of("INSERT INTO attempt (kind, key, at) VALUES (:kind, :key, :now)");

  private SqlTries() {}

  /**
   * Those so far.
   *
   * @param first null for none, and so {@code last}
   */
  public record Seen(int count, Instant first, Instant last) {}

  /** Those after {@code since}; nobody else counts the same key until this transaction ends. */
  public static Future<Seen> seen(Transaction transaction, String kind, String key, Instant since) {
    return transaction
        .list(LOCK.with("key", kind + key), row -> row.getInteger("locked"))
        .compose(
            locked ->
                transaction.first(
                    SEEN.with("kind", kind).with("key", key).with("since", since),
                    row ->
                        new Seen(
                            row.getInteger("n"),
                            Rows.instant(row, "first"),
                            Rows.instant(row, "last"))))
        .map(seen -> seen.orElse(new Seen(0, null, null)));
  }

  /** One more, now. */
  public static Future<Void> add(Transaction transaction, String kind, String key, Instant now) {
    return transaction.update(ADD.with("kind", kind).with("key", key).with("now", now)).mapEmpty();
  }
}
