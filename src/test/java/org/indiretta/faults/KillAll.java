package org.indiretta.faults;

import org.indiretta.cluster.ServerProcess;

/** {@code kill -9} of all servers at once, and of PostgreSQL with them every other time. */
final class KillAll implements Family {
  private static final int PAIRS = 6;
  private static final int LATEST_MESSAGE = 300;

  @Override
  public String name() {
    return "kill-all";
  }

  @Override
  public String fault() {
    return "kill -9 of all servers at once, every other time with their PostgreSQL";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2);
    for (int round = 0; round < scene.rounds(2, 8); round++) {
      try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
        crowd.awaitMessages(50 + scene.random().nextInt(LATEST_MESSAGE));
        for (ServerProcess node : servers.nodes()) {
          node.kill();
        }
        if (round % 2 == 1) {
          servers.postgres().kill();
          servers.postgres().start();
        }
        for (ServerProcess node : servers.nodes()) {
          node.startWithoutWaiting();
        }
        for (ServerProcess node : servers.nodes()) {
          node.awaitReady();
        }
        crowd.mustHeal("all were ready in round " + round);
        crowd.awaitMessages(50);
        Checker.Verdict _ = crowd.settleAndCheck();
      }
      scene.add("rounds", 1);
    }
  }
}
