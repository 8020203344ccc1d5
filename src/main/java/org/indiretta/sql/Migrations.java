package org.indiretta.sql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schema up to date: forward only, under Flyway's advisory lock, so that nodes may start
 * together.
 */
public final class Migrations {
  private Migrations() {}

  /** Blocks; call it from a virtual or worker thread. A failure is a {@link DatabaseRefused}. */
  public static void run(DatabaseUrl url) {
    try {
      var _ =
          Flyway.configure(Migrations.class.getClassLoader())
              .dataSource(url.jdbc(), url.user(), url.password())
              .locations("classpath:db/migration")
              .communityDBSupportEnabled(false)
              .failOnMissingLocations(true)
              .load()
              .migrate();
    } catch (FlywayException e) {
      throw new DatabaseRefused(
          ("The schema of the database %s could not be brought up to date: %s. Nothing was half"
                  + " done; mend the cause and start again.")
              .formatted(url, e.getMessage()),
          e);
    }
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
