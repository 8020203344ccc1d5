package org.indiretta.auth;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.Set;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Queries;
import org.indiretta.sql.Sql;
import org.indiretta.telemetry.Clock;

/** The table of passwords, and the accounts they open. */
final class SqlPasswords {
  private static final Sql SET =
      Sql.of(
          """
          INSERT INTO password (operator_id, hash, changed_at) VALUES (:operator, :hash, :now)
          ON CONFLICT (operator_id) DO UPDATE SET hash = :hash, changed_at = :now
          """);
  private static final Sql SET_IF_NONE =
      Sql.of(
          """
          INSERT INTO password (operator_id, hash, changed_at) VALUES (:operator, :hash, :now)
          ON CONFLICT (operator_id) DO NOTHING
          """);
  private static final Sql BY_EMAIL =
      Sql.of(
          """
          SELECT o.id, o.email, p.hash, s.confirmed_at IS NOT NULL AS second_factor
          FROM operator o
            LEFT JOIN password p ON p.operator_id = o.id
            LEFT JOIN second_factor s ON s.operator_id = o.id
          WHERE lower(o.email) = lower(:email) AND o.disabled_at IS NULL
          """);
  private static final Sql SET_OPERATORS = Sql.of("SELECT operator_id FROM password LIMIT 100000");

  /**
   * An account that somebody wants to open.
   *
   * @param hash null when no password is set yet
   */
  record Account(OperatorId operator, String email, String hash, boolean secondFactor) {}

  private final Database database;
  private final Clock clock;

  SqlPasswords(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Future<Void> set(OperatorId operator, String hash) {
    return set(database, operator, hash);
  }

  Future<Void> set(Queries queries, OperatorId operator, String hash) {
    return queries.update(bound(SET, operator, hash)).mapEmpty();
  }

  Future<Boolean> setIfNone(OperatorId operator, String hash) {
    return database.update(bound(SET_IF_NONE, operator, hash)).map(rows -> rows == 1);
  }

  /** An enabled account. */
  Future<Optional<Account>> account(String email) {
    return database.first(BY_EMAIL.with("email", email), SqlPasswords::account);
  }

  /** Who has a password. */
  Future<Set<OperatorId>> havingOne() {
    return database
        .list(SET_OPERATORS.bound(), row -> new OperatorId(row.getUUID("operator_id")))
        .map(Set::copyOf);
  }

  private static Account account(Row row) {
    return new Account(
        new OperatorId(row.getUUID("id")),
        row.getString("email"),
        row.getString("hash"),
        row.getBoolean("second_factor"));
  }

  private Sql.Bound bound(Sql sql, OperatorId operator, String hash) {
    return sql.with("operator", operator.value()).with("hash", hash).with("now", clock.now());
  }
}
