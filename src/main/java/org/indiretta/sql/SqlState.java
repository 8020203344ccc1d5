package org.indiretta.sql;

import io.vertx.sqlclient.DatabaseException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What PostgreSQL calls a fault (Appendix A: error codes): all of it that may be logged, because
 * its message can quote what people wrote.
 */
public final class SqlState {
  private SqlState() {}

  /** Empty when it is no fault of a database. */
  public static Optional<String> of(Throwable fault) {
    return switch (fault) {
      case DatabaseException e -> Optional.ofNullable(e.getSqlState());
      case SQLException e -> Optional.ofNullable(e.getSQLState());
      default -> Optional.empty();
    };
  }
}
