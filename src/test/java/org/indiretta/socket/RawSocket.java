package org.indiretta.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** A TCP connection that does only what a test says: no pong, no reading, half a header. */
final class RawSocket implements AutoCloseable {
  private static final int WAIT_MS = 30_000;

  private final Socket socket = new Socket();

  RawSocket(int port) throws IOException {
    // A small window, so that a reader that stops is noticed soon.
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(WAIT_MS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAIT_MS);
  }

  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
  }

  /** Becomes a WebSocket (RFC 6455, 4.1). */
  void upgrade() throws IOException {
    write(
        "GET /live/websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: "
            + LiveCity.PORTAL
            + "\r\n\r\n");
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("closed: " + head.toString(UTF_8));
      }
      head.write(next);
    }
    if (!head.toString(UTF_8).startsWith("HTTP/1.1 101")) {
      throw new IOException(head.toString(UTF_8));
    }
  }

  /** Writes a text frame; a mask of zeros leaves the text as it is (RFC 6455, 5.3). */
  void frame(String text) throws IOException {
    byte[] payload = text.getBytes(UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
    frame.put((byte) 0x81);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    frame.putInt(0).put(payload);
    socket.getOutputStream().write(frame.array(), 0, frame.position());
    socket.getOutputStream().flush();
  }

  /** Reads the text of the next text frame of the server; pings are passed over. */
  String text() throws IOException {
    return new String(frame(0x81), UTF_8);
  }

  /** Waits for the server's next ping (RFC 6455, 5.5.2) and does not answer it. */
  void awaitPing() throws IOException {
    byte[] _ = frame(0x89);
  }

  /** Answers a ping. */
  void pong() throws IOException {
    socket.getOutputStream().write(new byte[] {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0});
    socket.getOutputStream().flush();
  }

  private byte[] frame(int expected) throws IOException {
    InputStream in = socket.getInputStream();
    while (true) {
      int kind = in.read();
      if (kind < 0) {
        throw new IOException("closed");
      }
      long length = in.read();
      if (length == 126) {
        length = ByteBuffer.wrap(in.readNBytes(2)).getShort() & 0xFFFF;
      } else if (length == 127) {
        length = ByteBuffer.wrap(in.readNBytes(8)).getLong();
      }
      byte[] payload = in.readNBytes((int) length);
      if (kind == expected) {
        return payload;
      }
    }
  }

  /** Reads until this came; fails when the other side ends it before. */
  void awaitText(String wanted) throws IOException {
    StringBuilder heard = new StringBuilder();
    while (heard.indexOf(wanted) < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("closed before " + wanted);
      }
      heard.append((char) next);
    }
  }

  /** Reads until the other side ends it; false when it did not in time. */
  boolean isEnded() throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {
        // Whatever it is.
      }
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
