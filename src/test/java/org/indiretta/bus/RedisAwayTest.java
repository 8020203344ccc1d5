package org.indiretta.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.indiretta.cluster.LoopWatch;
import org.indiretta.cluster.RedisProcess;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.Push;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Redis can do to the bus of two nodes (P5). No event loop is blocked meanwhile. */
final class RedisAwayTest {
  /** P5: subscriptions are back within so much. */
  private static final Duration BACK = Duration.ofSeconds(5);

  private static final Duration NOTICED = Duration.ofSeconds(5);
  private static final int CHANNELS = 3_000;

  private final List<String> heldUp = new CopyOnWriteArrayList<>();
  private final LoopWatch watch = new LoopWatch(heldUp::add);
  private final ConsultationId consultation = ConsultationId.next();
  private final Address citizen = new Address.CitizenOf(consultation);
  private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private Thread watching;
  private RedisProcess redis;
  private RedisNode one;
  private RedisNode two;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    vertx = Vertx.vertx();
    redis = RedisProcess.start(folder);
    one = new RedisNode(vertx, redis.url()).connected();
    two = new RedisNode(vertx, redis.url()).connected();
    var _ = two.bus.subscribe(citizen, news -> heard.add(seq(news)));
    two.settled();
    watching = Thread.ofPlatform().name("loop watch").start(watch);
  }

  @AfterEach
  void stop() throws Exception {
    watch.end();
    watching.join();
    one.close();
    two.close();
    redis.close();
    vertx.close().await(30, TimeUnit.SECONDS);
    assertThat(heldUp.stream().filter(RedisAwayTest::isBusWork))
        .as("event loops that the bus held up")
        .isEmpty();
  }

  /** Not what the test does on a loop. */
  private static boolean isBusWork(String where) {
    return where.contains("org.indiretta.bus.") || where.contains(".redis.");
  }

  @Test
  void p5_killedAndBackEmpty_everyChannelIsHeardAgain() throws Exception {
    manyChannels(two);

    redis.kill();
    // Each link notices by itself; what is told by one that has not is refused later.
    RedisNode.until(NOTICED, () -> one.links() == 0);
    assertThat(reachesElsewhere(one)).isFalse();
    for (long seq = 1; seq <= 1_000; seq++) {
      one.bus.publish(pushed(seq));
    }
    redis.restart();

    RedisNode.until(BACK, () -> one.isConnected() && two.isConnected());
    two.settled();
    assertThat(two.channels("heard")).isEqualTo(CHANNELS + 2);
    assertThat(reachesElsewhere(one)).isTrue();
    one.bus.publish(pushed(2_000));
    assertThat(heard.poll(30, TimeUnit.SECONDS)).as("nothing old comes later").isEqualTo(2_000);
    assertThat(one.count("indiretta.bus.dropped", "reason", "away")).isEqualTo(1_000);
  }

  @Test
  void p5_acceptsAndNeverAnswers_nobodyWaitsForIt() throws Exception {
    BlockingQueue<Long> here = new LinkedBlockingQueue<>();
    var _ = one.bus.subscribe(citizen, news -> here.add(seq(news)));

    redis.freeze();
    long began = System.nanoTime();
    for (long seq = 1; seq <= 30_000; seq++) {
      one.bus.publish(pushed(seq));
    }
    Duration publishing = Duration.ofNanos(System.nanoTime() - began);

    RedisNode.until(Duration.ofSeconds(10), () -> here.size() == 30_000);
    assertThat(publishing).isLessThan(Duration.ofSeconds(5));
    RedisNode.until(NOTICED, () -> !reachesElsewhere(one));
    // What waited is dropped.
    RedisNode.until(NOTICED, () -> one.gauge("indiretta.bus.waiting") == 0);
    // What was on its way is refused one batch after the other while the connection ends.
    RedisNode.until(NOTICED, () -> dropped(one) == 30_000);
    redis.thaw();
    RedisNode.until(BACK, () -> one.isConnected() && two.isConnected());
    one.bus.publish(pushed(40_000));
    RedisNode.until(Duration.ofSeconds(10), () -> heard.contains(40_000L));
  }

  private static double dropped(RedisNode node) {
    return Stream.of("full", "away", "refused")
        .mapToDouble(reason -> node.count("indiretta.bus.dropped", "reason", reason))
        .sum();
  }

  @Test
  void p5_clientKillPubsub_isSubscribedAgain() throws Exception {
    manyChannels(two);

    redis.command("CLIENT", "KILL", "TYPE", "pubsub");

    RedisNode.until(NOTICED, () -> two.count("indiretta.bus.lost", "link", "subscriptions") == 1);
    RedisNode.until(BACK, two::isConnected);
    two.settled();
    assertThat(two.channels("heard")).isEqualTo(CHANNELS + 2);
    one.bus.publish(pushed(1));
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void p5_flushedAndFull_newsGoOn() throws Exception {
    redis.command("FLUSHALL");
    redis.command("CONFIG", "SET", "maxmemory", "1mb");
    redis.command("CONFIG", "SET", "maxmemory-policy", "noeviction");

    for (long seq = 1; seq <= 100; seq++) {
      one.bus.publish(pushed(seq));
    }

    for (long seq = 1; seq <= 100; seq++) {
      assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(seq);
    }
    assertThat(one.count("indiretta.bus.lost", "link", "publications")).isZero();
  }

  @Test
  void p5_awayIsSaidOnlyOfWhoIsElsewhere() throws Exception {
    Address here = new Address.Peer(PeerId.next());
    var _ = one.bus.subscribe(here, news -> {});
    assertThat(one.bus.reaches(Set.of(citizen))).isTrue();

    redis.kill();
    RedisNode.until(NOTICED, () -> !reachesElsewhere(one));

    assertThat(one.bus.reaches(Set.of(here))).isTrue();
    assertThat(one.bus.reaches(Set.of(citizen, here))).isTrue();
    assertThat(one.bus.reaches(Set.of(citizen))).isFalse();
  }

  @Test
  void aRestartOfTheNodesDoesNotWaitForRedis() throws Exception {
    redis.kill();

    RedisNode three = new RedisNode(vertx, redis.url());
    BlockingQueue<Long> here = new LinkedBlockingQueue<>();
    var _ = three.bus.subscribe(citizen, news -> here.add(seq(news)));
    three.bus.publish(pushed(1));

    assertThat(here.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
    redis.restart();
    RedisNode.until(BACK, three::isConnected);
    three.close();
  }

  /** Whether somebody who is not here would hear. */
  private static boolean reachesElsewhere(RedisNode node) {
    return node.bus.reaches(Set.of(new Address.Peer(PeerId.next())));
  }

  private void manyChannels(RedisNode node) {
    List<Bus.Subscription> all = new ArrayList<>();
    for (int i = 0; i < CHANNELS; i++) {
      all.add(node.bus.subscribe(new Address.StaffOf(ConsultationId.next()), news -> {}));
    }
    node.settled();
    assertThat(node.channels("heard")).isEqualTo(all.size() + 2);
  }

  private News.Pushed pushed(long seq) {
    return new News.Pushed(Set.of(citizen), new Push.EntryErased(consultation, seq), null);
  }

  private static long seq(News.Pushed news) {
    return ((Push.EntryErased) news.push()).seq();
  }
}
