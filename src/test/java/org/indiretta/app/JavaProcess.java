package org.indiretta.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The command line as a process of its own, in a folder of its own: the class of the jar's
 * manifest, with the flags of the manifest.
 */
final class JavaProcess implements AutoCloseable {
  private static final int WAIT_S = 90;
  private static final long LOOK_AGAIN_MS = 20;

  private final Process process;
  private final Path out;
  private final Path err;

  /** How it ended and what it said. */
  record Ended(int code, String out, String err) {}

  private JavaProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it; the environment has no settings but these. */
  static JavaProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(List.of(), folder, environment, arguments);
  }

  private static JavaProcess start(
      List<String> wrapper, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Launcher.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("INDIRETTA_"));
    builder.environment().putAll(environment);
    Path out = Files.createTempFile(folder, "process-", ".out");
    Path err = Files.createTempFile(folder, "process-", ".err");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new JavaProcess(builder.start(), out, err);
  }

  /** Runs it to its end. */
  static Ended run(Path folder, Map<String, String> environment, String... arguments)
      throws Exception {
    return ended(start(folder, environment, arguments));
  }

  /** The same where no file can be larger than so many KiB, as where a disk has no more room. */
  static Ended runWithLittleRoom(int kib, Path folder, String... arguments) throws Exception {
    List<String> wrapper = List.of("bash", "-c", "ulimit -f " + kib + "; exec \"$@\"", "bash");
    // Its own figures would be such a file.
    return ended(
        start(wrapper, folder, Map.of("JAVA_TOOL_OPTIONS", "-XX:-UsePerfData"), arguments));
  }

  private static Ended ended(JavaProcess started) throws Exception {
    try (JavaProcess process = started) {
      if (!process.process.waitFor(WAIT_S, TimeUnit.SECONDS)) {
        throw new AssertionError("it goes on and on:\n" + process.out() + process.err());
      }
      return new Ended(process.process.exitValue(), process.out(), process.err());
    }
  }

  /** Waits until its standard output has a whole line with this text. */
  void awaitOut(String text) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_S);
    while (!hasLine(text)) {
      boolean ended = process.waitFor(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
      if ((ended && !hasLine(text)) || System.nanoTime() > deadline) {
        throw new AssertionError("'" + text + "' was not said:\n" + out() + err());
      }
    }
  }

  private boolean hasLine(String text) throws IOException {
    String out = out();
    int at = out.indexOf(text);
    return at >= 0 && out.indexOf('\n', at) >= 0;
  }

  /** What it wrote to standard output until now. */
  String out() throws IOException {
    return read(out);
  }

  /** What it wrote to standard error until now. */
  String err() throws IOException {
    return read(err);
  }

  /** As far as it is written: a letter of which half is there is no fault. */
  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }

  /** Ends it (SIGTERM) and waits, so that it has said all it says; by force when it does not go. */
  void stop() {
    process.destroy();
    try {
      if (process.waitFor(WAIT_S, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Process _ =
        process
            .destroyForcibly()
            .onExit()
            .completeOnTimeout(process, WAIT_S, TimeUnit.SECONDS)
            .join();
    if (process.isAlive()) {
      throw new AssertionError("it is still there " + WAIT_S + " s after it was killed");
    }
  }

  @Override
  public void close() {
    stop();
  }
}
