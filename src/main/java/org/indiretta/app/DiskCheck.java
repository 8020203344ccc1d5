package org.indiretta.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Looks at the room on the disks that this machine writes to. */
final class DiskCheck {
  /** With less a PostgreSQL soon stops, in bytes. */
  static final long LEAST_BYTES = 2L * 1024 * 1024 * 1024;

  /** Room for more than half a million erasures, in bytes. */
  static final long LEAST_LIST_BYTES = 64L * 1024 * 1024;

  private static final String ABOUT = "disk";

  private DiskCheck() {}

  static List<Finding> look(Settings.Storage settings) {
    List<Finding> findings = new ArrayList<>();
    if (settings.databaseUrl().isEmpty()) {
      findings.add(
          room("of the data folder", settings.dataDir(), LEAST_BYTES, "before PostgreSQL stops"));
    } else {
      findings.add(
          Finding.note(
              ABOUT, "the database's was not looked at: see on its machine that there is room"));
    }
    settings
        .erasures()
        .ifPresentOrElse(
            file -> {
              findings.add(list(file));
              findings.add(
                  room(
                      "of the list of erasures",
                      file,
                      LEAST_LIST_BYTES,
                      "or what is erased is not in the list"));
            },
            () ->
                findings.add(
                    Finding.note(
                        "erasures",
                        "erasures.file names no list: after a restore, what was erased since the backup is there again")));
    return findings;
  }

  private static Finding room(String what, Path folder, long least, String otherwise) {
    try {
      FileStore store = Files.getFileStore(existing(folder));
      String said =
          "%s: %.1f of %.1f GiB are free"
              .formatted(what, gib(store.getUsableSpace()), gib(store.getTotalSpace()));
      return store.getUsableSpace() < least
          ? Finding.wrong(ABOUT, "%s: make room, %s".formatted(said, otherwise))
          : Finding.ok(ABOUT, said);
    } catch (IOException e) {
      return Finding.wrong(ABOUT, "%s cannot be looked at: %s".formatted(what, e.getMessage()));
    }
  }

  private static Finding list(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return Finding.wrong(
          "erasures",
          "%s cannot be written: %s is not there. Mount its disk, or make it"
              .formatted(file, folder));
    }
    return canBeWritten(file)
        ? Finding.ok("erasures", "are listed in " + file)
        : Finding.wrong(
            "erasures",
            "%s cannot be written: give %s to the server's account"
                .formatted(file, Files.isRegularFile(file) ? file : folder));
  }

  /** Tried, and not looked up: root may do what a volume that is read-only does not let it do. */
  private static boolean canBeWritten(Path file) {
    try {
      if (Files.exists(file)) {
        FileChannel.open(file, StandardOpenOption.APPEND).close();
      } else {
        Files.delete(Files.createTempFile(file.toAbsolutePath().getParent(), ".doctor-", ""));
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The path, or the folder above it in which it will be made. */
  private static Path existing(Path path) {
    Path there = path.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    return there;
  }

  private static double gib(long bytes) {
    return bytes / (1024.0 * 1024 * 1024);
  }
}
