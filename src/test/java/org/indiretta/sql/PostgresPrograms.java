package org.indiretta.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The product's own PostgreSQL programs, for a PostgreSQL that stands beside several servers. */
public final class PostgresPrograms {
  private static final Path SHARED = Path.of("target", "test-postgres");

  private final PostgresCommands commands;

  private PostgresPrograms(PostgresCommands commands) {
    this.commands = commands;
  }

  /** Unpacked once for all tests; {@code home} is the folder that PostgreSQL writes to. */
  public static PostgresPrograms in(Path home) throws IOException {
    Files.createDirectories(SHARED);
    Path programs = PostgresBinaries.unpacked(SHARED.toAbsolutePath());
    return new PostgresPrograms(PostgresCommands.in(programs, home));
  }

  /** Runs one to its end; another exit code than 0 is an {@link IOException} with its output. */
  public void run(String program, String... arguments) throws IOException {
    commands.run(program, arguments);
  }

  /** The configuration of the embedded PostgreSQL, on this port. */
  public static String settings(int port) {
    return PostgresSettings.text(port);
  }
}
