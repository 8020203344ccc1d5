package org.indiretta.faults;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.indiretta.cluster.ServerProcess;
import org.indiretta.cluster.TcpProxy;

/**
 * After resets, a killed and a stopped PostgreSQL and everybody's leaving, a minute of quiet brings
 * everything back: heap, direct memory, files, threads and connections, within 10 % of what they
 * were after the same load without faults.
 */
final class NothingLeft implements Family {
  private static final int PAIRS = 10;
  private static final long LOAD_MS = 12_000;
  private static final long QUIET_BEFORE_MS = 50_000;
  private static final long QUIET_MS = 60_000;
  private static final long TENTH = 10;

  @Override
  public String name() {
    return "nothing-left";
  }

  @Override
  public String fault() {
    return "memory, files, threads and connections after faults and a minute of quiet";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2, (city, node) -> node.jvm(Resources.TRACKING));
    TcpProxy door = scene.closing(TcpProxy.to(servers.node(0).port()));
    List<Integer> doors = List.of(door.port(), servers.node(1).port());
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS, doors)) {
      crowd.awaitMessages(100);
      crowd.pass(LOAD_MS);
      Checker.Verdict _ = crowd.settleAndCheck();
    }
    scene.pass(QUIET_BEFORE_MS);
    Resources[] before = all(servers);
    long connectionsBefore = connections(servers);
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS, doors)) {
      crowd.awaitMessages(100);
      door.reset();
      crowd.pass(LOAD_MS / 4);
      servers.postgres().kill();
      servers.postgres().start();
      crowd.pass(LOAD_MS / 4);
      servers.postgres().freeze();
      crowd.pass(LOAD_MS / 4);
      servers.postgres().thaw();
      crowd.mustHeal("PostgreSQL went on");
      Checker.Verdict _ = crowd.settleAndCheck();
    }
    scene.pass(QUIET_MS);
    Resources[] after = all(servers);
    for (int i = 0; i < before.length; i++) {
      compare(scene, "server " + (i + 1), before[i], after[i]);
    }
    back(scene, "connections to PostgreSQL", connectionsBefore, connections(servers), 2);
  }

  private static void compare(Scene scene, String server, Resources before, Resources after) {
    back(scene, server + " heap, KiB", before.heapKib(), after.heapKib(), 1_024);
    back(scene, server + " direct memory, KiB", before.directKib(), after.directKib(), 1_024);
    back(scene, server + " files", before.files(), after.files(), 4);
    back(scene, server + " threads", before.threads(), after.threads(), 2);
  }

  /** Within 10 %; of little, a few more count as the same. */
  private static void back(Scene scene, String what, long before, long after, long few) {
    scene.measured(what, before + " → " + after);
    scene.must(
        after <= Math.max(before + before / TENTH, before + few),
        "%s: %d before, %d after".formatted(what, before, after));
  }

  private static Resources[] all(Servers servers) throws Exception {
    Resources[] all = new Resources[servers.nodes().size()];
    int next = 0;
    for (ServerProcess node : servers.nodes()) {
      all[next++] = Resources.of(node.pid());
    }
    return all;
  }

  private static long connections(Servers servers) throws Exception {
    try (Connection connection = servers.connect();
        Statement statement = connection.createStatement();
        var count =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")) {
      return count.next() ? count.getLong(1) : 0;
    }
  }
}
