package org.indiretta.faults;

import java.util.List;
import org.indiretta.cluster.TcpProxy;

/**
 * A bad network between the servers and what they need: 300 ± 100 ms there and back, and now and
 * then nothing for 1 to 5 s, or a reset of every connection.
 */
final class SlowNetwork implements Family {
  private static final int PAIRS = 6;
  private static final long BAD_MS = 60_000;
  private static final long BRIEF_BAD_MS = 8_000;

  /** One way; there and back it is twice that. */
  private static final long DELAY_MS = 150;

  private static final long JITTER_MS = 50;

  /** Where the links to Redis begin in the list of all four. */
  private static final int TO_REDIS = 2;

  /** A stall of 5 s can cost a link (P7); more than so many in a minute is flapping. */
  private static final int MOST_LOSSES = 4;

  @Override
  public String name() {
    return "slow-network";
  }

  @Override
  public String fault() {
    return "300 ± 100 ms to PostgreSQL and Redis, with stalls of 1 to 5 s and resets, for 60 s";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Network network = Network.start(scene);
    List<TcpProxy> links =
        List.of(
            network.toPostgres(0), network.toPostgres(1), network.toRedis(0), network.toRedis(1));
    try (Crowd crowd = Crowd.of(scene, network.servers(), PAIRS, network.doors())) {
      crowd.awaitSteady();
      crowd.awaitMessages(200);
      links.forEach(link -> link.delay(DELAY_MS, JITTER_MS));
      Calm calm = Calm.of(network.servers());
      int[] troubles = new int[links.size()];
      long began = System.nanoTime();
      while ((System.nanoTime() - began) / 1_000_000 < scene.lasts(BRIEF_BAD_MS, BAD_MS)) {
        crowd.pass(scene.lasts(1_000, 2_000 + scene.random().nextLong(4_000)));
        int which = scene.random().nextInt(links.size());
        troubles[which]++;
        trouble(scene, crowd, links.get(which));
      }
      links.forEach(TcpProxy::pass);
      crowd.mustHeal("the network was good again");
      int losses = crowd.losses();
      scene.measured("links lost by one person", losses);
      scene.must(losses <= MOST_LOSSES, "somebody lost the link %d times".formatted(losses));
      for (int node = 0; node < 2; node++) {
        calm.mustNotFlap(scene, node, RedisAway.LINKS * troubles[TO_REDIS + node]);
      }
      scene.measured(
          "median ack, ms", Math.round(crowd.acks().percentile(50, began, System.nanoTime())));
      mustRefuse(scene, crowd, began);
      Checker.Verdict verdict = crowd.settleAndCheck();
      scene.measured("refused with a retry-after", verdict.refused());
    }
  }

  /** A short run may see no trouble on the way to PostgreSQL. */
  private static void mustRefuse(Scene scene, Crowd crowd, long began) {
    long now = System.nanoTime();
    if (scene.isBrief()) {
      crowd.mustAnswerWithin(PostgresKill.REFUSED_WITHIN_MS, began, now);
    } else {
      crowd.mustRefuseWithin(PostgresKill.REFUSED_WITHIN_MS, began, now);
    }
  }

  private static void trouble(Scene scene, Crowd crowd, TcpProxy link) throws Exception {
    if (scene.random().nextBoolean()) {
      link.reset();
      scene.add("resets", 1);
    } else {
      link.hold(TcpProxy.Way.values());
      crowd.pass(1_000 + scene.random().nextInt(4_000));
      link.pass();
      link.delay(DELAY_MS, JITTER_MS);
      scene.add("stalls", 1);
    }
  }
}
