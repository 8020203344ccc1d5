package org.indiretta.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.indiretta.cluster.FreePorts;
import org.indiretta.cluster.PostgresProcess;
import org.indiretta.cluster.ServerProcess;

/**
 * The classes of the jar as a JVM keeps them in memory (class data sharing), so that the many
 * servers of the programs start sooner and leave the machine to what is measured. Made once per jar
 * by a server that starts and stops; a server of another class path takes no notice of it.
 */
final class ClassArchive {
  private static final Path FOLDER = Path.of("target", "faults-classes");

  private ClassArchive() {}

  /**
   * Sets a server up with the jar that the programs run with and the archive of its classes;
   * nothing changes where they run without a jar, as in the tests of one class.
   */
  static void use(ServerProcess node, Scene scene) throws IOException {
    Optional<Path> jar = jar();
    if (jar.isPresent()) {
      Path archive = of(jar.get(), scene.folder().resolve("classes"));
      node.classPath(jar.get().toString())
          .jvm("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:class+path=off");
    }
  }

  private static Optional<Path> jar() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith("indiretta.jar"))
        .findFirst()
        .map(Path::of);
  }

  private static synchronized Path of(Path jar, Path folder) throws IOException {
    String version = Files.size(jar) + "-" + Files.getLastModifiedTime(jar).toMillis();
    Path archive = FOLDER.resolve(version + ".jsa").toAbsolutePath();
    if (!Files.exists(archive)) {
      removeOld();
      Path unfinished = FOLDER.resolve("unfinished.jsa").toAbsolutePath();
      make(jar, unfinished, folder);
      Files.move(unfinished, archive);
    }
    return archive;
  }

  private static void make(Path jar, Path archive, Path folder) throws IOException {
    try (PostgresProcess postgres = PostgresProcess.start(folder.resolve("postgres"));
        ServerProcess server = new ServerProcess("classes", folder)) {
      server
          .classPath(jar.toString())
          .with("INDIRETTA_DATABASE_URL", postgres.url())
          .with("INDIRETTA_REDIS_URL", "redis://127.0.0.1:" + FreePorts.next())
          .jvm("-XX:ArchiveClassesAtExit=" + archive)
          .start();
      server.stop();
    }
    if (!Files.exists(archive)) {
      throw new IOException("no archive of classes was made; the log is in " + folder);
    }
  }

  private static void removeOld() throws IOException {
    Files.createDirectories(FOLDER);
    try (var files = Files.newDirectoryStream(FOLDER)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
