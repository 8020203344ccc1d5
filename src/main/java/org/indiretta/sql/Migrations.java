package org.indiretta.sql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schema up to date: forward only, under Flyway's advisory lock, so that nodes may start
 * together.
 */
public final class Migrations {
  /** The version of the newest file in {@code db/migration}; a test holds them together. */
  static final String NEWEST = "20";

  private static final int ASK_AGAIN_MS = 250;

  /** The last version, and one more row for each migration that failed. */
  private static final Sql APPLIED =
      Sql.of(
          """
          SELECT version, obj_description('flyway_schema_history'::regclass, 'pg_class') AS remark
          FROM flyway_schema_history
          WHERE NOT success
             OR installed_rank = (SELECT max(installed_rank) FROM flyway_schema_history)
          """);

  /** The table in which what was applied is written. */
  public static final String HISTORY = "flyway_schema_history";

  /** Stands as the table's comment while a restore is under way: half a city is not served. */
  public static final String RESTORING = "indiretta: a restore is under way";

  /**
   * A migration whose server was killed ends within this time, and its lock with it: PostgreSQL
   * itself would go on to the end of a long statement for nobody.
   */
  static final String NOBODY_LISTENS = "2s";

  /** A PostgreSQL on a system that cannot look (Windows) goes on to the end of the statement. */
  private static final String GIVE_UP =
      """
      DO $$ BEGIN
        SET client_connection_check_interval = '%s';
      EXCEPTION WHEN OTHERS THEN NULL;
      END $$
      """
          .formatted(NOBODY_LISTENS);

  /**
   * Flyway's lock is that of the session, and one connection does it all: a change and its row in
   * {@link #HISTORY} are committed together. With the lock of a transaction, as is its habit, it
   * takes two connections, and a server killed between the two commits left a change that the next
   * start made again, in vain.
   */
  private static final Map<String, String> ONE_CONNECTION =
      Map.of("flyway.postgresql.transactional.lock", "false");

  private Migrations() {}

  /** The newest version of the schema that this InDiretta knows. */
  public static int newest() {
    return Integer.parseInt(NEWEST);
  }

  /**
   * Blocks; call it from a virtual or worker thread. A failure is a {@link DatabaseRefused}; a
   * database that cannot be reached is asked again for {@link Database#PATIENCE_S}.
   */
  public static void run(DatabaseUrl url) {
    run(url, newest());
  }

  /** The same, but no further than to a version: what an older backup is loaded into. */
  public static void run(DatabaseUrl url, int version) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Database.PATIENCE_S);
    while (true) {
      try {
        migrate(url, version);
        return;
      } catch (FlywayException e) {
        if (!isAway(e) || System.nanoTime() > deadline) {
          throw new DatabaseRefused(
              ("The schema of the database %s could not be brought up to date: %s. Nothing was half"
                      + " done: a change that did not end is not there. Mend the cause and start"
                      + " again.")
                  .formatted(url, e.getMessage()),
              e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ASK_AGAIN_MS));
      }
    }
  }

  /** A new database has no such table (42P01). */
  private static Future<List<String>> newDatabase(Throwable fault) {
    return fault instanceof PgException e && "42P01".equals(e.getSqlState())
        ? Future.succeededFuture(List.of())
        : Future.failedFuture(fault);
  }

  private static void migrate(DatabaseUrl url, int version) {
    var _ =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(url.jdbc(), url.user(), url.password())
            .locations("classpath:db/migration")
            .communityDBSupportEnabled(false)
            .failOnMissingLocations(true)
            .initSql(GIVE_UP)
            .configuration(ONE_CONNECTION)
            .target(Integer.toString(version))
            .load()
            .migrate();
  }

  private static String unlessRestoring(Row row, DatabaseUrl url) {
    if (RESTORING.equals(row.getString("remark"))) {
      throw new DatabaseRefused(
          ("A restore into the database %s was interrupted, and what is in it is not whole: run the"
                  + " same restore again, it begins anew by itself.")
              .formatted(url));
    }
    return row.getString("version");
  }

  /** Class 08 (cannot connect) and 57P03 (starting up). */
  private static boolean isAway(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("08") || sql.getSQLState().equals("57P03");
      }
    }
    return false;
  }

  /**
   * The same on a worker thread, but only when the schema is not at {@link #NEWEST} already:
   * loading Flyway takes a second of the start.
   */
  public static Future<Void> runUnlessCurrent(Vertx vertx, Database database, DatabaseUrl url) {
    return database
        .list(APPLIED.bound(), row -> unlessRestoring(row, url))
        .recover(Migrations::newDatabase)
        .compose(
            applied ->
                applied.equals(List.of(NEWEST))
                    ? Future.succeededFuture()
                    : vertx.executeBlocking(
                        () -> {
                          run(url);
                          return null;
                        }));
  }
}
