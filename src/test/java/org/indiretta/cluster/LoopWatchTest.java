package org.indiretta.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watch of the event loops says what it should, and only that. */
final class LoopWatchTest {
  private static final int PATIENCE_S = 60;
  private static final int SHORT_TASKS = 2_000;

  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final LoopWatch watch = new LoopWatch(said::add);
  private Vertx vertx;
  private Thread watching;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    watching = Thread.ofPlatform().name("watch under test").start(watch);
  }

  @AfterEach
  void close() throws Exception {
    watch.end();
    watching.join();
    vertx.close().await(PATIENCE_S, TimeUnit.SECONDS);
  }

  @Test
  void aLoopThatComputesIsSaid() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    vertx.runOnContext(v -> computes(enough));

    String line = said.poll(PATIENCE_S, TimeUnit.SECONDS);
    enough.set(true);

    assertThat(line).startsWith(LoopWatch.MARK).contains("computes for", "LoopWatchTest.computes");
  }

  private static void computes(AtomicBoolean enough) {
    while (!enough.get()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aLoopThatWaitsIsSaidOnce() throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    vertx.runOnContext(v -> waits(enough));

    String line = said.poll(PATIENCE_S, TimeUnit.SECONDS);
    enough.countDown();

    assertThat(line).startsWith(LoopWatch.MARK).contains("waits for", "LoopWatchTest.waits");
    assertThat(said).isEmpty();
  }

  private static void waits(CountDownLatch enough) {
    try {
      enough.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void manyShortTasksAreNotTakenForALongOne() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    AtomicInteger left = new AtomicInteger(SHORT_TASKS);
    vertx.runOnContext(v -> oneAfterTheOther(left, done));

    assertThat(done.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEmpty();
  }

  /** A fifth of a millisecond each. */
  private void oneAfterTheOther(AtomicInteger left, CountDownLatch done) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < 200_000) {
      Thread.onSpinWait();
    }
    if (left.decrementAndGet() == 0) {
      done.countDown();
    } else {
      vertx.runOnContext(v -> oneAfterTheOther(left, done));
    }
  }
}
