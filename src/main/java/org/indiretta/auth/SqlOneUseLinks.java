package org.indiretta.auth;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.indiretta.directory.OperatorFields;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;
import org.indiretta.telemetry.Clock;

/** The table of one-use links. */
final class SqlOneUseLinks {
  /** How long a dead link stays. */
  private static final Duration KEPT = Duration.ofDays(30);

  /** Serialises everything about the first admin. */
  private static final Sql LOCK =
      Sql.of(
          "SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtext('indiretta-set-up'))) AS l");

  /** A disabled one counts too: the door stays closed. */
  private static final Sql ANY_ADMIN =
      Sql.of("SELECT 1 AS one FROM operator WHERE role = 'ADMIN' LIMIT 1");

  private static final Sql KILL =
      Sql.of(
          """
          UPDATE one_use_link SET used_at = :now
          WHERE purpose = :purpose AND operator_id IS NOT DISTINCT FROM :operator::uuid
            AND used_at IS NULL
          """);
  private static final Sql MAKE =
      Sql.of(
          """
          INSERT INTO one_use_link (token_hash, purpose, operator_id, expires_at)
          VALUES (:token, :purpose, :operator, :expires_at)
          """);
  private static final Sql LOOK =
      Sql.of(
          """
          SELECT l.purpose, l.expires_at, l.operator_id, o.email
          FROM one_use_link l LEFT JOIN operator o ON o.id = l.operator_id
          WHERE l.token_hash = :token AND l.used_at IS NULL AND l.expires_at > :now
            AND o.disabled_at IS NULL
            AND (l.purpose <> 'SET_UP'
                 OR NOT EXISTS (SELECT 1 FROM operator a WHERE a.role = 'ADMIN'))
          """);

  /** Of two at the same time one changes the row, and only that one goes on. */
  private static final Sql USE =
      Sql.of(
          """
          UPDATE one_use_link SET used_at = :now
          WHERE token_hash = :token AND purpose = :purpose AND used_at IS NULL AND expires_at > :now
          RETURNING operator_id
          """);

  private static final Sql FIRST_ADMIN =
      Sql.of(
          """
          INSERT INTO operator (id, email, first_name, last_name, office, role, rights, languages,
                                max_write, created_at)
          VALUES (:id, :email, :first_name, :last_name, :office, 'ADMIN', '{}', :languages,
                  :max_write, :now)
          """);
  private static final Sql NO_SECOND_FACTOR =
      Sql.of("DELETE FROM second_factor WHERE operator_id = :operator");
  private static final Sql SWEEP = Sql.of("DELETE FROM one_use_link WHERE expires_at < :before");

  private final Database database;
  private final Clock clock;
  private final SqlPasswords passwords;

  SqlOneUseLinks(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.passwords = new SqlPasswords(database, clock);
  }

  Future<OneUseLinks.Made> invite(OperatorId operator) {
    return database.inTransaction(
        transaction -> made(transaction, OneUseLinks.Purpose.INVITATION, operator));
  }

  Future<Void> revoke(OperatorId operator) {
    return database
        .update(
            KILL.with("purpose", OneUseLinks.Purpose.INVITATION)
                .with("operator", operator.value())
                .with("now", clock.now()))
        .mapEmpty();
  }

  Future<Optional<OneUseLinks.Made>> setUp() {
    return database.inTransaction(
        transaction ->
            noAdminYet(transaction)
                .compose(
                    none ->
                        none
                            ? made(transaction, OneUseLinks.Purpose.SET_UP, null).map(Optional::of)
                            : Future.succeededFuture(Optional.empty())));
  }

  private static Future<Boolean> noAdminYet(Transaction transaction) {
    return transaction
        .list(LOCK.bound(), row -> row.getInteger("locked"))
        .compose(locked -> transaction.first(ANY_ADMIN.bound(), row -> true))
        .map(Optional::isEmpty);
  }

  private Future<OneUseLinks.Made> made(
      Transaction transaction, OneUseLinks.Purpose purpose, OperatorId operator) {
    UUID id = operator == null ? null : operator.value();
    Secret token = Secret.next();
    Instant now = clock.now();
    Instant expiresAt = now.plus(OneUseLinks.GOOD_FOR);
    return transaction
        .update(KILL.with("purpose", purpose).with("operator", id).with("now", now))
        .compose(
            killed ->
                transaction.update(
                    MAKE.with("token", token.hash())
                        .with("purpose", purpose)
                        .with("operator", id)
                        .with("expires_at", expiresAt)))
        .map(made -> new OneUseLinks.Made(token, expiresAt));
  }

  Future<Optional<OneUseLinks.Good>> look(Secret token) {
    return database.first(
        LOOK.with("token", token.hash()).with("now", clock.now()), SqlOneUseLinks::good);
  }

  private static OneUseLinks.Good good(Row row) {
    UUID operator = row.getUUID("operator_id");
    return new OneUseLinks.Good(
        Rows.constant(OneUseLinks.Purpose.class, row, "purpose"),
        Rows.instant(row, "expires_at"),
        operator == null ? null : new OperatorId(operator),
        row.getString("email"));
  }

  Future<Optional<OperatorId>> useForPassword(Secret token, String hash) {
    return database.inTransaction(
        transaction ->
            use(transaction, token, OneUseLinks.Purpose.INVITATION)
                .compose(
                    used -> {
                      if (used.isEmpty()) {
                        return Future.succeededFuture(Optional.empty());
                      }
                      OperatorId operator = used.get();
                      return transaction
                          .update(NO_SECOND_FACTOR.with("operator", operator.value()))
                          .compose(none -> passwords.set(transaction, operator, hash))
                          .map(Optional.of(operator));
                    }));
  }

  Future<Optional<OperatorId>> useForFirstAdmin(Secret token, OperatorFields admin, String hash) {
    OperatorId id = OperatorId.next();
    return database.inTransaction(
        transaction ->
            noAdminYet(transaction)
                .compose(none -> none ? usedUp(transaction, token) : Future.succeededFuture(false))
                .compose(
                    good ->
                        good
                            ? transaction
                                .update(bound(id, admin))
                                .compose(added -> passwords.set(transaction, id, hash))
                                .map(Optional.of(id))
                            : Future.succeededFuture(Optional.empty())));
  }

  private Future<Boolean> usedUp(Transaction transaction, Secret token) {
    return transaction
        .update(
            USE.with("token", token.hash())
                .with("purpose", OneUseLinks.Purpose.SET_UP)
                .with("now", clock.now()))
        .map(rows -> rows == 1);
  }

  private Future<Optional<OperatorId>> use(
      Transaction transaction, Secret token, OneUseLinks.Purpose purpose) {
    return transaction.first(
        USE.with("token", token.hash()).with("purpose", purpose).with("now", clock.now()),
        row -> new OperatorId(row.getUUID("operator_id")));
  }

  private Sql.Bound bound(OperatorId id, OperatorFields admin) {
    return FIRST_ADMIN
        .with("id", id.value())
        .with("email", admin.email())
        .with("first_name", admin.firstName())
        .with("last_name", admin.lastName())
        .with("office", admin.office())
        .with("languages", admin.languages().stream().map(Language::code).toArray(String[]::new))
        .with("max_write", admin.maxWrite())
        .with("now", clock.now());
  }

  Future<Void> sweep() {
    return database.update(SWEEP.with("before", clock.now().minus(KEPT))).mapEmpty();
  }
}
