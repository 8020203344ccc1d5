package org.indiretta.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The embedded PostgreSQL through starts, kills and wrong folders. */
class EmbeddedPostgresTest {
  private static final String KEEP =
      "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 7 AS n";

  private static Path programs;

  /** One folder for all: making a cluster takes seconds, starting on it does not. */
  private static Path folder;

  @BeforeAll
  static void prepare() throws Exception {
    programs = Files.createDirectories(Path.of("target", "test-postgres"));
    folder = Files.createTempDirectory(programs, "own-");
  }

  @AfterAll
  static void remove() throws Exception {
    PostgresBinaries.removeTree(folder);
  }

  private static EmbeddedPostgres start() {
    return EmbeddedPostgres.start(folder, programs);
  }

  private static String setting(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url.jdbc(), url.user(), url.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  @Test
  void p1_itSyncsAndKeepsItsDataBetweenStarts() throws Exception {
    try (EmbeddedPostgres first = start()) {
      for (String name : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(setting(first.url(), "SHOW " + name)).isEqualTo("on");
      }
      assertThat(setting(first.url(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      TestDatabase.execute(first.url(), KEEP);
    }
    try (EmbeddedPostgres second = start()) {
      assertThat(setting(second.url(), "SELECT n FROM kept")).isEqualTo("7");
    }
  }

  @Test
  void itsOwnLogNeverQuotesWhatPeopleWrote() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      TestDatabase.execute(
          postgres.url(),
          "DROP TABLE IF EXISTS said; CREATE TABLE said (text text UNIQUE CHECK (text <> 'geheim-1'))");
      TestDatabase.execute(postgres.url(), "INSERT INTO said VALUES ('geheim-2')");
      for (String refused : List.of("geheim-1", "geheim-2")) {
        assertThatThrownBy(
                () ->
                    TestDatabase.execute(
                        postgres.url(), "INSERT INTO said VALUES ('" + refused + "')"))
            .hasMessageContaining(refused);
      }
    }

    String log = Files.readString(folder.resolve("postgres/postgres.log"));
    assertThat(log).contains("said_text_check", "said_text_key").doesNotContain("geheim");
  }

  @Test
  void thePasswordIsOfThisFolderAndNobodyElseReadsIt() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("postgres/password"))))
          .isEqualTo("rw-------");
      DatabaseUrl url = postgres.url();
      assertThat(url.toString()).doesNotContain(url.password());
      assertThatThrownBy(() -> DriverManager.getConnection(url.jdbc(), url.user(), "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
    }
  }

  @Test
  void aSecondStartOnTheFolderIsRefusedAndHarmsNothing() throws Exception {
    try (EmbeddedPostgres first = start()) {
      assertThatThrownBy(EmbeddedPostgresTest::start)
          .isInstanceOf(DatabaseRefused.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("INDIRETTA_DATA_DIR");
      assertThat(setting(first.url(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void aFolderOfAnotherMajorIsRefusedWithWhatToDo() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    Path cluster = Files.createDirectories(other.resolve("postgres/cluster"));
    Files.writeString(cluster.resolve("PG_VERSION"), "16\n");

    assertThatThrownBy(() -> EmbeddedPostgres.start(other, programs))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("PostgreSQL 16")
        .hasMessageContaining("save the data with its command backup");
    assertThat(cluster.resolve("PG_VERSION")).hasContent("16");
  }

  @Test
  void p1_afterKill9OfTheServerTheNextStartFindsTheOrphanAndTheData() throws Exception {
    Process server = serverInAProcessOfItsOwn();
    long orphan;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      // A JVM may have something to say before.
      while (line != null && !line.startsWith("postmaster ")) {
        line = output.readLine();
      }
      assertThat(line).isNotNull();
      orphan = Long.parseLong(line.substring("postmaster ".length()));
      assertThat(server.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(running(orphan)).isTrue();

    try (EmbeddedPostgres postgres = start()) {
      assertThat(postgres.pid().orElseThrow()).isNotEqualTo(orphan);
      assertThat(running(orphan)).isFalse();
      assertThat(setting(postgres.url(), "SELECT n FROM kept")).isEqualTo("7");
    }
  }

  @Test
  void p1_afterKill9OfPostgresItIsStartedAgainOnTheSamePort() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      DatabaseUrl url = postgres.url();
      TestDatabase.execute(url, KEEP);

      Signals.to("KILL", postgres.pid().orElseThrow());

      assertThat(sooner(() -> setting(url, "SELECT n FROM kept"))).isEqualTo("7");
    }
  }

  @Test
  void aPidFileThatNamesAnotherProgramByNowIsNotBelieved() throws Exception {
    start().close();
    Files.writeString(
        folder.resolve("postgres/cluster/postmaster.pid"),
        ProcessHandle.current().pid() + "\n/nowhere\n0\n1\n\n127.0.0.1\n");

    try (EmbeddedPostgres postgres = start()) {
      assertThat(setting(postgres.url(), "SELECT 1")).isEqualTo("1");
    }
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  /**
   * Alive, and not only an ended process that nobody has asked about yet: those have no command.
   */
  private static boolean running(long pid) {
    return ProcessHandle.of(pid).flatMap(p -> p.info().command()).isPresent();
  }

  /** Asks until it works, at most 30 s. */
  private static String sooner(java.util.concurrent.Callable<String> call) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try {
        return call.call();
      } catch (SQLException notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        Thread.onSpinWait();
      }
    }
  }

  private Process serverInAProcessOfItsOwn() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Server.class.getName(),
            folder.toString(),
            programs.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** What is killed: it starts PostgreSQL, stores something and says so. */
  static final class Server {
    private Server() {}

    public static void main(String[] folders) throws Exception {
      EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(folders[0]), Path.of(folders[1]));
      TestDatabase.execute(postgres.url(), KEEP);
      System.out.println("postmaster " + postgres.pid().orElseThrow());
      int end = System.in.read();
      System.exit(end);
    }
  }
}
