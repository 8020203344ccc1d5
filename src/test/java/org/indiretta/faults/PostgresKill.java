package org.indiretta.faults;

/** {@code kill -9} of PostgreSQL, which starts again after 3 s. */
final class PostgresKill implements Family {
  private static final int PAIRS = 6;
  private static final long DOWN_MS = 3_000;

  /** P8. */
  static final double REFUSED_WITHIN_MS = 2_000;

  @Override
  public String name() {
    return "postgres-kill";
  }

  @Override
  public String fault() {
    return "kill -9 of PostgreSQL, which starts again after 3 s";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2, node -> node.jvm(Resources.TRACKING));
    for (int round = 0; round < scene.rounds(1, 8); round++) {
      try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
        crowd.awaitMessages(50 + scene.random().nextInt(300));
        Growth growth = Growth.from(scene, servers);
        long killed = System.nanoTime();
        servers.postgres().kill();
        crowd.pass(DOWN_MS);
        growth.must();
        servers.postgres().start();
        crowd.mustHeal("PostgreSQL was there again in round " + round);
        crowd.mustRefuseWithin(REFUSED_WITHIN_MS, killed, System.nanoTime());
        crowd.awaitMessages(50);
        Checker.Verdict _ = crowd.settleAndCheck();
      }
      scene.add("rounds", 1);
    }
  }
}
