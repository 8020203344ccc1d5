package org.indiretta.faults;

/**
 * PostgreSQL stopped for 30 s with SIGSTOP: connections stay open, new ones are accepted by the
 * kernel, and nobody answers.
 */
final class PostgresStopped implements Family {
  private static final int PAIRS = 20;
  private static final long STOPPED_MS = 30_000;

  /** Longer than P7 lets staff go on without an answer. */
  private static final long BRIEFLY_STOPPED_MS = 8_000;

  @Override
  public String name() {
    return "postgres-stopped";
  }

  @Override
  public String fault() {
    return "PostgreSQL stopped for 30 s with SIGSTOP";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2, node -> node.jvm(Resources.TRACKING));
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
      crowd.awaitMessages(scene.rounds(200, 1_000));
      Growth growth = Growth.from(scene, servers);
      long stopped = System.nanoTime();
      servers.postgres().freeze();
      crowd.pass(scene.lasts(BRIEFLY_STOPPED_MS, STOPPED_MS));
      growth.must();
      servers.postgres().thaw();
      crowd.mustHeal("PostgreSQL went on");
      crowd.mustRefuseWithin(PostgresKill.REFUSED_WITHIN_MS, stopped, System.nanoTime());
      crowd.awaitMessages(scene.rounds(50, 200));
      Checker.Verdict _ = crowd.settleAndCheck();
    }
  }
}
