package org.indiretta.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A part of a file, read by position; what lies outside of it is a broken file. */
final class Bytes {
  private final byte[] array;
  private final int from;
  private final int to;

  private Bytes(byte[] array, int from, int to) {
    this.array = array;
    this.from = from;
    this.to = to;
  }

  static Bytes of(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  /** The whole that this is a part of; not copied, not to be changed. */
  byte[] array() {
    return array;
  }

  /** Where it begins in {@link #array}. */
  int from() {
    return from;
  }

  int length() {
    return to - from;
  }

  /** The part of {@code length} bytes at {@code at}. */
  Bytes part(int at, long length) throws NotAccepted {
    check(at, length);
    return new Bytes(array, from + at, from + at + (int) length);
  }

  int u8(int at) throws NotAccepted {
    check(at, 1);
    return array[from + at] & 0xff;
  }

  /** Big-endian. */
  int u16(int at) throws NotAccepted {
    return u8(at) << 8 | u8(at + 1);
  }

  /** Big-endian. */
  long u32(int at) throws NotAccepted {
    return (long) u16(at) << 16 | u16(at + 2);
  }

  /** Little-endian. */
  int u16le(int at) throws NotAccepted {
    return u8(at) | u8(at + 1) << 8;
  }

  /** Little-endian. */
  int u24le(int at) throws NotAccepted {
    return u16le(at) | u8(at + 2) << 16;
  }

  /** Little-endian. */
  long u32le(int at) throws NotAccepted {
    return (long) u16le(at + 2) << 16 | u16le(at);
  }

  /** Whether these characters (ISO 8859-1) stand at {@code at}. */
  boolean startsWith(int at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    return at >= 0
        && at + wanted.length <= length()
        && Arrays.equals(array, from + at, from + at + wanted.length, wanted, 0, wanted.length);
  }

  String text(int at, int length) throws NotAccepted {
    check(at, length);
    return new String(array, from + at, length, StandardCharsets.ISO_8859_1);
  }

  private void check(int at, long length) throws NotAccepted {
    if (at < 0 || length < 0 || at + length > length()) {
      throw NotAccepted.broken("it ends too early");
    }
  }
}
