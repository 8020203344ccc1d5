package org.indiretta.faults;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.indiretta.cluster.RedisProcess;
import org.indiretta.cluster.ServerProcess;

/**
 * What is done to a Redis that goes on: subscribers are thrown out, everything is deleted, its
 * memory is full. Each pair is split over two servers; news goes on, or is back within 5 s (P5).
 */
final class RedisTroubled implements Family {
  private static final int PAIRS = 6;
  private static final long LATE_MS = 5_000;
  private static final long BACK_MS = 5_000;
  private static final long PASS_MS = 3_000;
  private static final long BRIEF_PASS_MS = 500;

  @Override
  public String name() {
    return "redis-troubled";
  }

  @Override
  public String fault() {
    return "CLIENT KILL TYPE pubsub, FLUSHALL, maxmemory reached";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2, ServerProcess::watched);
    RedisProcess redis = servers.redis();
    RedisAway.awaitNews(scene, servers);
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
      var _ = crowd.awaitEverybodyWrites();
      Calm calm = Calm.of(servers);
      long from = System.nanoTime();
      int kicks = 0;
      for (int round = 0; round < scene.rounds(1, 5); round++) {
        for (ServerProcess _ : servers.nodes()) {
          Map<ServerProcess, Double> before = linksLost(servers.nodes());
          kicks++;
          redis.command("CLIENT", "KILL", "TYPE", "pubsub");
          long began = System.nanoTime();
          // By both: a server that has not yet may say that it is subscribed.
          crowd.await("the kick is noticed", () -> lostMore(scene, before));
          RedisAway.awaitNews(scene, servers);
          long backMs = (System.nanoTime() - began) / 1_000_000;
          scene.mustTake("subscribed again after", backMs, BACK_MS);
          crowd.pass(1 + scene.random().nextLong(scene.lasts(BRIEF_PASS_MS, PASS_MS)));
        }
        crowd.mustEndRights(round % servers.nodes().size());
        redis.command("FLUSHALL");
        crowd.awaitMessages(50);
      }
      // What it would keep is refused from here on; news is not kept.
      redis.command("CONFIG", "SET", "maxmemory-policy", "noeviction");
      redis.command("CONFIG", "SET", "maxmemory", "1mb");
      double published = published(servers.nodes());
      crowd.awaitMessages(100);
      scene.must(
          published(servers.nodes()) > published, "nothing is published when the memory is full");
      long latest = Math.round(crowd.deliveries().longest(from, System.nanoTime()));
      scene.mustTake("latest delivery", latest, LATE_MS);
      calm.mustNotHoldUpLoops(scene);
      // Each kick takes the subscribed link of both; nothing else takes any.
      calm.mustNotFlap(scene, kicks);
      Checker.Verdict _ = crowd.settleAndCheck();
    }
  }

  private static Map<ServerProcess, Double> linksLost(List<ServerProcess> nodes)
      throws IOException {
    Map<ServerProcess, Double> lost = new HashMap<>();
    for (ServerProcess node : nodes) {
      Double _ = lost.put(node, Calm.linksLost(node));
    }
    return lost;
  }

  /** Each of them lost a link since then. */
  private static boolean lostMore(Scene scene, Map<ServerProcess, Double> before) {
    try {
      Map<ServerProcess, Double> now = linksLost(List.copyOf(before.keySet()));
      return before.entrySet().stream().allMatch(one -> now.get(one.getKey()) > one.getValue());
    } catch (IOException e) {
      scene.violated("its metrics cannot be read: " + e);
      return true;
    }
  }

  private static double published(List<ServerProcess> nodes) throws IOException {
    double sum = 0;
    for (ServerProcess node : nodes) {
      sum += node.metric("indiretta_bus_published_total").orElse(0.0);
    }
    return sum;
  }
}
