package org.indiretta.file;

import java.io.ByteArrayOutputStream;

/**
 * JPEG (ITU-T T.81, annex B), read segment by segment. Kept is what is needed to show the image:
 * JFIF without its thumbnail, colour profile (ICC), Adobe's colour transform, tables, frame and
 * scans, byte for byte. Dropped are all other application segments (EXIF with place and device,
 * XMP, Photoshop, second pictures), comments, and what follows the end marker. When EXIF said that
 * the image is to be turned, an EXIF segment that says only that is written instead.
 */
final class JpegFile {
  /** The most scans: ten are usual; each costs a decoder a pass over the whole image. */
  static final int MOST_SCANS = 40;

  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int APP14 = 0xEE;
  private static final int PROGRESSIVE = 0xC2;
  private static final String JFIF = "JFIF\0";
  private static final int JFIF_BYTES = 14;
  private static final String ADOBE = "Adobe";
  private static final int ADOBE_BYTES = 12;
  private static final String PROFILE = "ICC_PROFILE\0";
  private static final String EXIF = "Exif\0\0";

  private final Bytes file;
  private final ByteArrayOutputStream kept;
  private Bytes jfif;
  private int orientation = ExifOrientation.UPRIGHT;
  private boolean hasFrame;
  private int width;
  private int height;
  private int scans;
  private int at = 2;

  private JpegFile(Bytes file) {
    this.file = file;
    this.kept = new ByteArrayOutputStream(file.length());
  }

  /** The same pixels without metadata; BROKEN or TOO_LARGE when it cannot be read. */
  static byte[] stripped(Bytes file) throws NotAccepted {
    if (file.u8(0) != 0xFF || file.u8(1) != SOI) {
      throw NotAccepted.broken("no JPEG start");
    }
    JpegFile jpeg = new JpegFile(file);
    jpeg.walk();
    byte[] stripped = jpeg.assembled();
    JpegDecode.check(stripped, jpeg.width, jpeg.height);
    return stripped;
  }

  private void walk() throws NotAccepted {
    while (true) {
      int marker = marker();
      if (marker == EOI) {
        break;
      }
      int length = file.u16(at);
      if (length < 2) {
        throw NotAccepted.broken("a segment without a length");
      }
      Bytes payload = file.part(at + 2, length - 2);
      at += length;
      segment(marker, payload);
    }
    if (scans == 0) {
      throw NotAccepted.broken("no image in it");
    }
  }

  /** Reads a marker, which any number of FF bytes may precede (B.1.1.2). */
  private int marker() throws NotAccepted {
    if (file.u8(at) != 0xFF) {
      throw NotAccepted.broken("no marker where one is expected");
    }
    while (file.u8(at) == 0xFF) {
      at++;
    }
    int marker = file.u8(at++);
    if (marker < 0xC0 || (marker >= 0xD0 && marker <= SOI)) {
      throw NotAccepted.broken("a marker out of place");
    }
    return marker;
  }

  private void segment(int marker, Bytes payload) throws NotAccepted {
    switch (marker) {
      // Tables: Huffman, quantization, restart interval.
      case 0xC4, 0xDB, 0xDD -> keep(marker, payload);
      // Frames that browsers show: baseline, extended and progressive with Huffman codes.
      case 0xC0, 0xC1, PROGRESSIVE -> frame(marker, payload);
      case SOS -> scan(payload);
      case APP0 -> {
        if (jfif == null && payload.startsWith(0, JFIF) && payload.length() >= JFIF_BYTES) {
          jfif = payload;
        }
      }
      case APP1 -> {
        if (orientation == ExifOrientation.UPRIGHT && payload.startsWith(0, EXIF)) {
          orientation =
              ExifOrientation.read(payload.part(EXIF.length(), payload.length() - EXIF.length()));
        }
      }
      case APP2 -> {
        if (payload.startsWith(0, PROFILE)) {
          keep(marker, payload);
        }
      }
      case APP14 -> {
        if (payload.startsWith(0, ADOBE) && payload.length() >= ADOBE_BYTES) {
          keep(marker, payload.part(0, ADOBE_BYTES));
        }
      }
      default -> {
        if (marker < APP0) {
          throw NotAccepted.broken("a kind of JPEG that browsers do not show");
        }
      }
    }
  }

  private void frame(int marker, Bytes payload) throws NotAccepted {
    int components = payload.u8(5);
    if (hasFrame
        || payload.u8(0) != 8
        || components < 1
        || components > 4
        || payload.length() != 6 + 3 * components) {
      throw NotAccepted.broken("a frame header that is wrong");
    }
    height = payload.u16(1);
    width = payload.u16(3);
    Pixels.check(width, height, marker == PROGRESSIVE ? Pixels.MOST_PROGRESSIVE : Pixels.MOST);
    hasFrame = true;
    keep(marker, payload);
  }

  private void scan(Bytes payload) throws NotAccepted {
    if (!hasFrame || ++scans > MOST_SCANS) {
      throw NotAccepted.broken("a scan out of place");
    }
    keep(SOS, payload);
    int end = at;
    while (!isMarker(file.u8(end), file.u8(end + 1))) {
      end++;
    }
    kept.write(file.array(), file.from() + at, end - at);
    at = end;
  }

  /** Not a stuffed zero, a restart or a fill byte (B.1.1.5). */
  private static boolean isMarker(int first, int second) {
    boolean restart = second >= 0xD0 && second <= 0xD7;
    return first == 0xFF && second != 0 && second != 0xFF && !restart;
  }

  private void keep(int marker, Bytes payload) {
    write(kept, marker, payload.array(), payload.from(), payload.length());
  }

  private byte[] assembled() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(kept.size() + 64);
    out.write(0xFF);
    out.write(SOI);
    if (jfif != null) {
      byte[] head = new byte[JFIF_BYTES];
      System.arraycopy(jfif.array(), jfif.from(), head, 0, JFIF_BYTES);
      head[JFIF_BYTES - 2] = 0; // the thumbnail's width
      head[JFIF_BYTES - 1] = 0; // and height
      write(out, APP0, head, 0, head.length);
    }
    if (orientation != ExifOrientation.UPRIGHT) {
      byte[] exif = ExifOrientation.only(orientation);
      write(out, APP1, exif, 0, exif.length);
    }
    out.writeBytes(kept.toByteArray());
    out.write(0xFF);
    out.write(EOI);
    return out.toByteArray();
  }

  private static void write(
      ByteArrayOutputStream out, int marker, byte[] array, int from, int length) {
    out.write(0xFF);
    out.write(marker);
    out.write((length + 2) >> 8);
    out.write(length + 2);
    out.write(array, from, length);
  }
}
