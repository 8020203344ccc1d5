package org.indiretta.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of the server's own, in its data folder. It syncs every commit, listens on 127.0.0.1
 * only, asks for a random password kept in the folder (0600), and keeps its data between starts.
 *
 * <p>It is started as a daemon, so that a signal meant for the server (Ctrl-C) does not end it
 * first. When the server is killed it stays behind; the next start finds it by its pid file, stops
 * it cleanly and starts anew. When it is killed itself, or ends because the disk is full, it is
 * started again on the same port, as often as it takes.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String USER = "indiretta";
  private static final String DATABASE = "indiretta";
  private static final int START_TRIES = 3;

  /** After which time one that ended by itself and did not start again is tried once more. */
  private static final int TRY_AGAIN_S = 2;

  private static final long LONGEST_LOG_BYTES = 10L * 1024 * 1024;

  private final DataFolderLock lock;
  private final PostgresCommands commands;
  private final Path home;
  private final Path cluster;
  private final String password;
  private int port;
  private boolean closed;

  private EmbeddedPostgres(
      DataFolderLock lock, PostgresCommands commands, Path home, String password) {
    this.lock = lock;
    this.commands = commands;
    this.home = home;
    this.cluster = home.resolve("cluster");
    this.password = password;
  }

  /**
   * Starts it in {@code dataFolder}, which is made when it is not there. Blocks for some seconds
   * the first time.
   *
   * @throws DatabaseRefused when the folder is in use, of another major version, or PostgreSQL does
   *     not start; the message says what to do
   */
  public static EmbeddedPostgres start(Path dataFolder) {
    return start(dataFolder, dataFolder.resolve("postgres"));
  }

  /** The same, with the programs unpacked in another folder, for tests that share them. */
  static EmbeddedPostgres start(Path dataFolder, Path programsParent) {
    DataFolderLock lock = null;
    try {
      Path home = dataFolder.toAbsolutePath().normalize().resolve("postgres");
      Files.createDirectories(home);
      Files.createDirectories(programsParent);
      lock = DataFolderLock.take(dataFolder);
      checkMajor(home.resolve("cluster"));
      Path programs = PostgresBinaries.unpacked(programsParent.toAbsolutePath());
      PostgresCommands commands = PostgresCommands.in(programs, home);
      EmbeddedPostgres postgres = new EmbeddedPostgres(lock, commands, home, password(home));
      boolean fresh = postgres.makeClusterIfNone();
      postgres.stopOrphan();
      postgres.startOnFreePort();
      if (fresh || !Files.exists(home.resolve("database-made"))) {
        postgres.makeDatabase();
      }
      postgres.watch();
      return postgres;
    } catch (IOException | SQLException e) {
      if (lock != null) {
        lock.close();
      }
      throw new DatabaseRefused(
          "The embedded PostgreSQL in %s does not start: %s"
              .formatted(dataFolder.toAbsolutePath(), e.getMessage()),
          e);
    } catch (RuntimeException e) {
      if (lock != null) {
        lock.close();
      }
      throw e;
    }
  }

  /** Where it listens, with the password. */
  public DatabaseUrl url() {
    return at(port, password);
  }

  static DatabaseUrl at(int port, String password) {
    return new DatabaseUrl("127.0.0.1", port, DATABASE, USER, password, DatabaseUrl.Tls.DISABLE);
  }

  /** The process id of its postmaster; empty while it is down. */
  public Optional<Long> pid() {
    return runningPostmaster().map(ProcessHandle::pid);
  }

  /**
   * Stops it (open transactions are rolled back) and gives the folder free. May be called twice.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      try {
        stopIfRunning();
      } catch (IOException e) {
        LOG.warn("the embedded PostgreSQL did not stop by itself", e);
      }
    }
    lock.close();
  }

  private static void checkMajor(Path cluster) throws IOException {
    Path version = cluster.resolve("PG_VERSION");
    if (!Files.exists(version)) {
      return;
    }
    String major = Files.readString(version).strip();
    if (!major.equals(Integer.toString(PostgresBinaries.MAJOR))) {
      throw new DatabaseRefused(
          ("The data folder %s was made by PostgreSQL %s, and this InDiretta holds PostgreSQL %d."
                  + " Start the InDiretta that made it, save the data with its command backup, move the"
                  + " folder away and load them with restore; or restore them into a PostgreSQL of"
                  + " your own with INDIRETTA_DATABASE_URL.")
              .formatted(cluster, major, PostgresBinaries.MAJOR));
    }
  }

  private static String password(Path home) throws IOException {
    Path file = home.resolve("password");
    if (!Files.exists(file)) {
      if (Files.exists(home.resolve("cluster/PG_VERSION"))) {
        throw new DatabaseRefused(
            "The file %s is missing, and without it the data beside it cannot be opened: put it back from a backup."
                .formatted(file));
      }
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      Path unfinished = home.resolve("password.new");
      Files.deleteIfExists(unfinished);
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(unfinished, HexFormat.of().formatHex(random), StandardOpenOption.SYNC);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  /** A cluster that was half made when the power went is made again. */
  private boolean makeClusterIfNone() throws IOException {
    if (Files.exists(cluster.resolve("PG_VERSION"))) {
      return false;
    }
    Path unfinished = home.resolve("cluster.new");
    PostgresBinaries.removeTree(unfinished);
    commands.run(
        "initdb",
        "--pgdata=" + unfinished,
        "--username=" + USER,
        "--pwfile=" + home.resolve("password"),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums");
    Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  private void stopOrphan() throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> orphan = runningPostmaster();
    if (orphan.isPresent()) {
      LOG.info("stopping the PostgreSQL that a killed server left behind");
      stopIfRunning();
    } else if (namedProcess().isPresent()) {
      // The pid belongs to another program by now; PostgreSQL would take that for itself.
      Files.delete(pidFile);
    }
  }

  private void stopIfRunning() throws IOException {
    if (runningPostmaster().isEmpty()) {
      return;
    }
    String data = "--pgdata=" + cluster;
    try {
      commands.run("pg_ctl", "stop", data, "--mode=fast", "--wait", "--timeout=30");
    } catch (IOException e) {
      if (runningPostmaster().isPresent()) {
        commands.run("pg_ctl", "stop", data, "--mode=immediate", "--wait", "--timeout=30");
      }
    }
  }

  private void startOnFreePort() throws IOException {
    for (int attempt = 1; ; attempt++) {
      port = freePort();
      try {
        startOnPort();
        return;
      } catch (IOException e) {
        if (attempt == START_TRIES) {
          throw e;
        }
      }
    }
  }

  private void startOnPort() throws IOException {
    Files.writeString(cluster.resolve("postgresql.conf"), PostgresSettings.text(port));
    Path log = home.resolve("postgres.log");
    if (Files.exists(log) && Files.size(log) > LONGEST_LOG_BYTES) {
      Files.move(log, home.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    commands.run(
        "pg_ctl", "start", "--pgdata=" + cluster, "--log=" + log, "--wait", "--timeout=100");
  }

  private void makeDatabase() throws SQLException, IOException {
    DatabaseUrl system = url().withDatabase("postgres");
    try (Connection connection = DriverManager.getConnection(system.jdbc(), USER, password);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE);
    } catch (SQLException e) {
      if (!"42P04".equals(e.getSQLState())) { // it is there already
        throw e;
      }
    }
    Files.writeString(home.resolve("database-made"), DATABASE);
  }

  private void watch() {
    runningPostmaster()
        .ifPresentOrElse(
            postmaster -> {
              var _ = postmaster.onExit().thenRunAsync(this::startAgain);
            },
            () -> {
              if (namedProcess().isEmpty()) {
                startAgainLater(); // it ended before it could be watched
              }
            });
  }

  private void startAgainLater() {
    CompletableFuture.delayedExecutor(TRY_AGAIN_S, TimeUnit.SECONDS).execute(this::startAgain);
  }

  private synchronized void startAgain() {
    if (closed) {
      return;
    }
    LOG.error("the embedded PostgreSQL ended by itself; it is started again");
    try {
      startOnPort();
      watch();
    } catch (IOException e) {
      LOG.atError()
          .addKeyValue("freeMib", home.toFile().getUsableSpace() >> 20)
          .setCause(e)
          .log("the embedded PostgreSQL does not start; it is tried again until it does");
      startAgainLater();
    }
  }

  private Optional<ProcessHandle> runningPostmaster() {
    return namedProcess()
        .filter(p -> p.info().command().map(c -> c.endsWith("/bin/postgres")).orElse(false));
  }

  /** The live process that the pid file names, whatever program it is. */
  private Optional<ProcessHandle> namedProcess() {
    try {
      List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
              .filter(ProcessHandle::isAlive);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
