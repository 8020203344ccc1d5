package org.indiretta.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code initdb} and {@code pg_ctl}. PostgreSQL refuses to run as root; there it is started in
 * a user namespace of its own ({@code unshare --user}), where the same files belong to nobody in
 * particular, or, where namespaces are forbidden, as the user {@code nobody}.
 */
final class PostgresCommands {
  private static final int LONGEST_RUN_S = 120;
  private static final String NOBODY = "65534:65534";

  private final Path programs;
  private final Path home;
  private final List<String> prefix;

  private PostgresCommands(Path programs, Path home, List<String> prefix) {
    this.programs = programs;
    this.home = home;
    this.prefix = prefix;
  }

  /** Finds out how PostgreSQL can be started here; {@code home} is the folder it writes to. */
  static PostgresCommands in(Path programs, Path home) throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new PostgresCommands(programs, home, List.of());
    }
    if (works(List.of("unshare", "--user", "true"))) {
      return new PostgresCommands(programs, home, List.of("unshare", "--user"));
    }
    List<String> asNobody =
        List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
    List<String> canRead = new ArrayList<>(asNobody);
    canRead.addAll(List.of("test", "-x", programs.resolve("bin/postgres").toString()));
    if (works(List.of("chown", "-R", NOBODY, home.toString())) && works(canRead)) {
      return new PostgresCommands(programs, home, asNobody);
    }
    throw new DatabaseRefused(
        "PostgreSQL does not run as root, and here it can be given no other user: start InDiretta"
            + " as a user of its own, or use another PostgreSQL with INDIRETTA_DATABASE_URL.");
  }

  /**
   * Runs one program to its end; another exit code than 0 is an {@link IOException} with its
   * output.
   */
  void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(programs.resolve("bin").resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    if (prefix.contains("setpriv") && !works(List.of("chown", "-R", NOBODY, home.toString()))) {
      throw new IOException("cannot give " + home + " to the user nobody");
    }
    Path output = Files.createTempFile(home, program, ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!finished(process)) {
        process.destroyForcibly();
        throw new IOException(program + " did not end within " + LONGEST_RUN_S + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            program + " failed: " + Files.readString(output, StandardCharsets.UTF_8).strip());
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static boolean works(List<String> command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return finished(process) && process.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  private static boolean finished(Process process) throws IOException {
    try {
      return process.waitFor(LONGEST_RUN_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IOException("interrupted", e);
    }
  }
}
