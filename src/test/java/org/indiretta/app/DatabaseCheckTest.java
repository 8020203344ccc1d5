package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.indiretta.cluster.FreePorts;
import org.indiretta.cluster.PostgresProcess;
import org.indiretta.cluster.TcpProxy;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.Migrations;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of a database with which something is wrong, and what to do. */
final class DatabaseCheckTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Pattern FAR_OFF =
      Pattern.compile(
          "^this machine's is (?<seconds>\\d+) s (?<way>behind|ahead of) the database's:");

  private static final InstantSource RIGHT = InstantSource.system();

  @TempDir Path folder;

  @Test
  void aClockAnHourFromTheDatabasesIsWrongEitherWay() throws Exception {
    for (Duration off : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
      InstantSource wrong = Clock.offset(Clock.systemUTC(), off);
      DatabaseCheck check = new DatabaseCheck(of(DATABASE.url()), wrong);
      Instant before = Instant.now();

      String said = said(check.look(), Finding.Kind.WRONG, "clock");

      Matcher by = FAR_OFF.matcher(said);
      assertThat(by.find()).as(said).isTrue();
      assertThat(Duration.ofSeconds(Long.parseLong(by.group("seconds"))))
          .isCloseTo(off.abs(), DatabaseCheck.CLOCKS_APART);
      assertThat(by.group("way")).isEqualTo(off.isNegative() ? "behind" : "ahead of");
      assertThat(said).contains("let both machines follow a time server", "certificates", "TURN");
      assertThat(check.now())
          .as("others are asked by the database's time")
          .isBetween(before.minusSeconds(5), Instant.now().plusSeconds(5));
    }
    said(look(of(DATABASE.url())), Finding.Kind.OK, "clock");
  }

  /** P1. */
  @Test
  void eachSettingThatLosesWhatWasAcknowledgedIsWrong() throws Exception {
    try (PostgresProcess postgres = PostgresProcess.start(folder.resolve("postgres"))) {
      postgres.stop();
      List<String> settings = List.of("fsync", "synchronous_commit", "full_page_writes");
      settings.forEach(setting -> postgres.set(setting + " = off"));
      postgres.start();

      List<Finding> findings = look(of(postgres.database()));

      List<String> wrong =
          findings.stream()
              .filter(finding -> finding.kind() == Finding.Kind.WRONG)
              .map(Finding::says)
              .toList();
      assertThat(wrong).hasSameSizeAs(settings);
      for (String setting : settings) {
        assertThat(wrong)
            .anyMatch(
                said ->
                    said.startsWith(setting + "=off loses what people were told")
                        && said.contains("set " + setting + "=on in its postgresql.conf"));
      }
      assertThat(said(findings, Finding.Kind.NOTE, "tables"))
          .startsWith("version 0, and the next start makes " + Migrations.newest());
    }
  }

  @Test
  void aDatabaseFarAwayIsNoted() throws Exception {
    try (TcpProxy far = TcpProxy.to(DATABASE.url().port())) {
      far.delay(Math.round(DatabaseCheck.SLOW_PING_MS), 0);

      assertThat(said(look(of(at(far.port(), ""))), Finding.Kind.NOTE, "latency"))
          .contains("the database is far away, or busy; put it nearer to the server");
    }
  }

  @Test
  void aDiskThatSyncsSlowlyIsNoted() throws Exception {
    String here = "ALTER DATABASE " + DATABASE.url().database();
    // The longest that PostgreSQL takes, so that a query on a busy machine is far from it.
    int us = 100_000;
    TestDatabase.execute(
        DATABASE.url(),
        "%s SET commit_delay = %d; %s SET commit_siblings = 0".formatted(here, us, here));
    try (TcpProxy near = TcpProxy.to(DATABASE.url().port())) {
      assertThat(said(look(of(at(near.port(), ""))), Finding.Kind.NOTE, "latency"))
          .contains("its disk syncs slowly; each message waits for that");
    } finally {
      TestDatabase.execute(
          DATABASE.url(), "%s RESET commit_delay; %s RESET commit_siblings".formatted(here, here));
    }
  }

  @Test
  void whereOneMoreServerFindsNoConnectionsThatIsNoted() {
    Settings.Storage greedy =
        new Settings.Storage(
            folder, Optional.of(address(DATABASE.url())), Optional.empty(), 100, 1, 1);

    assertThat(said(look(greedy), Finding.Kind.NOTE, "connections"))
        .contains("raise max_connections or lower database.pool.size");
  }

  @Test
  void tablesOfAnotherVersionAndARestoreThatWasInterruptedAreSaid() throws Exception {
    assertThat(said(look(of(DATABASE.url())), Finding.Kind.OK, "tables"))
        .isEqualTo("version " + Migrations.newest());
    int next = Migrations.newest() + 1;
    TestDatabase.execute(
        DATABASE.url(),
        """
        INSERT INTO flyway_schema_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        VALUES (9999, '%d', 'of a newer one', 'SQL', 'none', 'test', 0, true)
        """
            .formatted(next));
    try {
      assertThat(said(look(of(DATABASE.url())), Finding.Kind.NOTE, "tables"))
          .contains("version " + next + " of a newer InDiretta", "update this server soon");
      TestDatabase.execute(
          DATABASE.url(),
          "COMMENT ON TABLE flyway_schema_history IS '" + Migrations.RESTORING + "'");
      assertThat(said(look(of(DATABASE.url())), Finding.Kind.WRONG, "tables"))
          .contains("a restore was interrupted: run the same restore again");
    } finally {
      TestDatabase.execute(
          DATABASE.url(),
          "DELETE FROM flyway_schema_history WHERE installed_rank = 9999;"
              + " COMMENT ON TABLE flyway_schema_history IS NULL");
    }
  }

  @Test
  void oneThatIsGoneOrDoesNotTakeThePasswordIsWrong() throws Exception {
    int nobody = FreePorts.next();

    for (DatabaseUrl url : List.of(at(nobody, ""), at(DATABASE.url().port(), "verborgen"))) {
      List<Finding> findings = look(of(url));
      assertThat(findings).hasSize(1);
      assertThat(said(findings, Finding.Kind.WRONG, "database"))
          .contains("Check database.url and that it is running")
          .doesNotContain(DATABASE.url().password(), "verborgen");
    }
  }

  /** The class's database by another port, and, where one is given, with another password. */
  private static DatabaseUrl at(int port, String password) {
    DatabaseUrl here = DATABASE.url();
    return new DatabaseUrl(
        here.host(),
        port,
        here.database(),
        here.user(),
        password.isEmpty() ? here.password() : password,
        here.tls());
  }

  private Settings.Storage of(DatabaseUrl url) {
    return new Settings.Storage(folder, Optional.of(address(url)), Optional.empty(), 1, 1, 1);
  }

  private static String address(DatabaseUrl url) {
    return RunningCity.address(url);
  }

  private static List<Finding> look(Settings.Storage settings) {
    return new DatabaseCheck(settings, RIGHT).look();
  }

  /** The only thing that is said about this, and of this kind. */
  @CanIgnoreReturnValue
  private static String said(List<Finding> findings, Finding.Kind kind, String about) {
    List<Finding> found = findings.stream().filter(each -> each.about().equals(about)).toList();
    assertThat(found).as("all: %s", findings).hasSize(1);
    assertThat(found.getFirst().kind()).as(found.getFirst().says()).isEqualTo(kind);
    return found.getFirst().says();
  }
}
