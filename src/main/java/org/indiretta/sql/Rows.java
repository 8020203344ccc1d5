package org.indiretta.sql;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What every row mapper needs beside the client's own getters. */
public final class Rows {
  private Rows() {}

  /** A {@code timestamptz}; null stays null. */
  public static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  /** A text column as a constant of an enum; null stays null. */
  public static <E extends Enum<E>> E constant(Class<E> type, Row row, String column) {
    String name = row.getString(column);
    return name == null ? null : Enum.valueOf(type, name);
  }
}
