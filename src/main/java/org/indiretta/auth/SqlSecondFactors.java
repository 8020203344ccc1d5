package org.indiretta.auth;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Sql;
import org.indiretta.telemetry.Clock;

/** The table of second factors; the key is kept as its base32 text. */
final class SqlSecondFactors {
  private static final Sql START =
      Sql.of(
          """
          INSERT INTO second_factor (operator_id, key) VALUES (:operator, :key)
          ON CONFLICT (operator_id) DO UPDATE SET key = :key, confirmed_at = NULL, last_counter = 0
          """);
  private static final Sql KEY =
      Sql.of("SELECT key, last_counter FROM second_factor WHERE operator_id = :operator");

  /** Of two who bring the same code at the same time one changes the row. */
  private static final Sql USE_UP =
      Sql.of(
          """
          UPDATE second_factor SET last_counter = :counter
          WHERE operator_id = :operator AND last_counter < :counter
          """);

  private static final Sql CONFIRM =
      Sql.of("UPDATE second_factor SET confirmed_at = :now WHERE operator_id = :operator");
  private static final Sql IS_ON =
      Sql.of(
          """
          SELECT 1 AS one FROM second_factor
          WHERE operator_id = :operator AND confirmed_at IS NOT NULL
          """);
  private static final Sql HAVING_ONE =
      Sql.of("SELECT operator_id FROM second_factor WHERE confirmed_at IS NOT NULL LIMIT 100000");
  private static final Sql REMOVE =
      Sql.of("DELETE FROM second_factor WHERE operator_id = :operator");

  record Key(String base32, long lastCounter) {}

  private final Database database;
  private final Clock clock;

  SqlSecondFactors(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Future<Void> start(OperatorId operator, String base32) {
    return database
        .update(START.with("operator", operator.value()).with("key", Buffer.buffer(base32)))
        .mapEmpty();
  }

  Future<Optional<Key>> key(OperatorId operator) {
    return database.first(
        KEY.with("operator", operator.value()),
        row -> new Key(row.getBuffer("key").toString(), row.getLong("last_counter")));
  }

  Future<Boolean> useUp(OperatorId operator, long counter) {
    return database
        .update(USE_UP.with("operator", operator.value()).with("counter", counter))
        .map(rows -> rows == 1);
  }

  Future<Boolean> confirm(OperatorId operator) {
    return database
        .update(CONFIRM.with("operator", operator.value()).with("now", clock.now()))
        .map(rows -> rows == 1);
  }

  Future<Boolean> isOn(OperatorId operator) {
    return database
        .first(IS_ON.with("operator", operator.value()), row -> true)
        .map(Optional::isPresent);
  }

  /** Who has one. */
  Future<Set<OperatorId>> havingOne() {
    return database
        .list(HAVING_ONE.bound(), row -> new OperatorId(row.getUUID("operator_id")))
        .map(Set::copyOf);
  }

  Future<Void> remove(OperatorId operator) {
    return database.update(REMOVE.with("operator", operator.value())).mapEmpty();
  }
}
