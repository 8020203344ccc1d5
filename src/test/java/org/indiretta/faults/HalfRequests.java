package org.indiretta.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.indiretta.cluster.ServerProcess;

/** Two thousand connections send half of a request and then nothing. */
final class HalfRequests implements Family {
  private static final int CONNECTIONS = 2_000;
  private static final int PAIRS = 4;
  private static final long PART_MS = 15_000;
  private static final int CONNECT_MS = 10_000;

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
    Servers servers = Servers.start(scene, 1);
    ServerProcess server = servers.node(0);
    try (Crowd others = Crowd.of(scene, servers, PAIRS)) {
      others.awaitMessages(500);
      Unharmed unharmed = new Unharmed(scene, "others' p99", others.acks());
      unharmed.control(() -> others.pass(PART_MS));
      for (int round = 0; round < scene.rounds(1, 2); round++) {
        List<Socket> half = new ArrayList<>();
        long before = Resources.residentMib(server.pid());
        unharmed.fault(
            () -> {
              open(server.port(), half);
              scene.must(server.isReady(), "it did not answer somebody else");
              others.pass(PART_MS);
            });
        long grew = Resources.residentMib(server.pid()) - before;
        scene.most("resident memory grew by MiB", grew);
        scene.must(grew < SlowReaders.MOST_GROWTH_MIB, "the server grew by %d MiB".formatted(grew));
        int ended = ended(half);
        scene.measured("ended by the server within 15 s", ended);
        scene.must(ended == CONNECTIONS, "only %d were ended".formatted(ended));
        unharmed.control(() -> others.pass(PART_MS));
      }
      unharmed.must();
      Checker.Verdict _ = others.settleAndCheck();
    }
  }

  static void open(int port, List<Socket> half) throws IOException {
    for (int i = 0; i < CONNECTIONS; i++) {
      Socket socket = new Socket();
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
      socket
          .getOutputStream()
          .write("GET /live/info HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
      half.add(socket);
    }
  }

  /** How many the server has ended by now; all are closed afterwards. */
  private static int ended(List<Socket> half) throws IOException {
    int ended = 0;
    for (Socket socket : half) {
      socket.setSoTimeout(50);
      try (socket) {
        while (socket.getInputStream().read() >= 0) {
          // An answer before the end is read too.
        }
        ended++;
      } catch (SocketTimeoutException stillOpen) {
        // Not ended.
      } catch (SocketException reset) {
        ended++;
      }
    }
    return ended;
  }
}
