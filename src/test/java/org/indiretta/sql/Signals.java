package org.indiretta.sql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sends signals to a PostgreSQL that a test started. */
public final class Signals {
  private Signals() {}

  /** To the postmaster and all its backends, so that nobody of them answers. */
  public static void toAll(String signal, EmbeddedPostgres postgres)
      throws IOException, InterruptedException {
    ProcessHandle postmaster = ProcessHandle.of(postgres.pid().orElseThrow()).orElseThrow();
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    command.add(Long.toString(postmaster.pid()));
    postmaster.descendants().forEach(p -> command.add(Long.toString(p.pid())));
    run(command);
  }

  /** To one process. */
  public static void to(String signal, long pid) throws IOException, InterruptedException {
    run(List.of("kill", "-" + signal, Long.toString(pid)));
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    int _ = new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
