package org.indiretta.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * WebP (RFC 9649), read chunk by chunk down to the header of its image: Java has no decoder for
 * what follows. Kept are the image, its transparency and its colour profile; EXIF, XMP, unknown
 * chunks and what follows the end are dropped, and the flags and the length mended. Animations are
 * refused: they hold no still image.
 */
final class WebpFile {
  private static final int ANIMATED = 0x02;
  private static final int HAS_ALPHA = 0x10;
  private static final int HAS_PROFILE = 0x20;
  private static final int LOSSLESS_SIGNATURE = 0x2f;
  private static final int SIDE_BITS = 0x3fff;
  private static final int HEAD = 8;

  private final Bytes file;
  private final ByteArrayOutputStream kept;
  private Bytes extended;
  private Bytes profile;
  private Bytes alpha;
  private Bytes image;
  private boolean lossless;

  private record Size(int width, int height) {}

  private WebpFile(Bytes file) {
    this.file = file;
    this.kept = new ByteArrayOutputStream(file.length());
  }

  /** The same pixels without metadata; BROKEN or TOO_LARGE when it cannot be read. */
  static byte[] stripped(Bytes file) throws NotAccepted {
    if (!file.startsWith(0, "RIFF") || !file.startsWith(8, "WEBP")) {
      throw NotAccepted.broken("no WebP start");
    }
    WebpFile webp = new WebpFile(file.part(0, file.u32le(4) + HEAD));
    webp.walk();
    webp.checkSize();
    return webp.assembled();
  }

  private void walk() throws NotAccepted {
    int at = 12;
    while (at < file.length()) {
      String type = file.text(at, 4);
      Bytes data = file.part(at + HEAD, file.u32le(at + 4));
      chunk(type, data, at == 12);
      // Chunks begin at even places (2.3); the last one's filling is sometimes forgotten.
      at += HEAD + data.length() + (data.length() & 1);
    }
    if (image == null) {
      throw NotAccepted.broken("no image in it");
    }
  }

  private void chunk(String type, Bytes data, boolean first) throws NotAccepted {
    switch (type) {
      case "VP8X" -> {
        if (!first || data.length() < 10) {
          throw NotAccepted.broken("an extended header out of place");
        }
        extended = data;
      }
      case "VP8 ", "VP8L" -> {
        if (image != null || (!first && extended == null)) {
          throw NotAccepted.broken("an image out of place");
        }
        image = data;
        lossless = type.equals("VP8L");
      }
      case "ANIM", "ANMF" ->
          throw new NotAccepted(Received.Reason.NOT_ALLOWED_TYPE, "an animated WebP");
      case "ALPH" -> alpha = alpha == null && image == null ? data : alpha;
      case "ICCP" -> profile = profile == null && image == null ? data : profile;
      default -> {}
    }
  }

  private void checkSize() throws NotAccepted {
    Size size = lossless ? losslessSize() : lossySize();
    Pixels.check(size.width(), size.height(), Pixels.MOST);
    if (extended == null) {
      return;
    }
    if ((extended.u8(0) & ANIMATED) != 0) {
      throw new NotAccepted(Received.Reason.NOT_ALLOWED_TYPE, "an animated WebP");
    }
    Size canvas = new Size(extended.u24le(4) + 1, extended.u24le(7) + 1);
    if (!canvas.equals(size)) {
      throw NotAccepted.broken("a canvas of another size than its image");
    }
  }

  /** A key frame (RFC 6386, 9.1): its tag with the first part's length, a signature, the sides. */
  private Size lossySize() throws NotAccepted {
    int tag = image.u24le(0);
    boolean keyFrame = (tag & 1) == 0;
    long firstPart = tag >> 5;
    if (!keyFrame || !image.startsWith(3, "\u009d\u0001*") || 10 + firstPart > image.length()) {
      throw NotAccepted.broken("a lossy image that is wrong");
    }
    return new Size(image.u16le(6) & SIDE_BITS, image.u16le(8) & SIDE_BITS);
  }

  /** A signature, the sides less one in 14 bits each, a flag, the version 0 (RFC 9649, 3.4). */
  private Size losslessSize() throws NotAccepted {
    long bits = image.u32le(1);
    if (image.u8(0) != LOSSLESS_SIGNATURE || bits >> 29 != 0 || image.length() < 6) {
      throw NotAccepted.broken("a lossless image that is wrong");
    }
    return new Size((int) (bits & SIDE_BITS) + 1, (int) ((bits >> 14) & SIDE_BITS) + 1);
  }

  private byte[] assembled() throws NotAccepted {
    Bytes transparency = lossless ? null : alpha;
    if (extended != null && (profile != null || transparency != null)) {
      boolean seeThrough = transparency != null || (extended.u8(0) & HAS_ALPHA) != 0;
      byte[] header = new byte[10];
      System.arraycopy(extended.array(), extended.from(), header, 0, header.length);
      header[0] = (byte) ((profile == null ? 0 : HAS_PROFILE) | (seeThrough ? HAS_ALPHA : 0));
      header[1] = 0; // reserved
      header[2] = 0;
      header[3] = 0;
      write("VP8X", Bytes.of(header));
      write("ICCP", profile);
      write("ALPH", transparency);
    }
    write(lossless ? "VP8L" : "VP8 ", image);
    ByteArrayOutputStream out = new ByteArrayOutputStream(kept.size() + 12);
    out.writeBytes("RIFF".getBytes(StandardCharsets.ISO_8859_1));
    writeLength(out, kept.size() + 4);
    out.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(kept.toByteArray());
    return out.toByteArray();
  }

  /** Writes a chunk unless it is null. */
  private void write(String type, Bytes data) {
    if (data == null) {
      return;
    }
    kept.writeBytes(type.getBytes(StandardCharsets.ISO_8859_1));
    writeLength(kept, data.length());
    kept.write(data.array(), data.from(), data.length());
    if ((data.length() & 1) != 0) {
      kept.write(0);
    }
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(length >> shift);
    }
  }
}
