package org.indiretta.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.indiretta.sql.Database;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where passwords are computed, and how many at once. */
final class PasswordsTest {
  /** All that may wait, one after the other, on a busy machine. */
  private static final int LONGEST_S = 90;

  @RegisterExtension
  static final TestDatabase DATABASE =
      new TestDatabase(new Database.Limits(2, 2_000, 10_000, 20_000));

  private Vertx vertx;
  private Passwords passwords;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    passwords = new Passwords(vertx, DATABASE.database(), new ManualClock());
  }

  /** Keeps the threads that compute busy, so that nothing else is computed until it lets go. */
  private CountDownLatch busy() {
    CountDownLatch letGo = new CountDownLatch(1);
    WorkerExecutor threads = vertx.createSharedWorkerExecutor("passwords", Passwords.PARALLEL);
    for (int i = 0; i < Passwords.PARALLEL; i++) {
      Future<Boolean> _ =
          threads.executeBlocking(() -> letGo.await(LONGEST_S, TimeUnit.SECONDS), false);
    }
    return letGo;
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void theEventLoopGoesOnWhileAPasswordIsComputed() throws Exception {
    List<String> order = new ArrayList<>();
    Promise<Void> both = Promise.promise();
    CountDownLatch letGo = busy();

    vertx.runOnContext(
        start -> {
          Future<String> hash = passwords.hash("benvenuti a rivalago");
          vertx.runOnContext(
              other -> {
                order.add(hash.isComplete() ? "too late" : "something else");
                letGo.countDown();
              });
          hash.onComplete(done -> order.add("the password")).<Void>mapEmpty().onComplete(both);
        });

    await(both.future());
    assertThat(order).containsExactly("something else", "the password");
  }

  @Test
  void p8_oneMoreThanMayWaitIsRefusedAtOnceAndTheOthersAreComputed() throws Exception {
    String hash = await(passwords.hash("quattro parole a caso"));

    CountDownLatch letGo = busy();
    List<Future<Boolean>> fits =
        IntStream.range(0, Passwords.PARALLEL + Passwords.MOST_WAITING)
            .mapToObj(i -> passwords.fits("quattro parole a caso", hash))
            .toList();
    Future<Boolean> oneMore = passwords.fits("quattro parole a caso", hash);

    assertThat(oneMore.cause()).isInstanceOf(Passwords.Busy.class);
    letGo.countDown();
    assertThat(Future.all(fits).await(LONGEST_S, TimeUnit.SECONDS).<Boolean>list())
        .containsOnly(true);
    assertThat(await(passwords.fits("quattro parole", hash))).as("there is room again").isFalse();
  }
}
