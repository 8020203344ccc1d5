package org.indiretta.faults;

import org.indiretta.cluster.ServerProcess;

/** Two thousand connections send half of a request and then nothing. */
final class HalfRequests implements Family {
  private static final int CONNECTIONS = 2_000;
  private static final String HALF = "GET /live/info HTTP/1.1\r\nHost: x\r\n";
  private static final int PAIRS = 4;

  /** More than the server waits for the rest of a request, and as long as the knocking. */
  private static final long PART_MS = 15_000;

  /** The server's own limit. */
  private static final long ENDED_AFTER_MS = 10_000;

  private static final long LATE_NANOS = 30_000_000_000L;

  @Override
  public String name() {
    return "half-requests";
  }

  @Override
  public String fault() {
    return "2,000 connections that send half a request and wait";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 1, node -> node.jvm(Resources.WHOLE_HEAP));
    ServerProcess server = servers.node(0);
    try (Crowd others = Crowd.of(scene, servers, PAIRS)) {
      others.awaitMessages(scene.rounds(100, 500));
      warmUp(scene, server);
      Unharmed unharmed = new Unharmed(scene, "others' p99", others);
      unharmed.control(() -> others.pass(scene.lasts(1_000, PART_MS)));
      for (int round = 0; round < scene.rounds(1, 2); round++) {
        unharmed.fault(() -> part(scene, server, others));
        unharmed.control(() -> others.pass(scene.lasts(1_000, PART_MS)));
      }
      unharmed.must();
      Checker.Verdict _ = others.settleAndCheck();
    }
  }

  /** A server that runs has compiled what it does when somebody connects. */
  private static void warmUp(Scene scene, ServerProcess server) throws Exception {
    try (Knocks knocks = Knocks.at(scene, server.port(), CONNECTIONS / 4, HALF)) {
      scene.must(server.isReady(), "it did not answer somebody else");
      int _ = knocks.ended();
    }
  }

  private static void part(Scene scene, ServerProcess server, Crowd others) throws Exception {
    long before = Resources.residentMib(server.pid());
    try (Knocks knocks = Knocks.at(scene, server.port(), CONNECTIONS, HALF)) {
      scene.must(server.isReady(), "it did not answer somebody else");
      long grew = Resources.residentMib(server.pid()) - before;
      scene.most("resident memory grew by MiB", grew);
      scene.must(grew < SlowReaders.MOST_GROWTH_MIB, "the server grew by %d MiB".formatted(grew));
      others.pass(scene.lasts(ENDED_AFTER_MS, PART_MS));
      int ended = endedAtLast(scene, knocks);
      scene.measured("ended by the server", ended);
      scene.must(ended == CONNECTIONS, "only %d were ended".formatted(ended));
    }
  }

  /** Whoever is left gets a little longer on a busy machine. */
  private static int endedAtLast(Scene scene, Knocks knocks) throws Exception {
    long began = System.nanoTime();
    int ended = knocks.ended();
    while (ended < CONNECTIONS && System.nanoTime() - began < LATE_NANOS) {
      scene.pass(200);
      ended = knocks.ended();
    }
    return ended;
  }
}
