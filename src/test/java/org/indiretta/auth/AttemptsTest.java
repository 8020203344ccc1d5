package org.indiretta.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.indiretta.sql.Database;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is counted per address. */
final class AttemptsTest {
  @RegisterExtension
  static final TestDatabase DATABASE =
      new TestDatabase(new Database.Limits(8, 2_000, 10_000, 20_000));

  private static final AttemptLimit LIMIT = AttemptLimit.CONTACT_REQUEST;

  private final ManualClock clock = new ManualClock();
  private final SqlAttempts attempts = new SqlAttempts(DATABASE.database(), clock);

  private void were(int number, String address) throws Exception {
    TestDatabase.execute(
        DATABASE.url(),
        "INSERT INTO attempt (kind, key, at) SELECT '%s', '%s', '%s' FROM generate_series(1, %d)"
            .formatted(
                LIMIT.name(),
                HexFormat.of().formatHex(Secret.hashOf(address).getBytes()),
                clock.now(),
                number));
  }

  @Test
  void p8_ofManyAtOnceNoMoreThanTheLimitPass() throws Exception {
    were(LIMIT.most() - 10, "192.0.2.1");

    List<Future<Integer>> tries =
        IntStream.range(0, 60).mapToObj(i -> attempts.count(LIMIT, "192.0.2.1")).toList();
    await(Future.all(tries));

    assertThat(tries.stream().filter(before -> before.result() < LIMIT.most()).count())
        .isLessThanOrEqualTo(10);
    assertThat(await(attempts.count(LIMIT, "192.0.2.2"))).as("another address").isZero();
  }

  @Test
  void p8_ofManyAtOnceOnTwoServersNoMoreThanTheLimitPass() throws Exception {
    were(LIMIT.most() - 10, "192.0.2.9");
    Database second =
        await(
            Database.open(
                DATABASE.vertx(), DATABASE.url(), new Database.Limits(8, 2_000, 10_000, 20_000)));
    SqlAttempts there = new SqlAttempts(second, clock);

    List<Future<Integer>> tries =
        IntStream.range(0, 60)
            .mapToObj(i -> (i % 2 == 0 ? attempts : there).count(LIMIT, "192.0.2.9"))
            .toList();
    await(Future.all(tries));

    assertThat(tries.stream().filter(before -> before.result() < LIMIT.most()).count())
        .isLessThanOrEqualTo(10);
    assertThat(await(there.count(LIMIT, "192.0.2.9"))).isEqualTo(LIMIT.most());
    await(second.close());
  }

  @Test
  void p8_oneAfterTheOtherExactlyTheLimitPassesAndTimeEmptiesIt() throws Exception {
    were(LIMIT.most() - 2, "192.0.2.3");

    assertThat(await(attempts.count(LIMIT, "192.0.2.3"))).isEqualTo(LIMIT.most() - 2);
    assertThat(await(attempts.count(LIMIT, "192.0.2.3"))).isEqualTo(LIMIT.most() - 1);
    assertThat(await(attempts.count(LIMIT, "192.0.2.3"))).isEqualTo(LIMIT.most());
    clock.advance(LIMIT.window().minus(Duration.ofMillis(1)));
    assertThat(await(attempts.count(LIMIT, "192.0.2.3"))).isEqualTo(LIMIT.most());
    clock.advance(Duration.ofMillis(1));
    assertThat(await(attempts.count(LIMIT, "192.0.2.3"))).as("refused ones left no mark").isZero();
  }

  @Test
  void theTableOfLimitsSaysTheSame() throws Exception {
    assertThat(Files.readAllLines(Path.of("src/docs/LIMITS.md")))
        .containsSubsequence(
            Arrays.stream(AttemptLimit.values())
                .map(
                    limit ->
                        "| `%s` | %s | %d | %d |"
                            .formatted(limit, limit.window(), limit.free(), limit.most()))
                .toList());
  }
}
