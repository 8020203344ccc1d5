package org.indiretta.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The load generator's one loop, for the thread that owns it: reads what came, lets the load
 * answer, writes everything that gathered for a socket in one call.
 */
final class Generator implements AutoCloseable {
  /** What is to be done; asked at every turn of the loop. */
  interface Load {
    /** The load is done. */
    long DONE = -1;

    /** Another turn at once, without waiting for anything to come. */
    long AT_ONCE = 0;

    /** Does what is due; returns {@link #DONE}, {@link #AT_ONCE} or the longest wait in ms. */
    long turn(long nowNanos);
  }

  private static final int TRANSFER_BYTES = 256 * 1024;

  private final Selector selector;
  private final ByteBuffer transfer = ByteBuffer.allocateDirect(TRANSFER_BYTES);

  /** One read, and before it the part of a message that the last read left over. */
  private final byte[] scratch = new byte[8 * TRANSFER_BYTES];

  private final List<Heartbeat> heartbeats = new ArrayList<>();
  private WireSocket[] outbound = new WireSocket[1024];
  private int outboundCount;
  private int lostCount;
  private String lostWhy = "";

  Generator() throws IOException {
    selector = Selector.open();
  }

  SelectionKey register(SocketChannel channel, int operations, WireSocket socket)
      throws IOException {
    return channel.register(selector, operations, socket);
  }

  /** Keeps sockets of a target alive while another target is driven. */
  void keepAlive(Heartbeat heartbeat) {
    heartbeats.add(heartbeat);
  }

  void forget(Heartbeat heartbeat) {
    heartbeats.remove(heartbeat);
  }

  void queue(WireSocket socket) {
    if (outboundCount == outbound.length) {
      outbound = java.util.Arrays.copyOf(outbound, 2 * outboundCount);
    }
    outbound[outboundCount++] = socket;
  }

  void lost(String why) {
    lostCount++;
    lostWhy = why;
  }

  /** Drives a load to its end. Fails when a connection was lost: no figure counts after that. */
  void drive(Load load) throws IOException {
    while (true) {
      long now = System.nanoTime();
      for (Heartbeat heartbeat : heartbeats) {
        heartbeat.turn(now);
      }
      long waitMs = load.turn(now);
      flush();
      if (lostCount > 0) {
        throw new IOException(lostCount + " connections were lost; the last one: " + lostWhy);
      }
      if (waitMs == Load.DONE) {
        return;
      }
      if (waitMs == Load.AT_ONCE) {
        selector.selectNow(this::ready);
      } else {
        selector.select(this::ready, waitMs);
      }
      flush();
    }
  }

  private void ready(SelectionKey key) {
    if (key.isValid()) {
      ((WireSocket) key.attachment()).ready(transfer, scratch);
    }
  }

  private void flush() {
    for (int i = 0; i < outboundCount; i++) {
      outbound[i].flush(transfer);
      outbound[i] = null;
    }
    outboundCount = 0;
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      ((WireSocket) key.attachment()).close();
    }
    selector.close();
  }
}
