package org.indiretta.faults;

import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A WebSocket (RFC 6455) that greets, follows a consultation, and then never reads again. */
final class MuteSocket implements AutoCloseable {
  /** The kernel keeps at least some KiB; the smaller, the sooner the server notices. */
  private static final int RECEIVE_BYTES = 8_192;

  private static final int ANSWER_MS = 15_000;
  private static final int TEXT = 0x81;

  /** From so many bytes on the length takes two more. */
  private static final int LONGER = 126;

  private static final byte[] MASK = {1, 2, 3, 4};

  private final Socket socket = new Socket();
  private final InputStream in;

  private MuteSocket(int port) throws IOException {
    socket.setReceiveBufferSize(RECEIVE_BYTES);
    socket.setSoTimeout(ANSWER_MS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MS);
    in = new BufferedInputStream(socket.getInputStream(), RECEIVE_BYTES);
  }

  /** One more browser of this citizen, which has been shown what there is so far. */
  static MuteSocket following(int port, String origin, String token, String consultation)
      throws IOException {
    MuteSocket mute = new MuteSocket(port);
    mute.write(
        """
        GET /live/websocket HTTP/1.1\r
        Host: 127.0.0.1\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
        Sec-WebSocket-Version: 13\r
        Origin: %s\r
        \r
        """
            .formatted(origin)
            .getBytes(StandardCharsets.US_ASCII));
    mute.awaitText("\r\n\r\n");
    JsonObject credential = new JsonObject().put("type", "token").put("value", token);
    mute.say(
        new JsonObject()
            .put("type", "hello")
            .put("id", "hello")
            .put("protocol", 1)
            .put("language", "it")
            .put("credential", credential));
    mute.awaitText("\"type\":\"welcome\"");
    mute.say(
        new JsonObject()
            .put("type", "resume")
            .put("id", "resume")
            .put("consultation", consultation)
            .put("after", 0));
    mute.awaitText("\"type\":\"resumed\"");
    return mute;
  }

  /** Says that it is there, as browsers do; nothing when the server has ended it. */
  void ping() {
    try {
      say(new JsonObject().put("type", "ping").put("id", "ping"));
    } catch (IOException ended) {
      // What was to be shown.
    }
  }

  private void say(JsonObject command) throws IOException {
    byte[] text = command.encode().getBytes(StandardCharsets.UTF_8);
    ByteBuffer head = ByteBuffer.allocate(2 + 2 + MASK.length).put((byte) TEXT);
    if (text.length < LONGER) {
      head.put((byte) (0x80 | text.length));
    } else {
      head.put((byte) (0x80 | LONGER)).putShort((short) text.length);
    }
    head.put(MASK);
    for (int i = 0; i < text.length; i++) {
      text[i] ^= MASK[i % MASK.length];
    }
    write(Arrays.copyOf(head.array(), head.position()));
    write(text);
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  private void awaitText(String wanted) throws IOException {
    StringBuilder heard = new StringBuilder();
    while (heard.indexOf(wanted) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("closed before %s: %s".formatted(wanted, heard));
      }
      heard.append((char) next);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
