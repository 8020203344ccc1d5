package org.indiretta.app;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.indiretta.backup.Contents;
import org.indiretta.backup.ErasureCopy;
import org.indiretta.backup.SqlLoad;
import org.indiretta.sql.Database;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.SqlClock;
import org.indiretta.transcript.SqlErasures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a backup back into an empty database, and erases again what was erased since. */
@Command(
    name = "restore",
    description = "Bring a backup back into an empty database.",
    mixinStandardHelpOptions = true)
final class RestoreCommand extends ConfiguredCommand {
  /** Nobody waits here, and a part of a list with large files takes its time: 5 min at most. */
  private static final Database.Limits LIMITS =
      new Database.Limits(2, SqlErasures.BATCH, 1_500, 300_000);

  @Parameters(paramLabel = "FILE", description = "a file that backup made")
  Path file;

  @Option(
      names = "--erasures",
      paramLabel = "FILE",
      description =
          "a list of erasures (erasures.file, or the command erasures): what was erased after the"
              + " backup is erased again; may be given for each server's list")
  List<Path> lists = List.of();

  @Option(
      names = "--send-waiting",
      description =
          "send the mails and short messages that waited at that moment and are not known to have"
              + " been sent since; without it they are named and given up")
  boolean sendWaiting;

  @Override
  public Integer call() {
    Settings settings = reader().read();
    LogOutput.configure(settings.log());
    try (ReachedDatabase database = ReachedDatabase.alone(settings.storage())) {
      DatabaseUrl url = database.url();
      Contents restored =
          SqlLoad.load(
              file,
              url,
              saved -> lists.forEach(list -> ErasureCopy.check(list, saved.takenAt())),
              table ->
                  System.out.printf("The table %s is not of InDiretta; it was left out%n", table));
      System.out.printf(
          "Restored as of %s: %d rows of %d tables%n",
          restored.takenAt(), restored.rows(), restored.tables().size());
      eraseAgain(url, restored);
      if (!sendWaiting) {
        giveUpWaiting(url);
      }
      SqlLoad.finish(url);
    }
    System.out.println(
        "A server can be started on it now. Staff sign in anew, and who had an invitation needs a"
            + " new one. Accounts and settings are those of that moment: look through them.");
    return 0;
  }

  private void giveUpWaiting(DatabaseUrl url) {
    List<SqlLoad.Unsent> unsent = SqlLoad.giveUpWaiting(url);
    if (unsent.isEmpty()) {
      return;
    }
    System.out.printf(
        "%d mails and short messages waited then and are given up, so that nobody gets one twice%s:%n",
        unsent.size(), lists.isEmpty() ? "; without --erasures some may have been sent since" : "");
    for (SqlLoad.Unsent each : unsent) {
      System.out.printf(
          "  %s %s %s%s%n",
          each.createdAt(),
          each.kind(),
          each.to(),
          each.subject() == null ? "" : ": " + each.subject());
    }
  }

  private void eraseAgain(DatabaseUrl url, Contents restored) {
    if (lists.isEmpty()) {
      System.out.printf(
          "Without --erasures: what was erased by hand after %s is there again, and tokens and codes ended since are good again%n",
          restored.takenAt());
      return;
    }
    Vertx vertx = Vertx.vertx();
    try {
      Database database = Database.open(vertx, url, LIMITS).await();
      SqlClock clock = SqlClock.start(vertx, database).await();
      if (restored.takenAt().isBefore(clock.now().minus(SqlErasures.KNOWN))) {
        System.out.printf(
            "It is older than %d days: not all is known that was erased since%n",
            SqlErasures.KNOWN.toDays());
      }
      for (Path list : lists) {
        System.out.printf(
            "Erased again what %s names: %d since the backup%n",
            list, ErasureCopy.again(database, list, restored.takenAt(), clock.now()));
      }
    } finally {
      vertx.close().await();
    }
  }
}
