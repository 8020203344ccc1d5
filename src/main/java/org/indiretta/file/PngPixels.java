package org.indiretta.file;

/**
 * The pixels of a PNG: unpacks them and sees that every row of every pass is there and begins with
 * a filter that exists (PNG third edition, 7 to 9).
 */
final class PngPixels implements AutoCloseable {
  /** Colour type: indexes into the palette. */
  static final int PALETTE = 3;

  private static final int MOST_FILTER = 4;

  /** Adam7: where each pass begins and how far its pixels lie apart: x, y, by x, by y (8.2). */
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

  private final Unpacked unpacked = new Unpacked();
  private final int width;
  private final int height;
  private final int bitsPerPixel;
  private final int[][] passes;
  private final long expected;
  private int pass = -1;
  private long rowsLeft;
  private long rowBytes;
  private long rowAt;
  private long seen;

  PngPixels(int width, int height, int depth, int colours, boolean interlaced) throws NotAccepted {
    this.width = width;
    this.height = height;
    this.bitsPerPixel = bitsPerPixel(depth, colours);
    this.passes = interlaced ? ADAM7 : ONE_PASS;
    long bytes = 0;
    for (int[] each : passes) {
      bytes += rows(each) * rowBytes(each);
    }
    this.expected = bytes;
    nextPass();
  }

  /** Table 12 of the specification: which depths go with which colours. */
  private static int bitsPerPixel(int depth, int colours) throws NotAccepted {
    boolean small = depth == 1 || depth == 2 || depth == 4;
    boolean large = depth == 8 || depth == 16;
    boolean fits =
        switch (colours) {
          case 0 -> small || large;
          case PALETTE -> small || depth == 8;
          case 2, 4, 6 -> large;
          default -> false;
        };
    if (!fits) {
      throw NotAccepted.broken("colours that do not exist");
    }
    int channels =
        switch (colours) {
          case 2 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> 1;
        };
    return depth * channels;
  }

  private long columns(int[] of) {
    return Math.max(0, Math.ceilDiv(width - of[0], of[2]));
  }

  private long rows(int[] of) {
    return columns(of) == 0 ? 0 : Math.max(0, Math.ceilDiv(height - of[1], of[3]));
  }

  /** With the filter's byte. */
  private long rowBytes(int[] of) {
    return 1 + Math.ceilDiv(columns(of) * bitsPerPixel, 8L);
  }

  private void nextPass() {
    do {
      pass++;
    } while (pass < passes.length && rows(passes[pass]) == 0);
    if (pass < passes.length) {
      rowsLeft = rows(passes[pass]);
      rowBytes = rowBytes(passes[pass]);
      rowAt = 0;
    }
  }

  /** The next packed part. */
  void take(Bytes packed) throws NotAccepted {
    seen += unpacked.read(packed, expected - seen, this::rows);
  }

  private void rows(byte[] array, int length) throws NotAccepted {
    int at = 0;
    while (at < length) {
      if (rowAt == 0 && (array[at] & 0xff) > MOST_FILTER) {
        throw NotAccepted.broken("a filter that does not exist");
      }
      long step = Math.min(length - at, rowBytes - rowAt);
      at += (int) step;
      rowAt += step;
      if (rowAt == rowBytes) {
        rowAt = 0;
        if (--rowsLeft == 0) {
          nextPass();
        }
      }
    }
  }

  /** Whether all of them came. */
  boolean complete() {
    return seen == expected;
  }

  @Override
  public void close() {
    unpacked.close();
  }
}
