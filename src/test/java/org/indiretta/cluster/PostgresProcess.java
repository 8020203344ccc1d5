package org.indiretta.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.PostgresPrograms;

/**
 * A PostgreSQL that stands beside the servers, of the same programs and settings as the embedded
 * one: it syncs every commit and asks for a password. Port and folder stay the same over its
 * starts; nobody starts it again by itself.
 */
public final class PostgresProcess implements AutoCloseable {
  private static final String USER = "indiretta";

  private final Path folder;
  private final Path cluster;
  private final int port;
  private final String password;
  private final PostgresPrograms programs;
  private final List<String> settings = new ArrayList<>();

  private PostgresProcess(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder.toAbsolutePath());
    this.cluster = this.folder.resolve("cluster");
    this.port = FreePorts.next();
    byte[] random = new byte[12];
    new Random().nextBytes(random);
    this.password = HexFormat.of().formatHex(random);
    this.programs = PostgresPrograms.in(this.folder);
  }

  /**
   * Makes a cluster with an empty database {@code indiretta} in this folder and starts it.
   *
   * @param folder empty or not there yet; may be on a volume of its own
   */
  public static PostgresProcess start(Path folder) throws IOException {
    PostgresProcess postgres = new PostgresProcess(folder);
    postgres.makeCluster();
    postgres.start();
    postgres.execute("postgres", "CREATE DATABASE indiretta");
    return postgres;
  }

  private void makeCluster() throws IOException {
    Path secret = folder.resolve("password");
    Files.writeString(secret, password);
    Path unfinished = folder.resolve("cluster.new");
    programs.run(
        "initdb",
        "--pgdata=" + unfinished,
        "--username=" + USER,
        "--pwfile=" + secret,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums");
    Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A line of {@code postgresql.conf}, such as {@code max_connections = 20}, from the next start
   * on.
   */
  public void set(String line) {
    settings.add(line);
  }

  /** Starts it on its port and waits until it takes connections; nothing when it runs. */
  public void start() throws IOException {
    if (postmaster().isPresent()) {
      return;
    }
    Files.writeString(
        cluster.resolve("postgresql.conf"),
        PostgresPrograms.settings(port) + String.join("\n", settings) + "\n");
    programs.run(
        "pg_ctl", "start", "--pgdata=" + cluster, "--log=" + log(), "--wait", "--timeout=100");
    Leftovers.killAtExit(
        ProcessHandle.of(postmaster().orElseThrow(() -> new IOException("no postmaster.pid")))
            .orElseThrow());
  }

  /** {@code kill -9} for postmaster and backends. */
  public void kill() throws IOException {
    Optional<Long> postmaster = postmaster();
    if (postmaster.isPresent()) {
      kill(postmaster.get());
    }
  }

  /** Those of this postmaster; none of them, nor what they had open, is there afterwards. */
  static void kill(long postmaster) throws IOException {
    List<Long> all = stopped(postmaster);
    Processes.signal("KILL", all);
    // PostgreSQL does not start again while one of them still has its memory.
    Processes.awaitGone(all);
  }

  /** SIGSTOP for postmaster and backends: connections stay open, and nobody answers. */
  public void freeze() throws IOException {
    Processes.signal("STOP", stopped(postmaster().orElseThrow()));
  }

  /** A postmaster that stands still and all below it: it makes no more of them now. */
  private static List<Long> stopped(long postmaster) throws IOException {
    Processes.signal("STOP", List.of(postmaster));
    return family(postmaster);
  }

  /** SIGCONT. */
  public void thaw() throws IOException {
    Processes.signal("CONT", family(postmaster().orElseThrow()));
  }

  /** Stops it cleanly, ending the connections; nothing when it does not run. */
  public void stop() throws IOException {
    if (postmaster().isPresent()) {
      programs.run(
          "pg_ctl", "stop", "--pgdata=" + cluster, "--mode=fast", "--wait", "--timeout=60");
    }
  }

  @Override
  public void close() throws IOException {
    if (postmaster().isPresent()) {
      thaw();
      stop();
    }
  }

  /** Where it listens, with the password. */
  public DatabaseUrl database() {
    return DatabaseUrl.parse(url());
  }

  /** The same as a server's {@code INDIRETTA_DATABASE_URL}. */
  public String url() {
    return url(port);
  }

  /** The same database through a proxy that listens on another port of the loopback address. */
  public String url(int through) {
    return "postgresql://%s:%s@127.0.0.1:%d/indiretta".formatted(USER, password, through);
  }

  public int port() {
    return port;
  }

  public Path log() {
    return folder.resolve("postgres.log");
  }

  /** A connection of its own; a fault is an {@link SQLException}. */
  public Connection connect() throws SQLException {
    return connect("indiretta");
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s?connectTimeout=10".formatted(port, database),
        USER,
        password);
  }

  private void execute(String database, String sql) throws IOException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** The pid of the running postmaster. */
  public Optional<Long> postmaster() throws IOException {
    Path file = cluster.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return lines.isEmpty()
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
            .filter(PostgresProcess::isPostgres)
            .map(ProcessHandle::pid);
  }

  /** Not a pid file that a killed one left behind, whatever has its number by now. */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(c -> c.endsWith("/bin/postgres")).isPresent();
  }

  /** Its postmaster and all below it. */
  public List<Long> pids() throws IOException {
    return family(postmaster().orElseThrow());
  }

  /** A process and all below it, itself first. */
  private static List<Long> family(long pid) {
    List<Long> all = new ArrayList<>(List.of(pid));
    ProcessHandle.of(pid)
        .ifPresent(parent -> parent.descendants().forEach(child -> all.add(child.pid())));
    return all;
  }
}
