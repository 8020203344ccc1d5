package org.indiretta.directory;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;

/** What PostgreSQL said to a change, as a {@link Change}. */
final class SqlOutcome {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private SqlOutcome() {}

  /** Done when it changed a row. */
  static Future<Change> of(Future<Integer> update, Change whenNone) {
    return update.map(rows -> rows == 0 ? whenNone : Change.DONE).recover(SqlOutcome::refused);
  }

  /** What a constraint refuses is no fault. */
  static Future<Change> refused(Throwable fault) {
    if (fault instanceof PgException e && UNIQUE_VIOLATION.equals(e.getSqlState())) {
      return Future.succeededFuture(Change.IN_USE);
    }
    if (fault instanceof PgException e && FOREIGN_KEY_VIOLATION.equals(e.getSqlState())) {
      return Future.succeededFuture(Change.UNKNOWN_REFERENCE);
    }
    return Future.failedFuture(fault);
  }
}
