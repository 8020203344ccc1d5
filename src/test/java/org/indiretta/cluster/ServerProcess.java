package org.indiretta.cluster;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.indiretta.sql.DatabaseUrl;

/**
 * The real server in a JVM of its own, on the class path of the test: start it, kill it, freeze it
 * for a while, start it again on the same folder and ports. What is set up (environment, JVM flags,
 * a command in front) counts from the next {@link #start} on. Without {@code
 * INDIRETTA_DATABASE_URL} it has an embedded PostgreSQL in its folder.
 *
 * <pre>{@code
 * ServerProcess one = new ServerProcess("one", folder)
 *     .with("INDIRETTA_DATABASE_URL", postgres.url())
 *     .wrappedBy("faketime", "-f", "+1h");
 * one.start();
 * }</pre>
 */
public final class ServerProcess implements AutoCloseable {
  private static final int START_S = 120;
  private static final int END_S = 60;

  private final String name;
  private final Path folder;
  private final int port;
  private final int managementPort;
  private final Map<String, String> environment = new TreeMap<>();
  private final List<String> jvmFlags = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>(List.of("serve"));
  private List<String> wrapper = List.of();
  private String classPath = System.getProperty("java.class.path");
  private boolean watched;
  private Path log;
  private Process process;

  /**
   * On free ports, which stay the same over its starts.
   *
   * @param name for messages, and of its log
   * @param folder its data folder, made when it is not there; {@code NAME.log} is written there
   */
  public ServerProcess(String name, Path folder) throws IOException {
    this.name = name;
    this.folder = Files.createDirectories(folder.toAbsolutePath());
    this.log = this.folder.resolve(name + ".log");
    this.port = FreePorts.next();
    this.managementPort = FreePorts.next();
    environment.put("INDIRETTA_HTTP_PORT", Integer.toString(port));
    environment.put("INDIRETTA_MANAGEMENT_PORT", Integer.toString(managementPort));
    environment.put("INDIRETTA_DATA_DIR", this.folder.toString());
    environment.put("INDIRETTA_MESSAGES_BURST", "100000");
    environment.put("INDIRETTA_MESSAGES_PER_SECOND", "100000");
    environment.put("INDIRETTA_LOG_FORMAT", "text");
    jvmFlags.addAll(
        List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
  }

  // ── how it is started ──────────────────────────────────────────────────────────────────────────

  /** Sets a variable of its environment. */
  @CanIgnoreReturnValue
  public ServerProcess with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Takes a variable away again. */
  @CanIgnoreReturnValue
  public ServerProcess without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** Adds flags of the JVM; a later {@code -Xmx} counts. */
  @CanIgnoreReturnValue
  public ServerProcess jvm(String... flags) {
    jvmFlags.addAll(List.of(flags));
    return this;
  }

  /** Adds arguments after {@code serve}, such as {@code --demo}. */
  @CanIgnoreReturnValue
  public ServerProcess arguments(String... more) {
    arguments.addAll(List.of(more));
    return this;
  }

  /**
   * A command that ends by running what follows it in its own place, such as {@code prlimit
   * --nofile=2000}, {@code faketime -f +1h} or {@code taskset -c 0}; none takes it away.
   */
  @CanIgnoreReturnValue
  public ServerProcess wrappedBy(String... command) {
    wrapper = List.of(command);
    return this;
  }

  /** Another class path than the test's, such as the jar of another version. */
  @CanIgnoreReturnValue
  public ServerProcess classPath(String path) {
    classPath = path;
    return this;
  }

  /** With a {@link LoopWatch} in it, whose lines are in its log. */
  @CanIgnoreReturnValue
  public ServerProcess watched() {
    watched = true;
    return this;
  }

  /** Another log file, such as one on a volume that gets full. */
  @CanIgnoreReturnValue
  public ServerProcess log(Path file) {
    log = file;
    return this;
  }

  // ── its life ───────────────────────────────────────────────────────────────────────────────────

  /** Starts it and waits until it is ready; nothing when it runs. */
  public void start() throws IOException {
    startWithoutWaiting();
    awaitReady();
  }

  /** Starts it, so that several get ready side by side; nothing when it runs. */
  public void startWithoutWaiting() throws IOException {
    if (isRunning()) {
      return;
    }
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.add("-cp");
    command.addAll(
        watched
            ? List.of(WatchedServer.behind(classPath), WatchedServer.class.getName())
            : List.of(classPath, "org.indiretta.app.Main"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("INDIRETTA_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    process = builder.start();
    Leftovers.killAtExit(process.toHandle());
  }

  /** Waits until {@code /readyz} says yes; fails with its last words. */
  public void awaitReady() throws IOException {
    Processes.awaitReady("server " + name, process, log, START_S, this::isReady);
  }

  /** {@code kill -9}; an embedded PostgreSQL stays behind. Nothing when it does not run. */
  public void kill() throws IOException {
    if (isRunning() && !Processes.await(process.destroyForcibly(), END_S)) {
      throw new IOException(name + " is still there " + END_S + " s after it was killed");
    }
  }

  /** SIGSTOP: it does nothing more, and its connections stay open. */
  public void freeze() throws IOException {
    Processes.signal("STOP", List.of(pid()));
  }

  /** SIGCONT. */
  public void thaw() throws IOException {
    Processes.signal("CONT", List.of(pid()));
  }

  /** SIGTERM, without waiting. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for its end after {@link #terminate}; returns the exit code. */
  public int awaitEnd(int seconds) throws IOException {
    if (!Processes.await(process, seconds)) {
      throw new IOException(
          "%s did not end within %d s:%n%s".formatted(name, seconds, lastWords()));
    }
    return process.exitValue();
  }

  /** Ends it as an operator of the machine would (SIGTERM) and waits; nothing when it is gone. */
  public void stop() throws IOException {
    if (!isRunning()) {
      return;
    }
    process.destroy();
    if (!Processes.await(process, END_S)) {
      kill();
      throw new IOException(name + " did not stop by itself:\n" + lastWords());
    }
  }

  /** {@link #stop}, also when it is frozen. */
  @Override
  public void close() throws IOException {
    if (isRunning()) {
      thaw();
      stop();
    }
  }

  // ── what it is ─────────────────────────────────────────────────────────────────────────────────

  public String name() {
    return name;
  }

  public Path folder() {
    return folder;
  }

  public Path log() {
    return log;
  }

  /** Of people: HTTP and sockets, on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Of {@code /metrics}. */
  public int managementPort() {
    return managementPort;
  }

  /** {@code http://127.0.0.1:PORT}: its own origin unless INDIRETTA_PUBLIC_URL says another. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public long pid() {
    return process.pid();
  }

  /** Whether there is a process, also one that is frozen. */
  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Whether {@code /readyz} says yes within 5 s. */
  public boolean isReady() throws IOException {
    return Answers.isOk(url() + "/readyz");
  }

  /** The sum over all labels of a metric, as Prometheus reads it; empty when it has none. */
  public Optional<Double> metric(String metric) throws IOException {
    return metric(metric, "");
  }

  /** The same of those series with this label, such as {@code code="MOVE"}. */
  public Optional<Double> metric(String metric, String label) throws IOException {
    return Answers.metric("http://127.0.0.1:%d/metrics".formatted(managementPort), metric, label);
  }

  /** The end of its log. */
  public String lastWords() throws IOException {
    return Processes.lastWords(log);
  }

  // ── its embedded PostgreSQL, when it has one ───────────────────────────────────────────────────

  /** Where its embedded PostgreSQL listens now. */
  public DatabaseUrl embeddedDatabase() throws IOException {
    String password = Files.readString(folder.resolve("postgres/password")).strip();
    int listening = Integer.parseInt(pidFile().get(3).strip());
    return DatabaseUrl.parse(
        "postgresql://indiretta:%s@127.0.0.1:%d/indiretta".formatted(password, listening));
  }

  /** {@code kill -9} for its embedded PostgreSQL, postmaster and backends. */
  public void killEmbeddedPostgres() throws IOException {
    long postmaster = Long.parseLong(pidFile().getFirst().strip());
    PostgresProcess.kill(postmaster);
  }

  private List<String> pidFile() throws IOException {
    return Files.readAllLines(folder.resolve("postgres/cluster/postmaster.pid"));
  }
}
