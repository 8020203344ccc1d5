package org.indiretta.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.indiretta.cluster.ServerProcess;

/**
 * More connections than the process may have open files ({@code prlimit --nofile=2000}). Who is
 * there goes on and nothing else of the server fails; who comes too late is cut at once; when the
 * others are gone one can come again, and thousands one after the other.
 */
final class Descriptors implements Family {
  private static final int CONNECTIONS = 2_500;
  private static final int PAIRS = 4;
  private static final long PART_MS = 8_000;
  private static final int CONNECT_MS = 2_000;
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
        Servers.start(scene, 1, (city, node) -> node.wrappedBy("prlimit", "--nofile=2000:2000"));
    ServerProcess server = servers.node(0);
    try (Crowd others = Crowd.of(scene, servers, PAIRS)) {
      others.awaitMessages(500);
      Unharmed unharmed = new Unharmed(scene, "others' p99", others.acks());
      unharmed.control(() -> others.pass(PART_MS));
      List<Socket> taken = new ArrayList<>();
      unharmed.fault(
          () -> {
            open(server.port(), taken);
            others.pass(PART_MS);
          });
      int cut = 0;
      for (Socket socket : taken) {
        cut += isCut(socket) ? 1 : 0;
      }
      scene.measured("cut at once, of " + CONNECTIONS, cut);
      scene.must(cut > 0, "nobody was refused");
      int losses = others.people().stream().mapToInt(Person::losses).max().orElseThrow();
      scene.must(losses == 0, "somebody who was there lost the link");
      for (Socket socket : taken) {
        socket.close();
      }
      others.await("one can come again", () -> isReady(server));
      comeAndGo(scene, servers, server.port());
      unharmed.control(() -> others.pass(PART_MS));
      unharmed.must();
      Checker.Verdict _ = others.settleAndCheck();
    }
  }

  private static boolean isReady(ServerProcess server) {
    try {
      return server.isReady();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void open(int port, List<Socket> taken) throws IOException {
    for (int i = 0; i < CONNECTIONS; i++) {
      Socket socket = new Socket();
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
      taken.add(socket);
    }
  }

  /** More WebSockets than may be open at once, but one after the other. */
  private static void comeAndGo(Scene scene, Servers servers, int port) throws IOException {
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
    for (int i = 0; i < CONNECTIONS; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(CONNECT_MS);
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

  /** Whether the server has ended it. */
  private static boolean isCut(Socket socket) throws IOException {
    socket.setSoTimeout(1);
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }
}
