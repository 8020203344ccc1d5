package org.indiretta.faults;

import org.indiretta.cluster.ServerProcess;

/** {@code kill -9} of one of two servers, each time at another moment; it starts again at once. */
final class KillNode implements Family {
  private static final int PAIRS = 6;
  private static final int LATEST_MESSAGE = 300;

  /** Then the checker looks, and others come. */
  private static final int KILLS_OF_ONE_CROWD = 4;

  @Override
  public String name() {
    return "kill-node";
  }

  @Override
  public String fault() {
    return "kill -9 of one of two servers under load, 20 moments";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2);
    int kills = scene.rounds(2, 20);
    for (int killed = 0; killed < kills; ) {
      try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
        for (int last = Math.min(killed + KILLS_OF_ONE_CROWD, kills); killed < last; killed++) {
          crowd.awaitMessages(50 + scene.random().nextInt(LATEST_MESSAGE));
          ServerProcess victim = servers.node(scene.random().nextInt(2));
          victim.kill();
          victim.startWithoutWaiting();
          crowd.mustHeal("kill " + killed);
          // The next one may be the other: somebody must be there to go to.
          victim.awaitReady();
        }
        crowd.awaitMessages(50);
        Checker.Verdict _ = crowd.settleAndCheck();
      }
    }
    scene.measured("kills", kills);
  }
}
