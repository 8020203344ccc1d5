package org.indiretta.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.indiretta.telemetry.Stopwatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pool against a real PostgreSQL. */
class DatabaseTest {
  @RegisterExtension
  static final TestDatabase DATABASE = new TestDatabase(new Database.Limits(4, 10, 1_500, 1_000));

  @Test
  void namedParametersReachTheirPlaces() throws Exception {
    Sql sql = Sql.of("SELECT :a::int AS a, ':no' AS quoted, :b::text || :b::text AS b");

    List<String> row =
        await(
            DATABASE
                .database()
                .list(
                    sql.with("b", "x").with("a", 7),
                    r -> r.getInteger("a") + r.getString("quoted") + r.getString("b")));

    assertThat(row).containsExactly("7:noxx");
    assertThatThrownBy(() -> sql.with("c", 1)).hasMessageContaining(":c");
  }

  @Test
  void aFaultOfOursIsNotTakenForADatabaseThatIsAway() {
    Database database = DATABASE.database();
    assertThatThrownBy(
            () -> await(database.list(Sql.of("SELECT :n::int").with("n", "seven"), r -> 0)))
        .isNotInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("coerced");
    assertThatThrownBy(() -> await(database.update(Sql.of("DELETE FROM nowhere").bound())))
        .isNotInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void everyDatabaseHasANameOfItsOwn_whoeverAsks() throws Exception {
    TestDatabase.execute(
        DATABASE.url(), "DROP ROLE IF EXISTS plain; CREATE ROLE plain LOGIN PASSWORD 'plain'");
    DatabaseUrl here = DATABASE.url();
    DatabaseUrl plain =
        new DatabaseUrl(here.host(), here.port(), here.database(), "plain", "plain", here.tls());

    String name = await(DATABASE.database().name());

    assertThat(name).matches("[0-9a-f]{16}");
    assertThat(nameAt(plain)).isEqualTo(name);
    assertThat(nameAt(here.withDatabase("postgres"))).isNotEqualTo(name);
  }

  private static String nameAt(DatabaseUrl url) throws Exception {
    Database database =
        await(Database.open(DATABASE.vertx(), url, new Database.Limits(1, 10, 1_500, 1_000)));
    try {
      return await(database.name());
    } finally {
      await(database.close());
    }
  }

  @Test
  void deadlockedTransactionIsRunAgain() throws Exception {
    // What PostgreSQL notices after 200 ms, and the second run, have time on a busy machine too.
    Database database =
        await(
            Database.open(
                DATABASE.vertx(), DATABASE.url(), new Database.Limits(4, 10, 5_000, 8_000)));
    TestDatabase.execute(DATABASE.url(), "CREATE TABLE pair (id int PRIMARY KEY, n int)");
    TestDatabase.execute(DATABASE.url(), "INSERT INTO pair VALUES (1, 0), (2, 0)");
    AtomicInteger runs = new AtomicInteger();
    Sql add = Sql.of("UPDATE pair SET n = n + 1 WHERE id = :id");

    Future<Integer> up = crossing(database, runs, add, 1, 2);
    Future<Integer> down = crossing(database, runs, add, 2, 1);
    await(Future.all(up, down));

    List<Integer> counts =
        await(database.list(Sql.of("SELECT n FROM pair").bound(), r -> r.getInteger("n")));
    assertThat(counts).containsExactly(2, 2);
    await(database.close());
  }

  private static Future<Integer> crossing(
      Database database, AtomicInteger runs, Sql add, int first, int second) {
    return database.inTransaction(
        tx ->
            tx.update(add.with("id", first))
                .compose(n -> tx.list(Sql.of("SELECT pg_sleep(0.05)").bound(), r -> 0))
                .compose(n -> tx.update(add.with("id", second)))
                .onComplete(r -> runs.incrementAndGet()));
  }

  @Test
  void whatTookTooLongIsRefusedAndNotCommittedLater() throws Exception {
    Database database = DATABASE.database();
    TestDatabase.execute(DATABASE.url(), "CREATE TABLE slow (n int)");
    Sql insert = Sql.of("INSERT INTO slow VALUES (1)");
    Sql sleep = Sql.of("SELECT pg_sleep(0.7)");

    Future<Integer> late =
        database.inTransaction(
            tx ->
                tx.update(insert.bound())
                    .compose(n -> tx.list(sleep.bound(), r -> 0))
                    .compose(n -> tx.list(sleep.bound(), r -> 0))
                    .compose(n -> tx.update(insert.bound())));

    assertThatThrownBy(() -> await(late)).isInstanceOf(DatabaseUnavailable.class);
    // All connections have to be free again before the count: the pool's four are taken at once.
    var _ =
        Eventually.succeeds(
            () -> Future.all(List.of(one(database), one(database), one(database), one(database))));
    assertThat(await(database.list(Sql.of("SELECT n FROM slow").bound(), r -> 0))).isEmpty();
  }

  private static Future<List<Integer>> one(Database database) {
    return database.list(Sql.of("SELECT pg_sleep(0.1)").bound(), r -> 0);
  }

  @Test
  void p8_oneMoreThanTheQueueHoldsIsRefusedAtOnce() throws Exception {
    Database database = DATABASE.database();
    Sql sleep = Sql.of("SELECT pg_sleep(0.3)");
    List<Future<List<Integer>>> calls =
        java.util.stream.IntStream.range(0, 40)
            .mapToObj(i -> database.list(sleep.bound(), r -> 0))
            .toList();

    await(Future.join(calls).otherwiseEmpty());

    assertThat(calls).filteredOn(Future::failed).hasSizeGreaterThanOrEqualTo(20);
    assertThat(calls)
        .filteredOn(Future::failed)
        .allSatisfy(f -> assertThat(f.cause()).isInstanceOf(DatabaseUnavailable.class));
  }

  @Test
  void aStoppedPostgresIsRefusedInTimeAndHealsByItself() throws Exception {
    Database database = DATABASE.database();
    await(database.list(Sql.of("SELECT 1").bound(), r -> 0));
    Signals.toAll("STOP", TestDatabase.server());
    try {
      Stopwatch watch = Stopwatch.start();
      assertThatThrownBy(() -> await(database.list(Sql.of("SELECT 1").bound(), r -> 0)))
          .isInstanceOf(DatabaseUnavailable.class);
      watch.assertLessThan(Duration.ofSeconds(2));
    } finally {
      Signals.toAll("CONT", TestDatabase.server());
    }
    assertThat(Eventually.succeeds(() -> database.list(Sql.of("SELECT 1").bound(), r -> 1)))
        .containsExactly(1);
  }

  @Test
  void p1_aDatabaseThatDoesNotSyncIsRefused() throws Exception {
    TestDatabase.execute(
        DATABASE.url(),
        "ALTER DATABASE " + DATABASE.url().database() + " SET synchronous_commit = off");
    try {
      assertThatThrownBy(
              () -> await(Database.open(DATABASE.vertx(), DATABASE.url(), Database.Limits.DEFAULT)))
          .isInstanceOf(DatabaseRefused.class)
          .hasMessageContaining("synchronous_commit=off");
    } finally {
      TestDatabase.execute(
          DATABASE.url(),
          "ALTER DATABASE " + DATABASE.url().database() + " RESET synchronous_commit");
    }
  }

  @Test
  void theClockIsTheDatabasesAndNeverGoesBack() throws Exception {
    long asked = System.nanoTime();
    SqlClock clock = await(SqlClock.start(DATABASE.vertx(), DATABASE.database()));

    Instant before = clock.now();
    Instant there =
        await(
                DATABASE
                    .database()
                    .list(
                        Sql.of("SELECT clock_timestamp() AS at").bound(),
                        r -> Rows.instant(r, "at")))
            .getFirst();
    Instant after = clock.now();

    // It takes half of a question's time for its way there, and is wrong by that at most.
    long most = (System.nanoTime() - asked) / 2 + Duration.ofMillis(10).toNanos();
    assertThat(there).isBetween(before.minusNanos(most), after.plusNanos(most));
    assertThat(after).isAfterOrEqualTo(before);
  }
}
