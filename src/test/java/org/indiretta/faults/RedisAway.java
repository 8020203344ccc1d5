package org.indiretta.faults;

import java.io.IOException;
import org.indiretta.cluster.RedisProcess;
import org.indiretta.cluster.ServerProcess;

/**
 * Redis is away for a minute while each pair is split over two servers (P5): what is written goes
 * on as before, and reaches the other server by the sweep; afterwards the news flows again.
 */
final class RedisAway implements Family {
  /** How Redis goes, and comes back. */
  enum How {
    /** {@code kill -9}; it comes back empty, on the same port. */
    KILLED {
      @Override
      void breaks(RedisProcess redis) throws IOException, InterruptedException {
        redis.kill();
      }

      @Override
      void heals(RedisProcess redis) throws IOException, InterruptedException {
        redis.restart();
      }
    },
    /** SIGSTOP: it takes connections, and answers nothing. */
    FROZEN {
      @Override
      void breaks(RedisProcess redis) throws IOException, InterruptedException {
        redis.freeze();
      }

      @Override
      void heals(RedisProcess redis) throws IOException, InterruptedException {
        redis.thaw();
      }
    };

    abstract void breaks(RedisProcess redis) throws IOException, InterruptedException;

    abstract void heals(RedisProcess redis) throws IOException, InterruptedException;
  }

  private static final int PAIRS = 6;
  private static final long QUIET_MS = 15_000;
  private static final long BRIEF_QUIET_MS = 2_000;
  private static final long AWAY_MS = 60_000;
  private static final long BRIEF_AWAY_MS = 6_000;

  /** P5: what is durable is at worst so late, ... */
  private static final long LATE_MS = 5_000;

  /** … and the subscriptions are back within as much. */
  private static final long BACK_MS = 5_000;

  /** A write is committed, or refused, within so much (P8). */
  private static final long ACKED_MS = 2_000;

  /** A server has two links to Redis, and loses each once. */
  static final long LINKS = 2;

  private static final long LOOK_EVERY_MS = 100;

  private final How how;

  RedisAway(How how) {
    this.how = how;
  }

  @Override
  public String name() {
    return how == How.KILLED ? "redis-killed" : "redis-frozen";
  }

  @Override
  public String fault() {
    return how == How.KILLED
        ? "Redis killed for 60 s, and back empty"
        : "Redis frozen for 60 s: it takes connections and never answers";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2, ServerProcess::watched);
    awaitNews(scene, servers);
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
      crowd.awaitSteady();
      Window before = quiet(scene, crowd);

      Calm calm = Calm.of(servers);
      long from = System.nanoTime();
      how.breaks(servers.redis());
      long gone = System.nanoTime();
      crowd.pass(scene.lasts(BRIEF_AWAY_MS, AWAY_MS));
      for (int door = 0; door < servers.nodes().size(); door++) {
        crowd.mustEndRights(door);
      }
      for (ServerProcess node : servers.nodes()) {
        scene.must(node.isReady(), node.name() + " is not ready while Redis is away");
      }
      crowd.await(
          "something written while Redis is away is at the other side",
          () -> crowd.deliveries().hasBegunAfter(gone));
      Window away = new Window(from, System.nanoTime());

      long healed = System.nanoTime();
      how.heals(servers.redis());
      awaitNews(scene, servers);
      long backMs = (System.nanoTime() - healed) / 1_000_000;
      scene.mustTake("news again after", backMs, BACK_MS);
      Window after = quiet(scene, crowd);
      calm.mustNotHoldUpLoops(scene);
      calm.mustNotFlap(scene, LINKS);
      compare(scene, crowd, before, away, after);
      Checker.Verdict _ = crowd.settleAndCheck();
    }
  }

  /** Two moments. */
  private record Window(long from, long until) {}

  private static Window quiet(Scene scene, Crowd crowd) throws InterruptedException {
    long from = System.nanoTime();
    crowd.pass(scene.lasts(BRIEF_QUIET_MS, QUIET_MS));
    return new Window(from, System.nanoTime());
  }

  private static void compare(Scene scene, Crowd crowd, Window before, Window away, Window after) {
    double ackBefore = crowd.acks().percentile(99, before.from(), before.until());
    double ackAway = crowd.acks().percentile(99, away.from(), away.until());
    scene.measured("ack p99 before, ms", Math.round(ackBefore));
    scene.measured("ack p99 away, ms", Math.round(ackAway));
    scene.measured(
        "ack p99 after, ms", Math.round(crowd.acks().percentile(99, after.from(), after.until())));
    long latest = Math.round(crowd.deliveries().longest(away.from(), away.until()));
    scene.measured(
        "delivery p99 after, ms",
        Math.round(crowd.deliveries().percentile(99, after.from(), after.until())));
    scene.mustTake("latest delivery away", latest, LATE_MS);
    long longest = Math.round(crowd.acks().longest(away.from(), away.until()));
    scene.mustTake("longest ack away", longest, ACKED_MS);
    scene.must(crowd.losses() == 0, "somebody lost the link because Redis was away");
  }

  /** Until every server tells and hears the others. */
  static void awaitNews(Scene scene, Servers servers) throws IOException, InterruptedException {
    Progress progress = new Progress();
    long began = System.nanoTime();
    while (!allConnected(servers)) {
      if (System.nanoTime() - began > 30_000_000_000L) {
        scene.violated("30 s later the servers do not hear each other");
        return;
      }
      progress.pass(LOOK_EVERY_MS);
    }
  }

  private static boolean allConnected(Servers servers) throws IOException {
    for (ServerProcess node : servers.nodes()) {
      if (node.metric("indiretta_bus_connected").orElse(0.0) != 2) {
        return false;
      }
    }
    return true;
  }
}
