package org.indiretta.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** One connection through a {@link TcpProxy}: two directions, each read and written by its own. */
final class ProxiedLink {
  private static final int CHUNK_BYTES = 16_384;

  /** Chunks on their way in one direction; a sender that is faster is not read from meanwhile. */
  private static final int CHUNKS_UNDER_WAY = 64;

  /** Bytes and when they may go on; none: the end. */
  private record Chunk(ByteBuffer bytes, long dueNanos) {}

  private final TcpProxy proxy;
  private final Socket client;
  private final Socket server;
  private final AtomicInteger openDirections = new AtomicInteger(2);

  ProxiedLink(TcpProxy proxy, Socket client, Socket server) {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
  }

  void start(UnaryOperator<byte[]> toServer, UnaryOperator<byte[]> toClient) throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    direction(TcpProxy.Way.TO_SERVER, client, server, toServer);
    direction(TcpProxy.Way.TO_CLIENT, server, client, toClient);
  }

  private void direction(TcpProxy.Way way, Socket from, Socket to, UnaryOperator<byte[]> filter) {
    BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(CHUNKS_UNDER_WAY);
    Thread _ = Thread.ofVirtual().start(() -> read(way, from, filter, underWay));
    Thread _ = Thread.ofVirtual().start(() -> write(way, to, underWay));
  }

  private void read(
      TcpProxy.Way way, Socket from, UnaryOperator<byte[]> filter, BlockingQueue<Chunk> underWay) {
    byte[] buffer = new byte[CHUNK_BYTES];
    try {
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        byte[] passing = filter.apply(Arrays.copyOf(buffer, count));
        underWay.put(new Chunk(ByteBuffer.wrap(passing), proxy.dueNanos(way)));
      }
      underWay.put(new Chunk(null, proxy.dueNanos(way)));
    } catch (IOException | InterruptedException broken) {
      reset();
    }
  }

  private void write(TcpProxy.Way way, Socket to, BlockingQueue<Chunk> underWay) {
    try {
      while (true) {
        Chunk chunk = underWay.take();
        long leftNanos = chunk.dueNanos() - System.nanoTime();
        if (leftNanos > 0) {
          TimeUnit.NANOSECONDS.sleep(leftNanos);
        }
        if (!proxy.awaitPassing(way)) {
          reset();
          return;
        }
        if (chunk.bytes() == null) {
          end(to);
          return;
        }
        to.getOutputStream().write(chunk.bytes().array());
      }
    } catch (IOException | InterruptedException broken) {
      reset();
    }
  }

  private void end(Socket to) throws IOException {
    to.shutdownOutput();
    if (openDirections.decrementAndGet() == 0) {
      client.close();
      server.close();
      proxy.ended(this);
    }
  }

  /** RST to both ends. */
  void reset() {
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException gone) {
        // It is closed all the same.
      }
    }
    proxy.ended(this);
  }
}
