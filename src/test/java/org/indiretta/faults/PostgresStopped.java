package org.indiretta.faults;

import org.indiretta.cluster.ServerProcess;

/**
 * PostgreSQL stopped for 30 s with SIGSTOP: connections stay open, new ones are accepted by the
 * kernel, and nobody answers.
 */
final class PostgresStopped implements Family {
  private static final int PAIRS = 20;
  private static final long STOPPED_MS = 30_000;
  private static final long MOST_GROWTH_MIB = 100;

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
    Servers servers = Servers.start(scene, 2);
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
      crowd.awaitMessages(1_000);
      long[] before = residentMib(servers);
      long stopped = System.nanoTime();
      servers.postgres().freeze();
      crowd.pass(STOPPED_MS);
      servers.postgres().thaw();
      crowd.mustHeal("PostgreSQL went on");
      crowd.mustRefuseWithin(PostgresKill.REFUSED_WITHIN_MS, stopped, System.nanoTime());
      long[] after = residentMib(servers);
      for (int i = 0; i < before.length; i++) {
        scene.most("resident memory grew by MiB", after[i] - before[i]);
        scene.must(
            after[i] - before[i] <= MOST_GROWTH_MIB,
            "server %d grew from %d to %d MiB".formatted(i, before[i], after[i]));
      }
      crowd.awaitMessages(200);
      Checker.Verdict _ = crowd.settleAndCheck();
    }
  }

  private static long[] residentMib(Servers servers) throws java.io.IOException {
    long[] all = new long[servers.nodes().size()];
    int next = 0;
    for (ServerProcess node : servers.nodes()) {
      all[next++] = Resources.residentMib(node.pid());
    }
    return all;
  }
}
