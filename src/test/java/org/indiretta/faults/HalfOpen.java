package org.indiretta.faults;

import org.indiretta.cluster.TcpProxy;

/**
 * What one server says no longer reaches its clients for 40 s, while what they say goes on reaching
 * it. They notice by the ping that is not answered, come back by the other server and have
 * everything.
 */
final class HalfOpen implements Family {
  private static final int PAIRS = 6;
  private static final long HALF_OPEN_MS = 40_000;

  /** 15 s until a quiet link is asked, 8 s for the answer, then the way back. */
  private static final long NOTICED_WITHIN_MS = 30_000;

  @Override
  public String name() {
    return "half-open";
  }

  @Override
  public String fault() {
    return "server to client dropped for 40 s on the links of one server";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Network network = Network.start(scene);
    try (Crowd crowd = Crowd.of(scene, network.servers(), PAIRS, network.doors())) {
      crowd.awaitMessages(100 + scene.random().nextInt(200));
      network.door(0).hold(TcpProxy.Way.TO_CLIENT);
      long began = System.nanoTime();
      long noticedMs = crowd.awaitEverybodyWrites();
      scene.mustTake("everybody noticed and was back after", noticedMs, NOTICED_WITHIN_MS);
      long leftMs = HALF_OPEN_MS - (System.nanoTime() - began) / 1_000_000;
      crowd.pass(Math.max(1, scene.lasts(1, leftMs)));
      network.door(0).pass();
      crowd.mustHeal("the link was whole again");
      crowd.awaitMessages(100);
      Checker.Verdict _ = crowd.settleAndCheck();
    }
  }
}
