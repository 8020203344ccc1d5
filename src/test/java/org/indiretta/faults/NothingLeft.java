package org.indiretta.faults;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final long LOAD_BRIEF_MS = 3_000;
  private static final long QUIET_BEFORE_MS = 45_000;
  private static final long QUIET_BEFORE_BRIEF_MS = 1_000;
  private static final int QUIET_S = 60;
  private static final long LOOK_AGAIN_MS = 10_000;
  private static final long LOOK_AGAIN_BRIEF_MS = 3_000;
  private static final long TENTH = 10;

  /** What was there before and after, in words, and which of it is not back. */
  private record Compared(Map<String, String> figures, List<String> left) {
    /** Within 10 %; of little, a few more count as the same. */
    void add(String what, long before, long after, long few) {
      String _ = figures.put(what, before + " → " + after);
      if (after > Math.max(before + before / TENTH, before + few)) {
        left.add("%s: %d before, %d after".formatted(what, before, after));
      }
    }
  }

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
    long loadMs = scene.lasts(LOAD_BRIEF_MS, LOAD_MS);
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS, doors)) {
      crowd.awaitMessages(100);
      crowd.pass(loadMs);
      Checker.Verdict _ = crowd.settleAndCheck();
    }
    scene.pass(scene.lasts(QUIET_BEFORE_BRIEF_MS, QUIET_BEFORE_MS));
    Resources[] before = all(servers);
    long connectionsBefore = connections(servers);
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS, doors)) {
      crowd.awaitMessages(100);
      door.reset();
      crowd.pass(loadMs / 4);
      servers.postgres().kill();
      servers.postgres().start();
      crowd.pass(loadMs / 4);
      servers.postgres().freeze();
      crowd.pass(loadMs / 4);
      servers.postgres().thaw();
      crowd.mustHeal("PostgreSQL went on");
      Checker.Verdict _ = crowd.settleAndCheck();
    }
    mustComeBack(scene, servers, before, connectionsBefore);
  }

  /** Looks again and again, until everything is back or the minute is over. */
  private static void mustComeBack(
      Scene scene, Servers servers, Resources[] before, long connectionsBefore) throws Exception {
    long began = System.nanoTime();
    long quietS = 0;
    Compared compared;
    do {
      scene.pass(scene.lasts(LOOK_AGAIN_BRIEF_MS, LOOK_AGAIN_MS));
      quietS = (System.nanoTime() - began) / 1_000_000_000;
      Resources[] after = all(servers);
      compared = new Compared(new LinkedHashMap<>(), new ArrayList<>());
      for (int i = 0; i < before.length; i++) {
        compare(compared, "server " + (i + 1), before[i], after[i]);
      }
      compared.add("connections to PostgreSQL", connectionsBefore, connections(servers), 2);
    } while (!compared.left().isEmpty() && quietS < QUIET_S);
    compared.figures().forEach(scene::measured);
    scene.measured("looked at after s of quiet", quietS);
    compared.left().forEach(scene::violated);
  }

  private static void compare(Compared compared, String server, Resources before, Resources after) {
    compared.add(server + " heap, KiB", before.heapKib(), after.heapKib(), 1_024);
    compared.add(server + " direct memory, KiB", before.directKib(), after.directKib(), 1_024);
    compared.add(server + " files", before.files(), after.files(), 4);
    compared.add(server + " threads", before.threads(), after.threads(), 2);
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
