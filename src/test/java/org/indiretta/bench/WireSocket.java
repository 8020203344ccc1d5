package org.indiretta.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One WebSocket client (RFC 6455) of the generator, on a non-blocking channel. It keeps buffers
 * only for what did not fit, so that ten thousand idle ones are cheap, and it copies nothing more
 * than once: the generator has one core and must not be the limit.
 */
final class WireSocket {
  /** Gets what the server sends; the bytes are only valid during the call. */
  interface Listener {
    void onText(WireSocket socket, byte[] bytes, int from, int length);
  }

  private static final byte[] NOTHING = {};
  private static final int HEADER_BYTES = 14;
  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;

  private final Generator generator;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final String request;
  private Listener listener = (socket, bytes, from, length) -> {};
  private Runnable onOpen = () -> {};
  private boolean upgraded;
  private boolean closing;
  private boolean queued;
  private byte[] rest = NOTHING;
  private byte[] out = NOTHING;
  private int outLength;

  /** Starts to connect; {@code onOpen} runs once the server has agreed to a WebSocket. */
  WireSocket(Generator generator, int port, String path, Runnable onOpen) throws IOException {
    this.generator = generator;
    this.onOpen = onOpen;
    this.request =
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\n"
                .formatted(path, port, port)
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    boolean connected =
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    key = generator.register(channel, connected ? 0 : SelectionKey.OP_CONNECT, this);
    if (connected) {
      sendUpgrade();
    }
  }

  void listen(Listener next) {
    listener = next;
  }

  /** Adds one that hears what comes after those that hear it already. */
  void alsoListen(Listener next) {
    Listener before = listener;
    listener =
        (socket, bytes, from, length) -> {
          before.onText(socket, bytes, from, length);
          next.onText(socket, bytes, from, length);
        };
  }

  void close() {
    closing = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  // ── outward ───────────────────────────────────────────────────────────────────────────────────

  /** A whole client message as bytes, masked with zeros: legal, and free to make and to undo. */
  static byte[] encode(String text) {
    return encode(TEXT, text.getBytes(StandardCharsets.UTF_8), 0, -1);
  }

  private static byte[] encode(int opcode, byte[] source, int from, int wanted) {
    int length = wanted < 0 ? source.length : wanted;
    ByteBuffer buffer = ByteBuffer.allocate(length + HEADER_BYTES);
    buffer.put((byte) (0x80 | opcode));
    if (length < 126) {
      buffer.put((byte) (0x80 | length));
    } else if (length < 65_536) {
      buffer.put((byte) (0x80 | 126)).putShort((short) length);
    } else {
      throw new IllegalArgumentException("the generator sends at most 64 KiB");
    }
    buffer.putInt(0).put(source, from, length);
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  void send(String text) {
    byte[] message = encode(text);
    System.arraycopy(message, 0, room(message.length), outLength - message.length, message.length);
  }

  /**
   * Makes room for {@code length} more bytes and returns the array; they end at {@link #outEnd()}.
   * What was written there goes out at the end of the generator's turn.
   */
  byte[] room(int length) {
    if (out.length < outLength + length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, outLength + length));
    }
    outLength += length;
    if (!queued && (key == null || (key.interestOps() & SelectionKey.OP_WRITE) == 0)) {
      queued = true;
      generator.queue(this);
    }
    return out;
  }

  int outEnd() {
    return outLength;
  }

  /** Writes what is waiting; the rest goes when the channel has room. */
  void flush(ByteBuffer transfer) {
    queued = false;
    int done = 0;
    try {
      while (done < outLength) {
        transfer.clear();
        transfer.put(out, done, Math.min(outLength - done, transfer.capacity())).flip();
        int written = channel.write(transfer);
        done += written;
        if (transfer.hasRemaining()) {
          break;
        }
      }
    } catch (IOException e) {
      lost(e.getMessage());
      return;
    }
    System.arraycopy(out, done, out, 0, outLength - done);
    outLength -= done;
    key.interestOps(SelectionKey.OP_READ | (outLength > 0 ? SelectionKey.OP_WRITE : 0));
  }

  private void sendUpgrade() {
    byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, room(bytes.length), outLength - bytes.length, bytes.length);
  }

  // ── inward ────────────────────────────────────────────────────────────────────────────────────

  /** The selector says that something can be done. */
  void ready(ByteBuffer transfer, byte[] scratch) {
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        key.interestOps(SelectionKey.OP_READ);
        sendUpgrade();
      }
      if (key.isReadable()) {
        read(transfer, scratch);
      }
    } catch (IOException e) {
      lost(e.getMessage());
      return;
    }
    if (key.isValid() && key.isWritable()) {
      flush(transfer);
    }
  }

  private void read(ByteBuffer transfer, byte[] scratch) throws IOException {
    transfer.clear();
    int count = channel.read(transfer);
    if (count < 0) {
      lost("the server closed the connection");
      return;
    }
    System.arraycopy(rest, 0, scratch, 0, rest.length);
    transfer.flip().get(scratch, rest.length, count);
    int end = rest.length + count;
    int from = upgraded ? 0 : upgrade(scratch, end);
    if (upgraded) {
      from = messages(scratch, from, end);
    }
    rest = from == end ? NOTHING : Arrays.copyOfRange(scratch, from, end);
  }

  /** Reads the answer to the upgrade; returns where the frames begin, or 0 while it is partial. */
  private int upgrade(byte[] bytes, int end) {
    String answer = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    int header = answer.indexOf("\r\n\r\n");
    if (header < 0) {
      return 0;
    }
    if (!answer.startsWith("HTTP/1.1 101")) {
      lost("refused: " + answer.lines().findFirst().orElse(""));
      return end;
    }
    upgraded = true;
    onOpen.run();
    return header + 4;
  }

  /** Reads whole frames; returns where the first partial one begins. */
  private int messages(byte[] bytes, int start, int end) {
    int at = start;
    while (end - at >= 2) {
      int length = bytes[at + 1] & 0x7F;
      int header = length == 126 ? 4 : length == 127 ? 10 : 2;
      if (end - at < header) {
        return at;
      }
      if (length == 126) {
        length = (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
      } else if (length == 127) {
        length = ByteBuffer.wrap(bytes, at + 6, 4).getInt();
      }
      if (end - at - header < length) {
        return at;
      }
      take(bytes[at] & 0x0F, bytes, at + header, length);
      at += header + length;
    }
    return at;
  }

  private void take(int opcode, byte[] bytes, int from, int length) {
    switch (opcode) {
      case TEXT -> listener.onText(this, bytes, from, length);
      case PING -> {
        byte[] pong = encode(PONG, bytes, from, length);
        System.arraycopy(pong, 0, room(pong.length), outLength - pong.length, pong.length);
      }
      case CLOSE ->
          lost(
              length < 2
                  ? "closed without a code"
                  : "closed with "
                      + ((bytes[from] & 0xFF) << 8 | (bytes[from + 1] & 0xFF))
                      + " "
                      + new String(bytes, from + 2, length - 2, StandardCharsets.UTF_8));
      default -> {
        // The rest of a fragmented message: only its first part is looked at.
      }
    }
  }

  private void lost(String why) {
    if (!closing) {
      close();
      generator.lost(why);
    }
  }
}
