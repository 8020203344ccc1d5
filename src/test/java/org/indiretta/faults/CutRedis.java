package org.indiretta.faults;

/**
 * One of two servers loses Redis for 20 s, both ways and one way only. Pairs are split over the
 * servers: what one writes reaches the other at worst 5 s late (P5), and nobody is thrown out.
 */
final class CutRedis implements Family {
  private static final int PAIRS = 6;
  private static final long CUT_MS = 20_000;
  private static final long BRIEF_CUT_MS = 6_000;

  /** P5: what is durable is at worst so late. */
  private static final long LATEST_MS = 5_000;

  /** Within which subscriptions are back (P5). */
  private static final long SUBSCRIBED_MS = 5_000;

  /** News that came over Redis and not by the sweep. */
  private static final long NEWS_MS = 500;

  private static final long NEWS_FOR_MS = 5_000;
  private static final long BRIEF_NEWS_FOR_MS = 1_500;

  @Override
  public String name() {
    return "cut-redis";
  }

  @Override
  public String fault() {
    return "one of two servers cut from Redis for 20 s: both ways, one way, the other way";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Network network = Network.start(scene);
    for (int round = 0; round < scene.rounds(1, Network.CUTS.length); round++) {
      try (Crowd crowd = Crowd.of(scene, network.servers(), PAIRS, network.doors())) {
        RedisAway.awaitNews(scene, network.servers());
        crowd.awaitSteady();
        crowd.awaitMessages(100 + scene.random().nextInt(200));
        Calm calm = Calm.of(network.servers());
        long began = System.nanoTime();
        network.toRedis(0).hold(Network.CUTS[round]);
        crowd.pass(scene.lasts(BRIEF_CUT_MS, CUT_MS));
        crowd.mustEndRights(0);
        crowd.mustEndRights(1);
        network.toRedis(0).pass();
        long healed = System.nanoTime();
        RedisAway.awaitNews(scene, network.servers());
        long backMs = (System.nanoTime() - healed) / 1_000_000;
        scene.mustTake("subscribed again after", backMs, SUBSCRIBED_MS);
        scene.must(crowd.deliveries().count(began, System.nanoTime()) > 0, "nothing was delivered");
        long longestMs = Math.round(crowd.deliveries().longest(began, System.nanoTime()));
        scene.mustTake("latest delivery without Redis", longestMs, LATEST_MS);
        int losses = crowd.losses();
        scene.must(losses == 0, "somebody lost the link %d times".formatted(losses));
        crowd.mustHeal("the cut " + round);
        long back = System.nanoTime();
        crowd.pass(scene.lasts(BRIEF_NEWS_FOR_MS, NEWS_FOR_MS));
        scene.must(crowd.deliveries().count(back, System.nanoTime()) > 0, "no news came back");
        long medianMs = Math.round(crowd.deliveries().percentile(50, back, System.nanoTime()));
        scene.mustTake("median delivery after the cut", medianMs, NEWS_MS);
        calm.mustNotHoldUpLoops(scene);
        calm.mustNotFlap(scene, 0, RedisAway.LINKS);
        calm.mustNotFlap(scene, 1, 0);
        Checker.Verdict _ = crowd.settleAndCheck();
      }
      scene.add("rounds", 1);
    }
  }
}
