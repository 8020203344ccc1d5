package org.indiretta.sql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schema up to date: forward only, under Flyway's advisory lock, so that nodes may start
 * together.
 */
public final class Migrations {
  private static final int ASK_AGAIN_MS = 250;

  private Migrations() {}

  /**
   * Blocks; call it from a virtual or worker thread. A failure is a {@link DatabaseRefused}; a
   * database that cannot be reached is asked again for {@link Database#PATIENCE_S}.
   */
  public static void run(DatabaseUrl url) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Database.PATIENCE_S);
    while (true) {
      try {
        migrate(url);
        return;
      } catch (FlywayException e) {
        if (!isAway(e) || System.nanoTime() > deadline) {
          throw new DatabaseRefused(
              ("The schema of the database %s could not be brought up to date: %s. Nothing was half"
                      + " done; mend the cause and start again.")
                  .formatted(url, e.getMessage()),
              e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ASK_AGAIN_MS));
      }
    }
  }

  private static void migrate(DatabaseUrl url) {
    var _ =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(url.jdbc(), url.user(), url.password())
            .locations("classpath:db/migration")
            .communityDBSupportEnabled(false)
            .failOnMissingLocations(true)
            .load()
            .migrate();
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

  /** The same off the event loop. */
  public static Future<Void> run(Vertx vertx, DatabaseUrl url) {
    return vertx.executeBlocking(
        () -> {
          run(url);
          return null;
        });
  }
}
