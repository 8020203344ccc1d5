package org.indiretta.faults;

import org.indiretta.cluster.ServerProcess;

/**
 * One server with the PostgreSQL of its own data folder: {@code kill -9} of the server, of both, or
 * of PostgreSQL alone, which the server starts again.
 */
final class EmbeddedKill implements Family {
  private static final int PAIRS = 6;
  private static final int LATEST_MESSAGE = 600;

  /** What is killed. */
  private enum Victim {
    SERVER,
    SERVER_AND_POSTGRES,
    POSTGRES
  }

  @Override
  public String name() {
    return "embedded-kill";
  }

  @Override
  public String fault() {
    return "kill -9 of a single server, of its embedded PostgreSQL, of both";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.embedded(scene);
    ServerProcess server = servers.node(0);
    for (int round = 0; round < scene.rounds(3, 12); round++) {
      try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
        crowd.awaitMessages(50 + scene.random().nextInt(LATEST_MESSAGE));
        kill(server, Victim.values()[round % Victim.values().length]);
        crowd.mustHeal("it was ready in round " + round);
        crowd.awaitMessages(50);
        Checker.Verdict _ = crowd.settleAndCheck();
      }
      scene.add("rounds", 1);
    }
  }

  private static void kill(ServerProcess server, Victim victim) throws Exception {
    if (victim != Victim.POSTGRES) {
      server.kill();
    }
    if (victim != Victim.SERVER) {
      server.killEmbeddedPostgres();
    }
    server.start();
  }
}
