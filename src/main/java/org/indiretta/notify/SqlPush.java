package org.indiretta.notify;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** Browsers that get notices, and the key pair of this installation. */
final class SqlPush {
  private static final Sql KEEP_KEY =
      Sql.of(
          """
          INSERT INTO vapid_key (private_key, public_key, created_at)
          VALUES (:private, :public, :now) ON CONFLICT DO NOTHING
          """);

  private static final Sql KEY = Sql.of("SELECT private_key, public_key FROM vapid_key");

  /** The newest that a person keeps; whose browser it was before no longer gets anything on it. */
  private static final Sql SUBSCRIBE =
      Sql.of(
          """
          INSERT INTO push_subscription (id, operator_id, endpoint, p256dh, auth, created_at)
          VALUES (:id, :operator, :endpoint, :p256dh, :auth, :now)
          ON CONFLICT (endpoint) DO UPDATE SET operator_id = :operator, p256dh = :p256dh,
            auth = :auth, created_at = :now
          """);

  private static final Sql TRIM =
      Sql.of(
          """
          DELETE FROM push_subscription WHERE id IN (
            SELECT id FROM push_subscription WHERE operator_id = :operator
            ORDER BY created_at DESC, id OFFSET :most)
          """);

  private static final Sql OF_OPERATOR =
      Sql.of(
          """
          SELECT id, endpoint, p256dh, auth, created_at FROM push_subscription
          WHERE operator_id = :operator ORDER BY created_at, id
          """);

  private static final Sql REMOVE =
      Sql.of("DELETE FROM push_subscription WHERE id = :id AND operator_id = :operator");

  private final Database database;

  SqlPush(Database database) {
    this.database = database;
  }

  /** The one there is, or this one from now on. */
  Future<Vapid.Stored> key(Vapid.Stored otherwise, Instant now) {
    return database
        .update(
            KEEP_KEY
                .with("private", otherwise.privateKey())
                .with("public", otherwise.publicKey())
                .with("now", now))
        .compose(kept -> key())
        .map(Optional::orElseThrow);
  }

  Future<Optional<Vapid.Stored>> key() {
    return database.first(
        KEY.bound(),
        row -> new Vapid.Stored(row.getBuffer("private_key"), row.getBuffer("public_key")));
  }

  Future<Void> subscribe(OperatorId operator, PushSubscription to, int most, Instant now) {
    return database
        .inTransaction(
            transaction ->
                transaction
                    .update(
                        SUBSCRIBE
                            .with("id", UUID.randomUUID())
                            .with("operator", operator.value())
                            .with("endpoint", to.endpoint().toString())
                            .with("p256dh", to.p256dh())
                            .with("auth", to.auth())
                            .with("now", now))
                    .compose(
                        kept ->
                            transaction.update(
                                TRIM.with("operator", operator.value()).with("most", most))))
        .mapEmpty();
  }

  Future<List<WebPush.Browser>> of(OperatorId operator) {
    return database.list(OF_OPERATOR.with("operator", operator.value()), SqlPush::browser);
  }

  Future<Boolean> remove(OperatorId operator, UUID id) {
    return database
        .update(REMOVE.with("id", id).with("operator", operator.value()))
        .map(rows -> rows > 0);
  }

  private static WebPush.Browser browser(Row row) {
    return new WebPush.Browser(
        row.getUUID("id"),
        new PushSubscription(
            URI.create(row.getString("endpoint")), row.getBuffer("p256dh"), row.getBuffer("auth")),
        Rows.instant(row, "created_at"));
  }
}
