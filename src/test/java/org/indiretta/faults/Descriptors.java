package org.indiretta.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.indiretta.cluster.ServerProcess;

/**
 * More connections than the process may have open files ({@code prlimit --nofile=2000}). Who is
 * there goes on and nothing else of the server fails; who comes too late is cut at once; when the
 * others are gone one can come again, and thousands one after the other.
 */
final class Descriptors implements Family {
  private static final int FILES = 2_000;
  private static final int CONNECTIONS = 2_500;
  private static final int BRIEF_FILES = 700;
  private static final int BRIEF_CONNECTIONS = 900;
  private static final int PAIRS = 4;
  private static final long PART_MS = 8_000;
  private static final int ANSWER_MS = 30_000;
  private static final String SWITCHED = "HTTP/1.1 101";

  @Override
  public String name() {
    return "descriptors";
  }

  @Override
  public String fault() {
    return "more sockets than the process may have open files (prlimit --nofile=2000)";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers =
        Servers.start(
            scene,
            1,
            (city, node) ->
                node.jvm(Resources.WHOLE_HEAP)
                    .wrappedBy("prlimit", "--nofile=" + scene.rounds(BRIEF_FILES, FILES)));
    int connections = scene.rounds(BRIEF_CONNECTIONS, CONNECTIONS);
    ServerProcess server = servers.node(0);
    try (Crowd others = Crowd.of(scene, servers, PAIRS)) {
      others.awaitMessages(scene.rounds(100, 500));
      // A server that runs has compiled what it does when somebody connects.
      Knocks.at(scene, server.port(), connections / 4, "").close();
      Unharmed unharmed = new Unharmed(scene, "others' p99", others);
      unharmed.control(() -> others.pass(scene.lasts(1_000, PART_MS)));
      for (int round = 0; round < scene.rounds(1, 2); round++) {
        unharmed.fault(() -> part(scene, server, others, connections));
        others.await("one can come again", () -> isReady(server));
        unharmed.control(() -> others.pass(scene.lasts(1_000, PART_MS)));
      }
      comeAndGo(scene, servers, server.port(), connections);
      unharmed.must();
      Checker.Verdict _ = others.settleAndCheck();
    }
  }

  /** All are there before the server ends the first one because it says nothing. */
  private static void part(Scene scene, ServerProcess server, Crowd others, int connections)
      throws Exception {
    long before = Resources.residentMib(server.pid());
    try (Knocks knocks = Knocks.at(scene, server.port(), connections, "")) {
      int cut = knocks.ended();
      scene.most("cut at once, of " + connections, cut);
      scene.must(cut > 0, "nobody was refused");
      others.pass(scene.lasts(1_000, PART_MS));
      long grew = Resources.residentMib(server.pid()) - before;
      scene.most("resident memory grew by MiB", grew);
      scene.must(grew < SlowReaders.MOST_GROWTH_MIB, "the server grew by %d MiB".formatted(grew));
      int losses = others.people().stream().mapToInt(Person::losses).max().orElseThrow();
      scene.must(losses == 0, "somebody who was there lost the link");
    }
  }

  private static boolean isReady(ServerProcess server) {
    try {
      return server.isReady();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** More WebSockets than may be open at once, but one after the other. */
  private static void comeAndGo(Scene scene, Servers servers, int port, int connections)
      throws IOException {
    byte[] upgrade =
        """
        GET /live/websocket HTTP/1.1
        Host: 127.0.0.1:%d
        Origin: %s
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13

        """
            .formatted(port, servers.origin())
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < connections; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(ANSWER_MS);
        socket.getOutputStream().write(upgrade);
        String answer =
            new String(
                socket.getInputStream().readNBytes(SWITCHED.length()), StandardCharsets.US_ASCII);
        if (!answer.equals(SWITCHED)) {
          scene.violated("WebSocket %d in turn was answered '%s'".formatted(i, answer));
          return;
        }
      }
    }
  }
}
