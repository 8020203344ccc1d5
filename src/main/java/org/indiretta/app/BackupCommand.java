package org.indiretta.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.indiretta.backup.Contents;
import org.indiretta.backup.SqlDump;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Saves everything that is stored into one new file, while the server runs. */
@Command(
    name = "backup",
    description = "Save everything that is stored into one new file, while the server runs.",
    mixinStandardHelpOptions = true)
final class BackupCommand extends ConfiguredCommand {
  @Parameters(paramLabel = "FILE", description = "a new file; it holds what people wrote")
  Path file;

  @Override
  public Integer call() {
    Settings settings = reader().read();
    LogOutput.configure(settings.log());
    try (ReachedDatabase database = ReachedDatabase.existing(settings.storage())) {
      Contents saved = SqlDump.save(database.url(), file.toAbsolutePath());
      System.out.printf(
          "Saved as of %s: %d rows of %d tables (version %d, PostgreSQL %s) in %s, %d bytes%n",
          saved.takenAt(),
          saved.rows(),
          saved.tables().size(),
          saved.schema(),
          saved.postgres(),
          file,
          Files.size(file));
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
