package org.indiretta.app;

import io.vertx.core.Vertx;
import java.util.Optional;
import org.indiretta.sql.Database;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.EmbeddedPostgres;
import org.indiretta.sql.Migrations;
import org.indiretta.sql.SqlClock;
import org.indiretta.transcript.AppendLimits;

/**
 * The open database, with the embedded PostgreSQL behind it when no other was named.
 *
 * @param appends the pool of the transcript log alone: its commits wait for nobody else's queries
 */
record Storage(
    Optional<EmbeddedPostgres> embedded,
    Database database,
    Database appends,
    AppendLimits appendLimits,
    SqlClock clock)
    implements AutoCloseable {

  /**
   * Starts, migrates and opens; blocks. Fails with {@link org.indiretta.sql.DatabaseRefused}, which
   * says what to do.
   */
  static Storage open(Vertx vertx, Settings.Storage settings) {
    Optional<EmbeddedPostgres> embedded =
        settings.databaseUrl().isPresent()
            ? Optional.empty()
            : Optional.of(EmbeddedPostgres.start(settings.dataDir()));
    try {
      DatabaseUrl url =
          embedded
              .map(EmbeddedPostgres::url)
              .orElseGet(() -> DatabaseUrl.parse(settings.databaseUrl().orElseThrow()));
      AppendLimits appends =
          AppendLimits.DEFAULT.with(settings.batchLimit(), settings.batchCommits());
      Database database = Database.open(vertx, url, limits(settings)).await();
      database.starting();
      Migrations.runUnlessCurrent(vertx, database, url).await();
      return new Storage(
          embedded,
          database,
          Database.open(vertx, url, appends.pool()).await(),
          appends,
          SqlClock.start(vertx, database).await());
    } catch (Exception e) {
      embedded.ifPresent(EmbeddedPostgres::close);
      throw e;
    }
  }

  private static Database.Limits limits(Settings.Storage settings) {
    Database.Limits usual = Database.Limits.DEFAULT;
    return new Database.Limits(
        settings.poolSize(), usual.waiting(), usual.connectMs(), usual.callMs());
  }

  @Override
  public void close() {
    try {
      appends.close().await();
      database.close().await();
    } finally {
      embedded.ifPresent(EmbeddedPostgres::close);
    }
  }
}
