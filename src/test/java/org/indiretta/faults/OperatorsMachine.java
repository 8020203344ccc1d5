package org.indiretta.faults;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.indiretta.cluster.Leftovers;
import org.indiretta.cluster.Processes;

/**
 * A machine with a browser in which an operator writes ({@link LoneTab}): a process with a clock of
 * its own that can sleep. Over a sleep its clock goes on by {@link #SLEPT_MINUTES} and what counts
 * time in it stands still, as in a machine whose lid is closed.
 */
final class OperatorsMachine implements AutoCloseable {
  static final int SLEPT_MINUTES = 10;

  /** To start, as a server; and for what it then says. */
  private static final int ANSWER_S = 120;

  /**
   * What it said.
   *
   * @param clockMs what its clock showed
   * @param atMs what the machine's showed when it was heard
   */
  record Said(String what, String of, long clockMs, long atMs) {
    boolean is(String wanted) {
      return what.equals(wanted);
    }

    long minutesAhead() {
      return Math.round((clockMs - atMs) / 60_000.0);
    }
  }

  private final Progress progress = new Progress();
  private final List<Said> said = new CopyOnWriteArrayList<>();
  private final Path clock;
  private final Process process;

  private OperatorsMachine(Path clock, Process process) {
    this.clock = clock;
    this.process = process;
    Leftovers.killAtExit(process.toHandle());
    Thread _ = Thread.ofVirtual().start(this::listen);
  }

  /** Switches it on; it goes to this door. */
  static OperatorsMachine start(Scene scene, JsonObject who) throws IOException {
    Path clock = scene.newFile("clock", "txt");
    Path _ = Files.writeString(clock, "+0s");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            LoneTab.class.getName(),
            scene.newFile("machine", "jsonl").toString());
    builder.environment().putAll(FakeTime.variables());
    builder.environment().put("FAKETIME_TIMESTAMP_FILE", clock.toString());
    builder.environment().put("FAKETIME_CACHE_DURATION", "1");
    builder.redirectError(new File(scene.newFile("machine", "log").toString()));
    Process process = builder.start();
    OperatorsMachine machine = new OperatorsMachine(clock, process);
    try (OutputStream in = process.getOutputStream()) {
      in.write(who.encode().getBytes(StandardCharsets.UTF_8));
    }
    return machine;
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonObject json = line.startsWith("{") ? new JsonObject(line) : null;
        if (json != null) {
          said.add(
              new Said(
                  json.getString("what"),
                  json.getString("of"),
                  json.getLong("clockMs"),
                  System.currentTimeMillis()));
          progress.changed();
        }
      }
    } catch (IOException e) {
      // It is switched off.
    }
  }

  /** It sleeps (SIGSTOP). */
  void sleep() throws IOException {
    Processes.signal("STOP", List.of(process.pid()));
  }

  /** It wakes, and its clock shows how long it slept. */
  void wake() throws IOException {
    Path _ = Files.writeString(clock, "+%dm".formatted(SLEPT_MINUTES));
    Processes.signal("CONT", List.of(process.pid()));
  }

  /** What it said so far. */
  List<Said> said() {
    return List.copyOf(said);
  }

  /** Waits until it says this, not counting the first so many things it said. */
  void await(String what, int after) throws InterruptedException {
    progress.await(
        "the machine says " + what,
        ANSWER_S,
        () -> said.stream().skip(after).anyMatch(each -> each.is(what)));
  }

  @Override
  public void close() throws IOException {
    if (!Processes.await(process.destroyForcibly(), ANSWER_S)) {
      throw new IOException("the operator's machine is still there");
    }
  }
}
