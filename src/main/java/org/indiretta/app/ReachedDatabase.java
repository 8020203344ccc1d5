package org.indiretta.app;

import java.util.Optional;
import org.indiretta.sql.DataFolder;
import org.indiretta.sql.DatabaseRefused;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.EmbeddedPostgres;

/**
 * The database for a command beside a server: the one that was named; the embedded one of a running
 * server; or, where none runs, the embedded one, started for as long as the command takes.
 *
 * @param started empty when it runs without us
 */
record ReachedDatabase(DatabaseUrl url, Optional<EmbeddedPostgres> started)
    implements AutoCloseable {

  /** One that is there. A data folder without data is a {@link DatabaseRefused}. */
  static ReachedDatabase existing(Settings.Storage settings) {
    if (settings.databaseUrl().isPresent()) {
      return named(settings);
    }
    Optional<DatabaseUrl> running = DataFolder.running(settings.dataDir());
    if (running.isPresent()) {
      return new ReachedDatabase(running.get(), Optional.empty());
    }
    if (!DataFolder.hasData(settings.dataDir())) {
      throw new DatabaseRefused(
          "There is no database in the data folder %s: start this in the folder in which the server is started, or say INDIRETTA_DATA_DIR or INDIRETTA_DATABASE_URL as the server has it."
              .formatted(settings.dataDir().toAbsolutePath()));
    }
    return own(settings);
  }

  /** One that nobody else uses now, made when it is not there. */
  static ReachedDatabase alone(Settings.Storage settings) {
    return settings.databaseUrl().isPresent() ? named(settings) : own(settings);
  }

  private static ReachedDatabase named(Settings.Storage settings) {
    return new ReachedDatabase(
        DatabaseUrl.parse(settings.databaseUrl().orElseThrow()), Optional.empty());
  }

  private static ReachedDatabase own(Settings.Storage settings) {
    EmbeddedPostgres started = EmbeddedPostgres.start(settings.dataDir());
    return new ReachedDatabase(started.url(), Optional.of(started));
  }

  @Override
  public void close() {
    started.ifPresent(EmbeddedPostgres::close);
  }
}
