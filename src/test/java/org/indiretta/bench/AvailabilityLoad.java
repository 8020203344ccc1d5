package org.indiretta.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Pages that ask again as soon as they have the whole answer, each on a connection of its own that
 * is kept alive: one request under way per connection, so nothing is pipelined.
 */
final class AvailabilityLoad implements AutoCloseable {
  private static final byte[] LENGTH = "\ncontent-length: ".getBytes(StandardCharsets.US_ASCII);

  private static final int MOST_BYTES = 64 * 1024;

  private final Selector selector = Selector.open();
  private final byte[] request;
  private final String status;
  private final byte[] heard = new byte[MOST_BYTES];
  private long answers;
  private int underWay;
  private boolean stopped;
  private int bodyBytes;

  /**
   * Connects.
   *
   * @param headers of each request, each with its line end
   * @param status the only answer that counts; another one ends the bench
   */
  AvailabilityLoad(int port, int connections, String path, String headers, int status)
      throws IOException {
    this.request =
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n"
            .formatted(path, port, headers)
            .getBytes(StandardCharsets.US_ASCII);
    this.status = "HTTP/1.1 " + status;
    for (int i = 0; i < connections; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
      var _ = channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(MOST_BYTES));
    }
  }

  /** The bytes of the last body. */
  int bodyBytes() {
    return bodyBytes;
  }

  /** Asks for so long; returns the whole answers per second. */
  double run(double seconds) throws IOException {
    for (SelectionKey key : selector.keys()) {
      ask((SocketChannel) key.channel());
    }
    answers = 0;
    long from = System.nanoTime();
    long until = from + (long) (seconds * 1e9);
    while (System.nanoTime() < until) {
      int _ = selector.select(this::read, 1000);
    }
    double perSecond = answers * 1e9 / (System.nanoTime() - from);
    drain();
    return perSecond;
  }

  /** What is still under way is heard to its end, so that the next run begins with nothing. */
  private void drain() throws IOException {
    stopped = true;
    while (underWay > 0) {
      int _ = selector.select(this::read, 1000);
    }
    stopped = false;
  }

  private void ask(SocketChannel channel) throws IOException {
    underWay++;
    ByteBuffer bytes = ByteBuffer.wrap(request);
    while (bytes.hasRemaining()) {
      int _ = channel.write(bytes);
    }
  }

  private void read(SelectionKey key) {
    ByteBuffer buffer = (ByteBuffer) key.attachment();
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      if (channel.read(buffer) < 0) {
        throw new IOException("the server ended a connection");
      }
      if (isWhole(buffer)) {
        answers++;
        underWay--;
        buffer.clear();
        if (!stopped) {
          ask(channel);
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private boolean isWhole(ByteBuffer buffer) throws IOException {
    int end = buffer.position();
    byte[] bytes = heard;
    buffer.get(0, bytes, 0, end);
    int body = bodyStart(bytes, end);
    if (body < 0) {
      return false;
    }
    if (!new String(bytes, 0, status.length(), StandardCharsets.US_ASCII).equals(status)) {
      throw new IOException("answered: " + new String(bytes, 0, body, StandardCharsets.US_ASCII));
    }
    bodyBytes = length(bytes, body);
    return end == body + bodyBytes;
  }

  private static int bodyStart(byte[] bytes, int end) {
    for (int i = 3; i < end; i++) {
      if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int length(byte[] bytes, int end) {
    outer:
    for (int i = 0; i + LENGTH.length < end; i++) {
      for (int k = 0; k < LENGTH.length; k++) {
        if ((bytes[i + k] | 0x20) != (LENGTH[k] | 0x20)) {
          continue outer;
        }
      }
      int length = 0;
      for (int at = i + LENGTH.length; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
        length = length * 10 + (bytes[at] - '0');
      }
      return length;
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
