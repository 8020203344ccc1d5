package org.indiretta.bench;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server as a process of its own, pinned to a core, with its output in a file. */
final class ServerProcess implements Closeable {
  /** The core of the server and its PostgreSQL. */
  static final int SERVER_CORE = 0;

  /** The core of the generator. */
  static final int GENERATOR_CORE = 1;

  /** The same for InDiretta and for what it is compared with. */
  static final List<String> JVM_FLAGS =
      List.of(
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final long START_LIMIT_NANOS = 120_000_000_000L;

  private final Process process;
  private final Path log;
  private final long startedAt;

  private ServerProcess(Process process, Path log, long startedAt) {
    this.process = process;
    this.log = log;
    this.startedAt = startedAt;
  }

  /**
   * Starts {@code java} with {@link #JVM_FLAGS} and these arguments.
   *
   * @param pinned whether it stays on {@link #SERVER_CORE}
   */
  static ServerProcess java(
      List<String> arguments, Map<String, String> environment, Path log, boolean pinned)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("taskset", "-c", pinned ? Integer.toString(SERVER_CORE) : allCores()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_FLAGS);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("INDIRETTA_"));
    builder.environment().putAll(environment);
    Files.createDirectories(log.getParent());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(new File("/dev/null"));
    long startedAt = System.nanoTime();
    ServerProcess server = new ServerProcess(builder.start(), log, startedAt);
    Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroy));
    return server;
  }

  private static String allCores() {
    return "0-" + (cores() - 1);
  }

  /** The machine's, also when this process is pinned to one of them. */
  static int cores() {
    int count = 0;
    for (String line : ProcFigures.lines(Path.of("/proc/cpuinfo"))) {
      count += line.startsWith("processor") ? 1 : 0;
    }
    return count;
  }

  long pid() {
    return process.pid();
  }

  /** Waits until a port takes connections; returns the seconds since the start. */
  double awaitPort(int port) throws IOException, InterruptedException {
    return await(
        () -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          }
        });
  }

  /** Waits until this address answers 200; returns the seconds since the start. */
  double awaitOk(String url) throws IOException, InterruptedException {
    return await(
        () -> {
          var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
          connection.setReadTimeout(2000);
          return connection.getResponseCode() == 200;
        });
  }

  private interface Probe {
    boolean ok() throws IOException;
  }

  private double await(Probe probe) throws IOException, InterruptedException {
    while (System.nanoTime() - startedAt < START_LIMIT_NANOS) {
      try {
        if (probe.ok()) {
          return (System.nanoTime() - startedAt) / 1e9;
        }
      } catch (IOException notYet) {
        // It is asked again below.
      }
      if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new IOException(
        "the server did not become ready; its last words, in " + log + ":\n" + tail());
  }

  String tail() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }

  /** Resident memory after a full collection, in KiB. */
  long residentKibAfterCollection() throws IOException, InterruptedException {
    // Twice: the first run's finalisation and uncommit leave work for the second.
    for (int i = 0; i < 2; i++) {
      jcmd("GC.run");
      Thread.sleep(1000);
    }
    return ProcFigures.residentKib(pid());
  }

  private void jcmd(String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process run =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid()), command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (run.waitFor() != 0) {
      throw new IOException("jcmd " + command + " failed");
    }
  }

  /** Ends it as an operator of the machine would (SIGTERM), and by force after 30 s. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)
          && !process.destroyForcibly().waitFor(30, TimeUnit.SECONDS)) {
        throw new IOException("the server is still there 30 s after it was killed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
