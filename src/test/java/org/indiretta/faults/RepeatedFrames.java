package org.indiretta.faults;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * What a WebSocket client sends (RFC 6455), with each text frame so many times; the request before
 * it and control frames pass once. For messages of one frame, as browsers send short ones.
 */
final class RepeatedFrames implements UnaryOperator<byte[]> {
  private static final String END_OF_REQUEST = "\r\n\r\n";
  private static final int TEXT = 0x81;

  private final int times;
  private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
  private boolean upgraded;

  RepeatedFrames(int times) {
    this.times = times;
  }

  @Override
  public byte[] apply(byte[] chunk) {
    unread.writeBytes(chunk);
    byte[] all = unread.toByteArray();
    ByteArrayOutputStream passing = new ByteArrayOutputStream();
    int at = upgraded ? 0 : request(all, passing);
    while (upgraded) {
      int length = frameLength(all, at);
      if (length == 0 || at + length > all.length) {
        break;
      }
      int copies = (all[at] & 0xff) == TEXT ? times : 1;
      for (int i = 0; i < copies; i++) {
        passing.write(all, at, length);
      }
      at += length;
    }
    unread.reset();
    unread.write(all, at, all.length - at);
    return passing.toByteArray();
  }

  private int request(byte[] all, ByteArrayOutputStream passing) {
    int end = new String(all, StandardCharsets.ISO_8859_1).indexOf(END_OF_REQUEST);
    if (end < 0) {
      return 0;
    }
    upgraded = true;
    passing.write(all, 0, end + END_OF_REQUEST.length());
    return end + END_OF_REQUEST.length();
  }

  /** The whole frame with its head and mask; 0 when its head is not there yet. */
  private static int frameLength(byte[] all, int at) {
    if (all.length - at < 2) {
      return 0;
    }
    int mask = (all[at + 1] & 0x80) == 0 ? 0 : 4;
    int announced = all[at + 1] & 0x7f;
    return switch (announced) {
      case 126 ->
          all.length - at < 4 ? 0 : 4 + mask + ((all[at + 2] & 0xff) << 8) + (all[at + 3] & 0xff);
      case 127 -> throw new IllegalStateException("a client's frame of more than 64 KiB");
      default -> 2 + mask + announced;
    };
  }
}
