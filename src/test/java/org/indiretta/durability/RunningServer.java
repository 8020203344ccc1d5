package org.indiretta.durability;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.indiretta.sql.DatabaseUrl;

/** The real server as a process of its own, on a data folder and a port that stay the same. */
final class RunningServer {
  private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(90);

  private final Path folder;
  private final int port;
  private final int managementPort;
  private Process process;

  RunningServer(Path folder) throws IOException {
    this.folder = folder;
    this.port = freePort();
    this.managementPort = freePort();
  }

  int port() {
    return port;
  }

  /** Starts it and waits until it says that it is ready. */
  void start() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "org.indiretta.app.Main",
                "serve"));
    builder.environment().keySet().removeIf(key -> key.startsWith("INDIRETTA_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "INDIRETTA_HTTP_PORT",
                Integer.toString(port),
                "INDIRETTA_MANAGEMENT_PORT",
                Integer.toString(managementPort),
                "INDIRETTA_DATA_DIR",
                folder.toString(),
                "INDIRETTA_MESSAGES_BURST",
                "100000",
                "INDIRETTA_MESSAGES_PER_SECOND",
                "100000",
                "INDIRETTA_LOG_FORMAT",
                "text"));
    File log = folder.resolve("server.log").toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    process = builder.start();
    awaitReady();
  }

  /** An earlier test may have failed between a kill and a start. */
  void startUnlessRunning() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      start();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long started = System.nanoTime();
    while (!ready()) {
      boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() - started > START_LIMIT_NANOS) {
        throw new IOException("the server did not become ready:\n" + lastWords());
      }
    }
  }

  private boolean ready() {
    try {
      URI address = URI.create("http://127.0.0.1:%d/readyz".formatted(port));
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setReadTimeout(2_000);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("server.log"));
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  /** {@code kill -9}; its PostgreSQL stays behind. */
  void kill() throws IOException, InterruptedException {
    if (!process.destroyForcibly().waitFor(60, TimeUnit.SECONDS)) {
      throw new IOException("the server is still there 60 s after it was killed");
    }
  }

  /** {@code kill -9} for its PostgreSQL, postmaster and backends. */
  void killPostgres() throws IOException {
    ProcessHandle.of(postmaster())
        .ifPresent(
            postmaster -> {
              List<ProcessHandle> all = postmaster.descendants().toList();
              boolean _ = postmaster.destroyForcibly();
              all.forEach(backend -> backend.destroyForcibly());
            });
  }

  /** Ends it as an operator of the machine would (SIGTERM). */
  void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      kill();
      throw new IOException("the server did not stop by itself:\n" + lastWords());
    }
  }

  /** Where its PostgreSQL listens now. */
  DatabaseUrl database() throws IOException {
    String password = Files.readString(folder.resolve("postgres/password")).strip();
    int listening = Integer.parseInt(pidFile().get(3).strip());
    return DatabaseUrl.parse(
        "postgresql://indiretta:%s@127.0.0.1:%d/indiretta".formatted(password, listening));
  }

  private long postmaster() throws IOException {
    return Long.parseLong(pidFile().getFirst().strip());
  }

  private List<String> pidFile() throws IOException {
    return Files.readAllLines(folder.resolve("postgres/cluster/postmaster.pid"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
