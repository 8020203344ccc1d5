package org.indiretta.sql;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL for a test class: {@code @RegisterExtension static final TestDatabase DATABASE
 * = new TestDatabase();}. One server per JVM (tests run in two), started by the first that asks and
 * ended with the JVM; each class gets a fresh database copied from a migrated template.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
  /**
   * For rules that have nothing to do with time: a machine whose disk stands still for a moment may
   * take longer than people wait.
   */
  public static final Database.Limits PATIENT = new Database.Limits(12, 2_000, 10_000, 25_000);

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String TEMPLATE = "indiretta_template";
  private static EmbeddedPostgres server;

  private final Database.Limits limits;
  private final Set<Long> timers = ConcurrentHashMap.newKeySet();
  private DatabaseUrl url;
  private Vertx vertx;
  private Database database;

  /** With the limits of a server: what cannot be done is refused within 2 s. */
  public TestDatabase() {
    this(Database.Limits.DEFAULT);
  }

  /** With {@link #PATIENT} limits. */
  public static TestDatabase patient() {
    return new TestDatabase(PATIENT);
  }

  public TestDatabase(Database.Limits limits) {
    this.limits = limits;
  }

  /** Those of {@link #database}. */
  public Database.Limits limits() {
    return limits;
  }

  /** Where the class's own database is. */
  public DatabaseUrl url() {
    return url;
  }

  /** A Vert.x of the class, closed with it. */
  public Vertx vertx() {
    return vertx;
  }

  /**
   * The Vert.x of the class for what a test opens that does something from time to time by itself.
   * What was opened with the one before does so no more: what a former test opened reads nothing of
   * this one, and does nothing to it.
   */
  public Vertx newTimers() {
    timers.forEach(vertx::cancelTimer);
    timers.clear();
    return (Vertx)
        Proxy.newProxyInstance(
            Vertx.class.getClassLoader(),
            new Class<?>[] {Vertx.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(vertx, arguments);
              if (method.getName().equals("setPeriodic")) {
                timers.add((Long) answer);
              }
              return answer;
            });
  }

  /**
   * Empties these tables and all that refer to them once nobody is at work in any of them: who
   * waited for some while others wait for what it has already would be a deadlock.
   *
   * @param tables separated by commas
   */
  public void empty(String tables) throws SQLException {
    execute(
        url,
        """
        DO $$ BEGIN
          LOOP
            BEGIN
              SET LOCAL lock_timeout = '100ms';
              TRUNCATE %s CASCADE;
              RETURN;
            EXCEPTION WHEN lock_not_available THEN
              NULL;
            END;
          END LOOP;
        END $$
        """
            .formatted(tables));
  }

  /** An open pool on the class's own database, closed with it. */
  public Database database() {
    return database;
  }

  /** The server of this JVM, for tests that hurt it; they mend it before they end. */
  public static synchronized EmbeddedPostgres server() throws SQLException {
    if (server == null) {
      Path home = Path.of("target", "test-postgres");
      removeLeftovers(home);
      Path own = home.resolve(Long.toString(ProcessHandle.current().pid()));
      server = EmbeddedPostgres.start(own, home);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(own)));
      execute(server.url(), "CREATE DATABASE " + TEMPLATE);
      Migrations.run(server.url().withDatabase(TEMPLATE));
    }
    return server;
  }

  /** The tables in which a text stands anywhere; for what must not be kept. */
  public static List<String> tablesWith(DatabaseUrl url, String text) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(url.jdbc(), url.user(), url.password());
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        String query =
            "SELECT 1 FROM \"%s\" t WHERE t::text LIKE '%%%s%%' LIMIT 1".formatted(table, text);
        try (ResultSet rows = statement.executeQuery(query)) {
          if (rows.next()) {
            found.add(table);
          }
        }
      }
    }
    return found;
  }

  /** Runs one statement over JDBC, outside of the pool. */
  public static void execute(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url.jdbc(), url.user(), url.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Waits for a future from a test's own thread, at most 30 s. */
  @CanIgnoreReturnValue
  public static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    String name = "test_" + COUNT.incrementAndGet();
    DatabaseUrl system = server().url();
    execute(system, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    url = system.withDatabase(name);
    vertx = Vertx.vertx();
    database = await(Database.open(vertx, url, limits));
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    await(database.close());
    await(vertx.close());
    execute(server().url(), "DROP DATABASE " + url.database() + " WITH (FORCE)");
  }

  /** What test JVMs that were killed left behind, named by their process ids; one JVM at a time. */
  private static void removeLeftovers(Path home) {
    try {
      Files.createDirectories(home);
      try (FileChannel channel = FileChannel.open(home.resolve("lock"), CREATE, WRITE);
          FileLock _ = channel.lock();
          var folders = Files.newDirectoryStream(home, "[0-9]*")) {
        for (Path folder : folders) {
          if (ProcessHandle.of(Long.parseLong(folder.getFileName().toString())).isEmpty()) {
            removeUnlessInUse(folder, home);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void removeUnlessInUse(Path folder, Path home) throws IOException {
    try {
      EmbeddedPostgres.start(folder, home).close();
    } catch (DatabaseRefused inUse) {
      return;
    }
    PostgresBinaries.removeTree(folder);
  }

  private static void end(Path own) {
    server.close();
    try {
      PostgresBinaries.removeTree(own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
