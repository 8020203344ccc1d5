package org.indiretta.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.indiretta.cluster.PostgresProcess;
import org.indiretta.cluster.ServerProcess;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.Migrations;

/**
 * {@code kill -9} of a server that changes the tables: in the middle of a statement, which is held
 * up there, and at any moment. The next start finishes it: every version once, the rows as before.
 */
final class InterruptedMigration implements Family {
  /** What stands in the tables before, and a version whose successor changes a full table. */
  private static final int OLD = 9;

  private static final String ROWS =
      """
      INSERT INTO site (id, name) VALUES ('fault', '{"it": "Prova"}');
      INSERT INTO topic_group (id, site_id, position, name) VALUES ('fault', 'fault', 1, '{"it": "Prova"}');
      INSERT INTO topic (id, site_id, group_id, position, name, front_desk)
      VALUES ('fault', 'fault', 'fault', 1, '{"it": "Prova"}', true);
      INSERT INTO contact_request (id, site_id, topic_id, reference, language, email, text, state, created_at)
      SELECT gen_random_uuid(), 'fault', 'fault', n::text, 'it', 'anna@fault.example', 'È aperto?', 'OPEN', now()
      FROM generate_series(1, 20000) n
      """;

  private static final String CHANGING =
      """
      SELECT pid FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = current_database() AND query ILIKE '%ALTER TABLE%'
        AND pid <> pg_backend_pid()
      """;

  private static final int WAIT_S = 60;
  private static final long LOOK_AGAIN_MS = 5;
  private static final int LATEST_MS = 1_500;

  /** Until PostgreSQL has noticed that nobody listens any more. */
  private static final int NOTICED_S = 10;

  @Override
  public String name() {
    return "interrupted-migration";
  }

  @Override
  public String fault() {
    return "kill -9 of a server that changes the tables";
  }

  @Override
  public void run(Scene scene) throws Exception {
    PostgresProcess postgres =
        scene.closing(PostgresProcess.start(scene.folder().resolve("postgres")));
    ServerProcess server =
        scene.closing(new ServerProcess("server", scene.folder().resolve("server")));
    for (int round = 0; round < scene.rounds(2, 12); round++) {
      String name = "round_" + round;
      try (Connection connection = postgres.database().connect()) {
        BackupUnderLoad.execute(connection, "CREATE DATABASE " + name + " TEMPLATE template0");
      }
      DatabaseUrl url = postgres.database().withDatabase(name);
      Migrations.run(url, OLD);
      server.with("INDIRETTA_DATABASE_URL", postgres.url().replaceFirst("/indiretta$", "/" + name));
      try (Connection connection = url.connect()) {
        BackupUnderLoad.execute(connection, ROWS);
        if (round % 2 == 0) {
          killInside(scene, server, url, connection);
        } else {
          killAnyMoment(scene, server, connection);
        }
        long began = System.nanoTime();
        server.start();
        scene.most("next start ready after ms", (System.nanoTime() - began) / 1_000_000);
        check(scene, connection);
      }
      server.kill();
      scene.add("rounds", 1);
    }
  }

  /** The statement is held up by a reader's lock, and the server killed then. */
  private static void killInside(
      Scene scene, ServerProcess server, DatabaseUrl url, Connection connection) throws Exception {
    try (Connection reader = url.connect()) {
      reader.setAutoCommit(false);
      BackupUnderLoad.execute(reader, "SET idle_in_transaction_session_timeout = 0");
      BackupUnderLoad.execute(reader, "LOCK TABLE contact_request IN ACCESS SHARE MODE");
      server.startWithoutWaiting();
      await("a migration in the middle", () -> !changing(connection).isEmpty(), WAIT_S);
      server.kill();
      long began = System.nanoTime();
      await(
          "PostgreSQL gives up what nobody waits for",
          () -> changing(connection).isEmpty(),
          NOTICED_S);
      scene.most("given up after ms", (System.nanoTime() - began) / 1_000_000);
      reader.rollback();
    }
    scene.must(
        newest(connection) == OLD, "a half of version %d is there".formatted(newest(connection)));
  }

  private static void killAnyMoment(Scene scene, ServerProcess server, Connection connection)
      throws Exception {
    server.startWithoutWaiting();
    await("the first change", () -> newest(connection) > OLD, WAIT_S);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(scene.random().nextInt(LATEST_MS) / 10));
    server.kill();
  }

  private static void check(Scene scene, Connection connection) throws SQLException {
    List<String> versions =
        BackupUnderLoad.texts(
            connection,
            "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank");
    scene.must(
        versions.equals(
            IntStream.rangeClosed(1, Migrations.newest()).mapToObj(Integer::toString).toList()),
        "versions " + versions);
    scene.must(
        BackupUnderLoad.texts(
                connection, "SELECT count(*) FROM contact_request WHERE due_at IS NOT NULL")
            .equals(List.of("20000")),
        "rows are not as before");
  }

  private static List<String> changing(Connection connection) throws SQLException {
    return BackupUnderLoad.texts(connection, CHANGING);
  }

  private static int newest(Connection connection) throws SQLException {
    return Integer.parseInt(
        BackupUnderLoad.texts(
                connection, "SELECT max(version::int) FROM flyway_schema_history WHERE success")
            .getFirst());
  }

  /** Asks PostgreSQL until it says so. */
  interface Question {
    boolean holds() throws SQLException;
  }

  static void await(String what, Question question, int seconds) throws SQLException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!question.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + " did not come about in " + seconds + " s");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MS));
    }
  }
}
