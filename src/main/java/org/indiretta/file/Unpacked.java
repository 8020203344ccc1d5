package org.indiretta.file;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks zlib data part by part, so that what grows huge takes no memory. */
final class Unpacked implements AutoCloseable {
  private static final int PART_BYTES = 32 * 1024;

  private final Inflater inflater = new Inflater();
  private final byte[] part = new byte[PART_BYTES];

  /** Sees the bytes in their order. */
  @FunctionalInterface
  interface Reader {
    void read(byte[] array, int length) throws NotAccepted;
  }

  /** Unpacks all of {@code packed}, but no more than {@code most} bytes. */
  long read(Bytes packed, long most, Reader reader) throws NotAccepted {
    inflater.setInput(packed.array(), packed.from(), packed.length());
    long unpacked = 0;
    try {
      while (unpacked < most && !inflater.finished()) {
        int length = inflater.inflate(part, 0, (int) Math.min(PART_BYTES, most - unpacked));
        if (length == 0) {
          break;
        }
        reader.read(part, length);
        unpacked += length;
      }
    } catch (DataFormatException e) {
      throw NotAccepted.broken("packed data that cannot be read");
    }
    return unpacked;
  }

  /** How many bytes it unpacks to; {@code most} stands for more. */
  long count(Bytes packed, long most) throws NotAccepted {
    return read(packed, most, (array, length) -> {});
  }

  @Override
  public void close() {
    inflater.close();
  }
}
