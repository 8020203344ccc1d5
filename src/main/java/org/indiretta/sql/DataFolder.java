package org.indiretta.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A server's data folder, as programs beside that server see it. They leave it as it is. */
public final class DataFolder {
  /** The line of postmaster.pid that holds the port, from 0. */
  private static final int PORT_LINE = 3;

  private DataFolder() {}

  /** Whether there are data in it, however old. */
  public static boolean hasData(Path folder) {
    return Files.exists(folder.resolve("postgres/cluster/PG_VERSION"));
  }

  /**
   * Where the PostgreSQL of the server listens that is running on it; empty when none runs.
   *
   * @throws DatabaseRefused when that server is just starting or stopping
   */
  public static Optional<DatabaseUrl> running(Path folder) {
    Path home = folder.toAbsolutePath().normalize().resolve("postgres");
    try {
      if (!hasData(folder) || !DataFolderLock.isTaken(folder)) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(home.resolve("cluster/postmaster.pid"));
      int port = Integer.parseInt(lines.get(PORT_LINE).strip());
      return Optional.of(
          EmbeddedPostgres.at(port, Files.readString(home.resolve("password")).strip()));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new DatabaseRefused(
          "The server that uses the data folder %s is just starting or stopping its PostgreSQL: try again in a moment."
              .formatted(folder.toAbsolutePath()),
          e);
    }
  }
}
