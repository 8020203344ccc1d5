package org.indiretta.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.TestDatabase;

/** A database without anything in it, dropped at the end; and what stands in a database. */
final class EmptyDatabase implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final DatabaseUrl url;

  private EmptyDatabase(DatabaseUrl url) {
    this.url = url;
  }

  static EmptyDatabase make() throws SQLException {
    String name = "restored_" + COUNT.incrementAndGet();
    DatabaseUrl system = TestDatabase.server().url();
    TestDatabase.execute(system, "CREATE DATABASE " + name + " TEMPLATE template0");
    return new EmptyDatabase(system.withDatabase(name));
  }

  DatabaseUrl url() {
    return url;
  }

  /** A sum of all rows of each table. */
  static Map<String, String> sums(DatabaseUrl url) throws SQLException {
    Map<String, String> sums = new TreeMap<>();
    try (Connection connection = url.connect()) {
      for (String table : SqlCatalogue.columns(connection).keySet()) {
        sums.put(
            table,
            text(
                connection,
                "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), '') FROM "
                    + SqlCatalogue.quoted(table)
                    + " t"));
      }
    }
    return sums;
  }

  static String text(DatabaseUrl url, String query) throws SQLException {
    try (Connection connection = url.connect()) {
      return text(connection, query);
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  @Override
  public void close() throws SQLException {
    TestDatabase.execute(
        TestDatabase.server().url(), "DROP DATABASE " + url.database() + " WITH (FORCE)");
  }
}
