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

/**
 * Connections of somebody who means no good. They come at a pace, for on one machine the program
 * itself would otherwise take the time from those whom it measures.
 */
final class Knocks implements AutoCloseable {
  /** So many in a second. */
  static final int A_SECOND = 1_250;

  private static final int EACH_STEP = 25;
  private static final long STEP_MS = EACH_STEP * 1_000L / A_SECOND;
  private static final int CONNECT_MS = 10_000;

  private final List<Socket> sockets = new ArrayList<>();

  private Knocks() {}

  /** So many, each of which says this first. */
  static Knocks at(Scene scene, int port, int count, String first)
      throws IOException, InterruptedException {
    Knocks knocks = new Knocks();
    byte[] words = first.getBytes(StandardCharsets.US_ASCII);
    while (knocks.sockets.size() < count) {
      for (int i = 0; i < EACH_STEP && knocks.sockets.size() < count; i++) {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
        knocks.sockets.add(socket);
        knocks.say(socket, words);
      }
      scene.pass(STEP_MS);
    }
    return knocks;
  }

  private void say(Socket socket, byte[] words) throws IOException {
    try {
      socket.getOutputStream().write(words);
    } catch (SocketException cutAlready) {
      // Counted by ended().
    }
  }

  /** How many the server has ended by now; what it answered before that is read. */
  int ended() throws IOException {
    int ended = 0;
    byte[] buffer = new byte[4_096];
    for (Socket socket : sockets) {
      socket.setSoTimeout(1);
      try {
        while (socket.getInputStream().read(buffer) >= 0) {
          // An answer.
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

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
