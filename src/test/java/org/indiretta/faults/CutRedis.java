package org.indiretta.faults;

/**
 * One of two servers loses Redis for 20 s, both ways and one way only. Pairs are split over the
 * servers: what one writes reaches the other at worst 5 s late (P5), and nobody is thrown out.
 */
final class CutRedis implements Family {
  private static final int PAIRS = 6;
  private static final long CUT_MS = 20_000;

  /** P5, and what a busy machine adds. */
  static final double LATEST_MS = 6_000;

  /** Within which subscriptions are back. */
  private static final long SUBSCRIBED_MS = 5_000;

  /** News that came over Redis and not by the sweep. */
  private static final long NEWS_MS = 500;

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
        crowd.awaitMessages(100 + scene.random().nextInt(200));
        long began = System.nanoTime();
        network.toRedis(0).hold(Network.CUTS[round]);
        crowd.pass(CUT_MS);
        network.toRedis(0).pass();
        scene.must(crowd.deliveries().count(began, System.nanoTime()) > 0, "nothing was delivered");
        long longestMs = Math.round(crowd.deliveries().longest(began, System.nanoTime()));
        scene.most("latest delivery without Redis, ms", longestMs);
        scene.must(longestMs <= LATEST_MS, "a delivery came %d ms late".formatted(longestMs));
        int losses = crowd.people().stream().mapToInt(Person::losses).max().orElseThrow();
        scene.must(losses == 0, "somebody lost the link %d times".formatted(losses));
        crowd.mustHeal("the cut " + round);
        crowd.pass(SUBSCRIBED_MS);
        long back = System.nanoTime();
        crowd.pass(SUBSCRIBED_MS);
        scene.must(crowd.deliveries().count(back, System.nanoTime()) > 0, "no news came back");
        long medianMs = Math.round(crowd.deliveries().percentile(50, back, System.nanoTime()));
        scene.most("median delivery 5 s after the cut, ms", medianMs);
        scene.must(medianMs <= NEWS_MS, "news took %d ms after the cut".formatted(medianMs));
        Checker.Verdict _ = crowd.settleAndCheck();
      }
      scene.add("rounds", 1);
    }
  }
}
