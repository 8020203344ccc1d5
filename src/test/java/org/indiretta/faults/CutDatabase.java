package org.indiretta.faults;

import org.indiretta.cluster.TcpProxy;

/**
 * One of two servers loses PostgreSQL for 20 s: both ways, what PostgreSQL answers, what the server
 * asks. Its people go to the other one and stay there.
 */
final class CutDatabase implements Family {
  private static final int PAIRS = 6;
  private static final long CUT_MS = 20_000;

  /** 7 s until it gives up its people, a wait of 2 s: everybody is at the other server. */
  private static final long MOVED_WITHIN_MS = 15_000;

  /** Who goes on being thrown from one to the other flaps. */
  private static final int MOST_LOSSES = 4;

  @Override
  public String name() {
    return "cut-postgres";
  }

  @Override
  public String fault() {
    return "one of two servers cut from PostgreSQL for 20 s: both ways, one way, the other way";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Network network = Network.start(scene);
    for (int round = 0; round < scene.rounds(1, Network.CUTS.length); round++) {
      try (Crowd crowd = Crowd.of(scene, network.servers(), PAIRS, network.doors())) {
        crowd.awaitMessages(100 + scene.random().nextInt(200));
        TcpProxy link = network.toPostgres(0);
        link.hold(Network.CUTS[round]);
        long began = System.nanoTime();
        long movedMs = crowd.awaitEverybodyWrites();
        scene.mustTake("everybody at the other server", movedMs, MOVED_WITHIN_MS);
        crowd.pass(Math.max(1, scene.lasts(1, CUT_MS) - (System.nanoTime() - began) / 1_000_000));
        int losses = crowd.people().stream().mapToInt(Person::losses).max().orElseThrow();
        scene.most("links lost by one person", losses);
        scene.must(losses <= MOST_LOSSES, "somebody lost the link %d times".formatted(losses));
        link.pass();
        crowd.mustHeal("the cut " + round);
        crowd.awaitMessages(50);
        Checker.Verdict _ = crowd.settleAndCheck();
      }
      scene.add("rounds", 1);
    }
  }
}
