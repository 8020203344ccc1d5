package org.indiretta.app;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.indiretta.backup.ErasureCopy;
import org.indiretta.sql.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Writes what was erased into a list, while the server runs; into one that is there already only
 * what is new.
 */
@Command(
    name = "erasures",
    description = "Write what was erased into a list (ids only), for restore --erasures.",
    mixinStandardHelpOptions = true)
final class ErasuresCommand extends ConfiguredCommand {
  @Parameters(paramLabel = "FILE", description = "a new list, or an older one that is continued")
  Path file;

  @Override
  public Integer call() {
    Settings settings = reader().read();
    LogOutput.configure(settings.log());
    Vertx vertx = Vertx.vertx();
    try (ReachedDatabase reached = ReachedDatabase.existing(settings.storage())) {
      Database database = Database.open(vertx, reached.url(), Database.Limits.DEFAULT).await();
      try (ErasureCopy copy = new ErasureCopy(vertx, database, file.toAbsolutePath())) {
        System.out.printf("%d erasures were added to %s%n", copy.round().await(), file);
      }
      return 0;
    } finally {
      vertx.close().await();
    }
  }
}
