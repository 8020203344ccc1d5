package org.indiretta.file;

import java.nio.charset.StandardCharsets;

/**
 * The one thing of EXIF (CIPA DC-008, a TIFF 6.0 structure) that is needed to show an image: how it
 * is to be turned and mirrored, 1 to 8. What cannot be read means upright.
 */
final class ExifOrientation {
  /** Shown as it is stored. */
  static final int UPRIGHT = 1;

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private ExifOrientation() {}

  /** Reads it from a TIFF structure. */
  static int read(Bytes tiff) {
    try {
      if (!tiff.startsWith(0, "II*\0") && !tiff.startsWith(0, "MM\0*")) {
        return UPRIGHT;
      }
      boolean little = tiff.u8(0) == 'I';
      long directory = little ? tiff.u32le(4) : tiff.u32(4);
      if (directory > tiff.length()) {
        return UPRIGHT;
      }
      int at = (int) directory;
      int entries = u16(tiff, at, little);
      for (int entry = at + 2; entries > 0; entries--, entry += ENTRY_BYTES) {
        if (u16(tiff, entry, little) == TAG && u16(tiff, entry + 2, little) == SHORT) {
          int value = u16(tiff, entry + 8, little);
          return value >= 1 && value <= 8 ? value : UPRIGHT;
        }
      }
      return UPRIGHT;
    } catch (NotAccepted outside) {
      return UPRIGHT;
    }
  }

  private static int u16(Bytes tiff, int at, boolean little) throws NotAccepted {
    return little ? tiff.u16le(at) : tiff.u16(at);
  }

  /** The content of an EXIF segment that says nothing else. */
  static byte[] only(int orientation) {
    byte[] exif =
        ("Exif\0\0" // what the segment is
                + "MM\0*\0\0\0\b" // big-endian, the directory follows at 8
                + "\0\1" // one entry
                + "\1\22\0\3\0\0\0\1" // tag 0x0112, one SHORT
                + "\0\0\0\0" // its value, set below
                + "\0\0\0\0") // no further directory
            .getBytes(StandardCharsets.ISO_8859_1);
    exif[exif.length - 7] = (byte) orientation;
    return exif;
  }
}
