package org.indiretta.sql;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked from the jar into a folder of the disk once per version. */
final class PostgresBinaries {
  /**
   * The major version of the programs inside the jar; a cluster of another one cannot be opened.
   */
  static final int MAJOR = 17;

  private PostgresBinaries() {}

  /**
   * The folder with {@code bin} and {@code lib}, unpacked under {@code parent} when it is not there
   * yet; folders of other versions are removed.
   */
  static Path unpacked(Path parent) throws IOException {
    String name = "postgres-linux-" + architecture() + ".txz";
    URL archive = PostgresBinaries.class.getClassLoader().getResource(name);
    if (archive == null) {
      throw new DatabaseRefused(
          "This InDiretta holds no PostgreSQL for %s on %s: use one of your own with INDIRETTA_DATABASE_URL."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    URLConnection connection = archive.openConnection();
    Path folder = parent.resolve("programs-" + MAJOR + "-" + connection.getContentLengthLong());
    try (InputStream bytes = connection.getInputStream()) {
      if (!Files.isDirectory(folder)) {
        removeOthers(parent, folder);
        Path unfinished = parent.resolve("unfinished-" + ProcessHandle.current().pid());
        removeTree(unfinished);
        unpack(bytes, unfinished);
        moveUnlessThere(unfinished, folder);
      }
    }
    return folder;
  }

  private static String architecture() {
    return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> "unknown";
    };
  }

  private static void unpack(InputStream bytes, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(bytes)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("an entry points outside of the folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(target.getParent());
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
          boolean executable = (entry.getMode() & 0100) != 0;
          if (!target.toFile().setExecutable(executable, false) && executable) {
            throw new IOException("cannot make " + target + " executable");
          }
        }
      }
    }
  }

  private static void moveUnlessThere(Path unfinished, Path folder) throws IOException {
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      removeTree(unfinished);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static void removeOthers(Path parent, Path wanted) throws IOException {
    List<Path> old;
    try (Stream<Path> entries = Files.list(parent)) {
      // Another process may have unpacked the wanted ones in the meantime.
      old =
          entries
              .filter(p -> p.getFileName().toString().startsWith("programs-") && !p.equals(wanted))
              .toList();
    }
    for (Path folder : old) {
      removeTree(folder);
    }
  }

  /** Removes a folder and all in it; one that is not there is fine. */
  static void removeTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> paths = Files.walk(folder)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
