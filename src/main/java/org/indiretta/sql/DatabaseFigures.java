package org.indiretta.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a database fares, for people who ask; nothing is changed in it.
 *
 * @param unsafe the settings that are off and would lose what was acknowledged (P1)
 * @param schema the version of the tables; empty when no InDiretta has used it
 * @param restoring a restore was begun and has not come to its end
 * @param used connections in use, this one included
 * @param most connections that a server of ours may get in all
 * @param pingMs the median time of a query, in milliseconds
 * @param commitMs the median time until a commit is on its disk, in milliseconds
 * @param ahead how far its clock is ahead of this machine's; negative: behind
 */
public record DatabaseFigures(
    String version,
    List<String> unsafe,
    OptionalInt schema,
    boolean restoring,
    int used,
    int most,
    double pingMs,
    double commitMs,
    Duration ahead) {

  private static final int ROUNDS = 11;

  /** Of what others do, a role that is no superuser sees in {@code pg_stat_activity} no kind. */
  private static final String SERVER =
      """
      SELECT current_setting('server_version') AS version,
             (SELECT sum(numbackends) FROM pg_stat_database) AS used,
             current_setting('max_connections')::int
               - current_setting('superuser_reserved_connections')::int AS most,
             to_regclass('flyway_schema_history') IS NOT NULL AS has_schema
      """;

  private static final String SCHEMA =
      """
      SELECT max(version::int) FILTER (WHERE success) AS version,
             obj_description('flyway_schema_history'::regclass, 'pg_class') AS remark
      FROM flyway_schema_history
      """;

  /** A row of the log that nobody reads, and that must be on the disk like any other. */
  private static final String COMMIT =
      "SELECT pg_logical_emit_message(true, 'indiretta', 'how long does a commit take?')";

  private static final String NOW = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint";

  /**
   * Asks; blocks for some dozens of queries.
   *
   * @param machine this machine's own clock, right or wrong
   */
  public static DatabaseFigures read(DatabaseUrl url, InstantSource machine) throws SQLException {
    try (Connection connection = url.connect();
        Statement statement = connection.createStatement()) {
      List<String> unsafe = new ArrayList<>();
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        if ("off".equals(text(statement, "SELECT current_setting('" + setting + "')"))) {
          unsafe.add(setting);
        }
      }
      OptionalInt schema = OptionalInt.empty();
      boolean restoring = false;
      String version;
      int used;
      int most;
      boolean hasSchema;
      try (ResultSet row = statement.executeQuery(SERVER)) {
        boolean _ = row.next();
        version = row.getString("version");
        used = row.getInt("used");
        most = row.getInt("most");
        hasSchema = row.getBoolean("has_schema");
      }
      if (hasSchema) {
        try (ResultSet row = statement.executeQuery(SCHEMA)) {
          boolean _ = row.next();
          schema = OptionalInt.of(row.getInt("version"));
          restoring = Migrations.RESTORING.equals(row.getString("remark"));
        }
      }
      return new DatabaseFigures(
          version,
          List.copyOf(unsafe),
          schema,
          restoring,
          used,
          most,
          medianMs(statement, "SELECT 1"),
          medianMs(statement, COMMIT),
          ahead(statement, machine));
    }
  }

  private static double medianMs(Statement statement, String query) throws SQLException {
    double[] took = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long began = System.nanoTime();
      String _ = text(statement, query);
      took[i] = (System.nanoTime() - began) / 1e6;
    }
    Arrays.sort(took);
    return took[ROUNDS / 2];
  }

  private static Duration ahead(Statement statement, InstantSource machine) throws SQLException {
    Instant before = machine.instant();
    Instant there = Instant.ofEpochMilli(Long.parseLong(text(statement, NOW)));
    Duration way = Duration.between(before, machine.instant());
    return Duration.between(before.plus(way.dividedBy(2)), there);
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getString(1) : null;
    }
  }
}
