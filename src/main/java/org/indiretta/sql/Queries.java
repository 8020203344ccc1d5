package org.indiretta.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Statements, each by itself on the {@link Database} or within a {@link Transaction}. A database
 * that is away or does not answer in time fails with {@link DatabaseUnavailable}; what PostgreSQL
 * refuses fails with its {@code PgException}.
 */
public interface Queries {
  /** All rows, in the statement's order. Statements carry their own LIMIT. */
  <T> Future<List<T>> list(Sql.Bound statement, Function<Row, T> mapper);

  /** The first row. */
  default <T> Future<Optional<T>> first(Sql.Bound statement, Function<Row, T> mapper) {
    return list(statement, mapper).map(rows -> rows.stream().findFirst());
  }

  /** How many rows an INSERT, UPDATE or DELETE changed. */
  Future<Integer> update(Sql.Bound statement);
}
