package org.indiretta.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.indiretta.cluster.Processes;
import org.indiretta.sql.DatabaseUrl;

/**
 * One command of the jar, in a process of its own, to its end.
 *
 * @param seconds from its start to its end
 */
record CommandRun(int code, String said, double seconds) {
  private static final int LONGEST_S = 120;

  /** With a heap of so many MiB. */
  static CommandRun of(Path log, DatabaseUrl database, int heapMb, String... arguments)
      throws IOException {
    long began = System.nanoTime();
    Process process = start(log, database, heapMb, arguments);
    if (!Processes.await(process, LONGEST_S)) {
      process.destroyForcibly();
      throw new IOException(arguments[0] + " goes on and on: " + Files.readString(log));
    }
    return new CommandRun(
        process.exitValue(), Files.readString(log), (System.nanoTime() - began) / 1e9);
  }

  /** Starts it; it is on its own. */
  static Process start(Path log, DatabaseUrl database, int heapMb, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMb + "m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "org.indiretta.app.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.startsWith("INDIRETTA_"));
    String _ =
        builder
            .environment()
            .put(
                "INDIRETTA_DATABASE_URL",
                "postgresql://%s:%s@%s:%d/%s"
                    .formatted(
                        database.user(),
                        database.password(),
                        database.host(),
                        database.port(),
                        database.database()));
    builder.redirectOutput(log.toFile());
    return builder.start();
  }
}
