package org.indiretta.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.indiretta.telemetry.Stopwatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pool against a real PostgreSQL. */
class DatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.patient();

  /** One whose calls end after a second, for what takes too long. */
  private static Database hurried;

  @BeforeAll
  static void open() throws Exception {
    hurried = opened(DATABASE.url(), new Database.Limits(4, 10, 1_500, 1_000));
  }

  @AfterAll
  static void close() throws Exception {
    await(hurried.close());
  }

  private static Database opened(DatabaseUrl url, Database.Limits limits) throws Exception {
    return await(Database.open(DATABASE.vertx(), url, limits));
  }

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
    Database database = opened(url, TestDatabase.PATIENT);
    try {
      return await(database.name());
    } finally {
      await(database.close());
    }
  }

  @Test
  void deadlockedTransactionIsRunAgain() throws Exception {
    Database database = DATABASE.database();
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
    TestDatabase.execute(DATABASE.url(), "CREATE TABLE slow (n int)");
    Sql insert = Sql.of("INSERT INTO slow VALUES (1)");
    Sql sleep = Sql.of("SELECT pg_sleep(0.7)");

    Future<Integer> late =
        hurried.inTransaction(
            tx ->
                tx.update(insert.bound())
                    .compose(n -> tx.list(sleep.bound(), r -> 0))
                    .compose(n -> tx.list(sleep.bound(), r -> 0))
                    .compose(n -> tx.update(insert.bound())));

    assertThatThrownBy(() -> await(late)).isInstanceOf(DatabaseUnavailable.class);
    // All connections have to be free again before the count: the pool's four are taken at once.
    var _ =
        Eventually.succeeds(
            () -> Future.all(List.of(one(hurried), one(hurried), one(hurried), one(hurried))));
    assertThat(await(DATABASE.database().list(Sql.of("SELECT n FROM slow").bound(), r -> 0)))
        .isEmpty();
  }

  private static Future<List<Integer>> one(Database database) {
    return database.list(Sql.of("SELECT pg_sleep(0.1)").bound(), r -> 0);
  }

  @Test
  void p8_oneMoreThanTheQueueHoldsIsRefusedAtOnce() throws Exception {
    TestDatabase.execute(DATABASE.url(), "CREATE TABLE busy (n int)");
    Database small = opened(DATABASE.url(), new Database.Limits(4, 10, 10_000, 25_000));
    List<Future<List<Integer>>> calls;
    try (HeldLock _ = HeldLock.by(DATABASE.url(), "LOCK TABLE busy")) {
      calls =
          IntStream.range(0, 40)
              .mapToObj(i -> small.list(Sql.of("SELECT n FROM busy").bound(), r -> 0))
              .toList();
      Eventually.holds(() -> calls.stream().filter(Future::failed).count() >= 20);
    }

    await(Future.join(calls).otherwiseEmpty());

    assertThat(calls)
        .filteredOn(Future::failed)
        .allSatisfy(f -> assertThat(f.cause()).isInstanceOf(DatabaseUnavailable.class));
    assertThat(calls).filteredOn(Future::succeeded).hasSizeGreaterThanOrEqualTo(10);
    await(small.close());
  }

  @Test
  void aStoppedPostgresIsRefusedInTimeAndHealsByItself() throws Exception {
    var _ = Eventually.succeeds(() -> one(hurried));
    Signals.toAll("STOP", TestDatabase.server());
    try {
      Stopwatch watch = Stopwatch.start();
      assertThatThrownBy(() -> await(hurried.list(Sql.of("SELECT 1").bound(), r -> 0)))
          .isInstanceOf(DatabaseUnavailable.class);
      watch.assertLessThan(Duration.ofSeconds(2));
    } finally {
      Signals.toAll("CONT", TestDatabase.server());
    }
    assertThat(Eventually.succeeds(() -> hurried.list(Sql.of("SELECT 1").bound(), r -> 1)))
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
