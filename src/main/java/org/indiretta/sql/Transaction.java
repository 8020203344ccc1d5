package org.indiretta.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;

/**
 * One open transaction on one connection. Statements may be sent without waiting for the one before
 * (they are pipelined and run in order); after the first that fails all others fail too.
 */
public final class Transaction implements Queries {
  private final SqlConnection connection;

  Transaction(SqlConnection connection) {
    this.connection = connection;
  }

  /** The connection itself, for statements with arrays or batches. It is not closed by the user. */
  public SqlConnection connection() {
    return connection;
  }

  @Override
  public <T> Future<List<T>> list(Sql.Bound statement, Function<Row, T> mapper) {
    return Database.list(connection, statement, mapper);
  }

  @Override
  public Future<Integer> update(Sql.Bound statement) {
    return Database.update(connection, statement);
  }
}
