package org.indiretta.file;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * PNG (W3C, third edition), read chunk by chunk with its check sums. Kept is what is needed to show
 * the image: header, palette, pixels, transparency, colour and size. Dropped are texts, EXIF, time
 * and everything private or unknown, and what follows the end. Of an animation the still image that
 * every PNG holds stays.
 */
final class PngFile {
  private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
  private static final Set<String> KEPT =
      Set.of(
          "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD",
          "pHYs", "cICP", "mDCV", "cLLI");

  /** A colour profile may grow to so many bytes when it is unpacked. */
  private static final int MOST_PROFILE_BYTES = 4 * 1024 * 1024;

  private static final int MOST_PROFILE_NAME = 79;
  private static final int AROUND_DATA = 12;

  private final Bytes file;
  private final ByteArrayOutputStream kept;
  private PngPixels pixels;
  private int colours;
  private boolean hasPalette;
  private boolean pixelsEnded;
  private String before = "";

  private PngFile(Bytes file) {
    this.file = file;
    this.kept = new ByteArrayOutputStream(file.length());
  }

  /** The same pixels without metadata; BROKEN or TOO_LARGE when it cannot be read. */
  static byte[] stripped(Bytes file) throws NotAccepted {
    if (!file.startsWith(0, SIGNATURE)) {
      throw NotAccepted.broken("no PNG start");
    }
    PngFile png = new PngFile(file);
    try {
      png.walk();
    } finally {
      if (png.pixels != null) {
        png.pixels.close();
      }
    }
    return png.kept.toByteArray();
  }

  private void walk() throws NotAccepted {
    kept.write(file.array(), file.from(), SIGNATURE.length());
    int at = SIGNATURE.length();
    while (!before.equals("IEND")) {
      long length = file.u32(at);
      Bytes whole = file.part(at, length + AROUND_DATA);
      Bytes data = whole.part(8, length);
      String type = whole.text(4, 4);
      checkSum(whole, data.length());
      chunk(type, data);
      if (KEPT.contains(type)) {
        kept.write(whole.array(), whole.from(), whole.length());
      }
      before = type;
      at += whole.length();
    }
  }

  private static void checkSum(Bytes whole, int length) throws NotAccepted {
    CRC32 sum = new CRC32();
    sum.update(whole.array(), whole.from() + 4, length + 4);
    if (sum.getValue() != whole.u32(length + 8)) {
      throw NotAccepted.broken("a check sum that is wrong");
    }
  }

  private void chunk(String type, Bytes data) throws NotAccepted {
    if (before.isEmpty() != type.equals("IHDR")) {
      throw NotAccepted.broken("the header is not first");
    }
    pixelsEnded |= before.equals("IDAT") && !type.equals("IDAT");
    switch (type) {
      case "IHDR" -> header(data);
      case "PLTE" -> palette(data);
      case "IDAT" -> {
        if (pixelsEnded || (colours == PngPixels.PALETTE && !hasPalette)) {
          throw NotAccepted.broken("pixels out of place");
        }
        pixels.take(data);
      }
      case "iCCP" -> profile(data);
      case "IEND" -> {
        if (!pixels.complete()) {
          throw NotAccepted.broken("its pixels end too early");
        }
      }
      default -> {
        // A capital first: without it the image cannot be shown (5.4).
        if (!Character.isLowerCase(type.charAt(0))) {
          throw NotAccepted.broken("an unknown chunk that is needed");
        }
      }
    }
  }

  private void header(Bytes data) throws NotAccepted {
    if (data.length() != 13) {
      throw NotAccepted.broken("a header of another length");
    }
    long width = data.u32(0);
    long height = data.u32(4);
    if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw NotAccepted.broken("a size that is wrong");
    }
    Pixels.check(width, height, Pixels.MOST);
    colours = data.u8(9);
    if (data.u8(10) != 0 || data.u8(11) != 0 || data.u8(12) > 1) {
      throw NotAccepted.broken("an unknown way of packing");
    }
    pixels = new PngPixels((int) width, (int) height, data.u8(8), colours, data.u8(12) == 1);
  }

  private void palette(Bytes data) throws NotAccepted {
    boolean allowed = colours == PngPixels.PALETTE || colours == 2 || colours == 6;
    boolean fits = data.length() > 0 && data.length() % 3 == 0 && data.length() <= 3 * 256;
    if (!allowed || !fits || hasPalette || before.equals("IDAT") || pixelsEnded) {
      throw NotAccepted.broken("a palette that is wrong");
    }
    hasPalette = true;
  }

  /** A name, a zero, the method 0, and the packed profile (11.3.2.3). */
  private static void profile(Bytes data) throws NotAccepted {
    int name = 0;
    while (data.u8(name) != 0) {
      name++;
    }
    if (name < 1 || name > MOST_PROFILE_NAME || data.u8(name + 1) != 0) {
      throw NotAccepted.broken("a colour profile that is wrong");
    }
    try (Unpacked profile = new Unpacked()) {
      long size = profile.count(data.part(name + 2, data.length() - name - 2), MOST_PROFILE_BYTES);
      if (size >= MOST_PROFILE_BYTES) {
        throw NotAccepted.broken("a colour profile that is too large");
      }
    }
  }
}
