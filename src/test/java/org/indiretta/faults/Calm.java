package org.indiretta.faults;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.indiretta.cluster.LoopWatch;
import org.indiretta.cluster.ServerProcess;

/**
 * How calm servers stay while something they lean on is in trouble, from the moment this is made:
 * their event loops are not held up (they are {@link ServerProcess#watched}), and their links to
 * Redis do not flap. Short runs, with others beside them, only write both down: a machine that lets
 * a server wait for seconds ends links by itself. The servers must go on meanwhile.
 */
final class Calm {
  /** One server as it was. */
  private record Before(ServerProcess node, long logBytes, double linksLost) {}

  private final List<Before> before = new ArrayList<>();

  private Calm() {}

  /** From now on. */
  static Calm of(Servers servers) throws IOException {
    Calm calm = new Calm();
    for (ServerProcess node : servers.nodes()) {
      calm.before.add(new Before(node, node.log().toFile().length(), linksLost(node)));
    }
    return calm;
  }

  /** How often a server lost a link to Redis since its start; it has two. */
  static double linksLost(ServerProcess node) throws IOException {
    return node.metric("indiretta_bus_lost_total").orElse(0.0);
  }

  /** How often this one of the servers lost a link to Redis. */
  long linksLost(int node) throws IOException {
    return (long) (linksLost(before.get(node).node()) - before.get(node).linksLost());
  }

  /** No server lost its links to Redis more often than that together. */
  void mustNotFlap(Scene scene, long mostLosses) throws IOException {
    for (int i = 0; i < before.size(); i++) {
      mustNotFlap(scene, i, mostLosses);
    }
  }

  /** The same of one server. */
  void mustNotFlap(Scene scene, int node, long mostLosses) throws IOException {
    long losses = linksLost(node);
    scene.most("links to Redis lost by one server", losses);
    scene.must(
        scene.isBrief() || losses <= mostLosses,
        "%s lost links to Redis %d times, not %d"
            .formatted(before.get(node).node().name(), losses, mostLosses));
  }

  /** No event loop computed or waited in one task for longer than {@link LoopWatch#LIMIT_MS}. */
  void mustNotHoldUpLoops(Scene scene) throws IOException {
    scene.add("event loops held up over %d ms".formatted(LoopWatch.LIMIT_MS), 0);
    for (Before each : before) {
      for (String line : since(each)) {
        scene.add("event loops held up over %d ms".formatted(LoopWatch.LIMIT_MS), 1);
        scene.must(scene.isBrief(), each.node().name() + ": " + line);
      }
    }
  }

  private static List<String> since(Before each) throws IOException {
    byte[] more;
    try (RandomAccessFile log = new RandomAccessFile(each.node().log().toFile(), "r")) {
      log.seek(Math.min(each.logBytes(), log.length()));
      more = new byte[(int) (log.length() - log.getFilePointer())];
      log.readFully(more);
    }
    // Read tolerantly: the server may be in the middle of a letter.
    try (var lines =
        new java.io.BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(more), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> line.startsWith(LoopWatch.MARK)).toList();
    }
  }
}
