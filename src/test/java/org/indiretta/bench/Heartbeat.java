package org.indiretta.bench;

import java.util.List;

/** Pings sockets as the browsers do, one after the other and evenly over the interval. */
final class Heartbeat {
  private static final byte[] PING = WireSocket.encode("{\"type\":\"ping\",\"id\":\"beat\"}");

  private final List<WireSocket> sockets;
  private final long stepNanos;
  private int next;
  private long dueNanos = System.nanoTime();

  Heartbeat(List<WireSocket> sockets, long everyMs) {
    this.sockets = sockets;
    this.stepNanos = everyMs * 1_000_000 / sockets.size();
  }

  void turn(long nowNanos) {
    while (nowNanos - dueNanos >= 0) {
      dueNanos += stepNanos;
      WireSocket socket = sockets.get(next);
      next = (next + 1) % sockets.size();
      byte[] out = socket.room(PING.length);
      System.arraycopy(PING, 0, out, socket.outEnd() - PING.length, PING.length);
    }
  }
}
