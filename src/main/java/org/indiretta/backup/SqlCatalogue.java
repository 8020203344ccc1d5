package org.indiretta.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.indiretta.sql.Migrations;

/** What PostgreSQL says about its own tables, in the schema that the connection works in. */
final class SqlCatalogue {
  /** Without those of extensions. */
  private static final String TABLES =
      """
      SELECT c.relname AS name
      FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
        AND NOT EXISTS (SELECT 1 FROM pg_depend d
                        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
      ORDER BY c.relname
      """;

  private static final String COLUMNS =
      """
      SELECT c.relname AS name, a.attname AS column_name
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      ORDER BY c.relname, a.attnum
      """;

  private static final String REFERENCES =
      """
      SELECT t.relname AS name, f.relname AS needs
      FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
      WHERE k.contype = 'f' AND t.relnamespace = current_schema()::regnamespace
        AND k.conrelid <> k.confrelid
      """;

  private static final String COUNTERS =
      """
      SELECT t.relname AS name, a.attname AS column_name, quote_ident(s.relname) AS counter
      FROM pg_class s
      JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid
        AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
      JOIN pg_class t ON t.oid = d.refobjid
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
      WHERE s.relkind = 'S' AND t.relnamespace = current_schema()::regnamespace
      ORDER BY t.relname, a.attname
      """;

  private static final String VERSION =
      "SELECT max(version::int) FROM flyway_schema_history WHERE success";

  private static final String REMARK =
      "SELECT obj_description(to_regclass('flyway_schema_history'), 'pg_class')";

  private SqlCatalogue() {}

  /** All tables, the history of the migrations included. */
  static List<String> tables(Connection connection) throws SQLException {
    return texts(connection, TABLES);
  }

  /** The tables with their columns, but without the history of the migrations. */
  static Map<String, List<String>> columns(Connection connection) throws SQLException {
    Set<String> tables = new LinkedHashSet<>(tables(connection));
    boolean _ = tables.remove(Migrations.HISTORY);
    Map<String, List<String>> columns = new LinkedHashMap<>();
    tables.forEach(table -> columns.put(table, new ArrayList<>()));
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COLUMNS)) {
      while (rows.next()) {
        List<String> of = columns.get(rows.getString("name"));
        if (of != null) {
          of.add(rows.getString("column_name"));
        }
      }
    }
    return columns;
  }

  /** The tables in an order in which each comes after those that its foreign keys name. */
  static List<String> inOrder(Connection connection) throws SQLException {
    Map<String, Set<String>> needs = new LinkedHashMap<>();
    columns(connection).keySet().forEach(table -> needs.put(table, new LinkedHashSet<>()));
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(REFERENCES)) {
      while (rows.next()) {
        needs.get(rows.getString("name")).add(rows.getString("needs"));
      }
    }
    List<String> ordered = new ArrayList<>();
    while (!needs.isEmpty()) {
      List<String> next =
          needs.keySet().stream().filter(t -> ordered.containsAll(needs.get(t))).toList();
      if (next.isEmpty()) {
        throw new IllegalStateException("foreign keys form a ring: " + needs.keySet());
      }
      ordered.addAll(next);
      next.forEach(needs::remove);
    }
    return ordered;
  }

  /** Where each counting column has come to. */
  static List<Contents.Counter> counters(Connection connection) throws SQLException {
    List<Contents.Counter> counters = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        Statement asking = connection.createStatement();
        ResultSet rows = statement.executeQuery(COUNTERS)) {
      while (rows.next()) {
        try (ResultSet state =
            asking.executeQuery("SELECT last_value, is_called FROM " + rows.getString("counter"))) {
          boolean _ = state.next();
          counters.add(
              new Contents.Counter(
                  rows.getString("name"),
                  rows.getString("column_name"),
                  state.getLong(1),
                  state.getBoolean(2)));
        }
      }
    }
    return counters;
  }

  static void set(Connection connection, Contents.Counter counter) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT setval(pg_get_serial_sequence(?, ?), ?, ?)")) {
      statement.setString(1, quoted(counter.table()));
      statement.setString(2, counter.column());
      statement.setLong(3, counter.last());
      statement.setBoolean(4, counter.used());
      boolean _ = statement.execute();
    }
  }

  /** The version of the tables; empty in a database that no InDiretta has used. */
  static OptionalInt version(Connection connection) throws SQLException {
    if (!tables(connection).contains(Migrations.HISTORY)) {
      return OptionalInt.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(VERSION)) {
      return rows.next() && rows.getObject(1) != null
          ? OptionalInt.of(rows.getInt(1))
          : OptionalInt.empty();
    }
  }

  /** Whether a restore into this database did not come to its end. */
  static boolean isRestoring(Connection connection) throws SQLException {
    return texts(connection, REMARK).contains(Migrations.RESTORING);
  }

  /** Whether no table but the history of the migrations has a row. */
  static boolean hasNoRow(Connection connection) throws SQLException {
    for (String table : columns(connection).keySet()) {
      if (!texts(connection, "SELECT 1 FROM " + quoted(table) + " LIMIT 1").isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** One text per row. */
  static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean _ = statement.execute(sql);
    }
  }

  /** As a name, whatever letters it has. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String quoted(List<String> names) {
    return String.join(", ", names.stream().map(SqlCatalogue::quoted).toList());
  }
}
