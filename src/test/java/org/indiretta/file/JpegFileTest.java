package org.indiretta.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.file.Checked.accepted;
import static org.indiretta.file.Checked.refusal;
import static org.indiretta.file.Samples.ascii;
import static org.indiretta.file.Samples.exif;
import static org.indiretta.file.Samples.holds;
import static org.indiretta.file.Samples.inserted;
import static org.indiretta.file.Samples.joined;
import static org.indiretta.file.Samples.jpeg;
import static org.indiretta.file.Samples.jpegSegment;
import static org.indiretta.file.Samples.picture;
import static org.indiretta.file.Samples.pixels;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG: what stays, what goes, what is refused. */
class JpegFileTest {
  private static final int AFTER_START = 2;

  @Test
  void placeAndDeviceGoAndPixelsStay() {
    byte[] photo =
        inserted(
            jpeg(),
            AFTER_START,
            joined(
                jpegSegment(0xE1, exif(1)),
                jpegSegment(0xE1, ascii("http://ns.adobe.com/xap/1.0/\0<xmp>by Anna</xmp>")),
                jpegSegment(0xE2, ascii("MPF\0II*\0more pictures")),
                jpegSegment(0xED, ascii("Photoshop 3.0\0by Anna")),
                jpegSegment(0xFE, ascii("comment by Anna"))));

    byte[] stored = accepted(photo);

    assertThat(pixels(stored)).isEqualTo(pixels(photo));
    assertThat(stored).isEqualTo(accepted(jpeg()));
    assertThat(holds(stored, "SecretPhone")).isFalse();
    assertThat(holds(stored, "Anna")).isFalse();
    assertThat(holds(stored, "Exif")).isFalse();
    assertThat(holds(stored, "JFIF")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6, 8})
  void onlyTheOrientationStaysOfExif(int orientation) throws Exception {
    byte[] photo = inserted(jpeg(), AFTER_START, jpegSegment(0xE1, exif(orientation)));

    byte[] stored = accepted(photo);

    int at = new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Exif\0\0");
    Bytes segment = Bytes.of(stored).part(at - 2, Bytes.of(stored).u16(at - 2));
    assertThat(segment.length()).isEqualTo(34);
    assertThat(ExifOrientation.read(segment.part(8, 26))).isEqualTo(orientation);
    assertThat(holds(stored, "SecretPhone")).isFalse();
    assertThat(pixels(stored)).isEqualTo(pixels(photo));
    assertThat(accepted(stored)).isEqualTo(stored);
  }

  @Test
  void colourProfileAndAdobeSegmentStay() {
    byte[] photo =
        inserted(
            jpeg(),
            AFTER_START,
            joined(
                jpegSegment(0xEE, ascii("Adobe\0d\0\0\0\0\1by Anna")),
                jpegSegment(0xE2, ascii("ICC_PROFILE\0\1\1profile"))));

    byte[] stored = accepted(photo);

    assertThat(holds(stored, "ICC_PROFILE")).isTrue();
    assertThat(holds(stored, "Adobe")).isTrue();
    assertThat(holds(stored, "Anna")).isFalse();
  }

  @Test
  void thumbnailOfJfifGoes() {
    byte[] withThumbnail =
        inserted(
            jpeg(), AFTER_START, jpegSegment(0xE0, ascii("JFIF\0\1\1\0\0\1\0\1\1\1RGBthumbnail")));

    byte[] stored = accepted(withThumbnail);

    assertThat(holds(stored, "thumbnail")).isFalse();
    assertThat(pixels(stored)).isEqualTo(pixels(jpeg()));
  }

  @Test
  void whatFollowsTheEndIsCut() {
    assertThat(accepted(joined(jpeg(), Samples.zip()))).isEqualTo(accepted(jpeg()));
  }

  @Test
  void progressiveAndGreyAreRead() {
    byte[] progressive = jpeg(picture(64, 64, BufferedImage.TYPE_INT_RGB), true);
    byte[] grey = jpeg(picture(33, 17, BufferedImage.TYPE_BYTE_GRAY), false);

    assertThat(pixels(accepted(progressive))).isEqualTo(pixels(progressive));
    assertThat(pixels(accepted(grey))).isEqualTo(pixels(grey));
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] whole = jpeg();
    for (int length = 3; length < whole.length; length += 7) {
      assertThat(refusal(Arrays.copyOf(whole, length))).isEqualTo(Received.Reason.BROKEN);
    }
  }

  @Test
  void missingPixelsBeforeTheEndAreRefused() {
    byte[] whole = jpeg(picture(400, 400, BufferedImage.TYPE_INT_RGB), false);
    byte[] cut = Arrays.copyOf(whole, whole.length / 2 + 2);
    cut[cut.length - 3] = 0;
    cut[cut.length - 2] = (byte) 0xFF;
    cut[cut.length - 1] = (byte) 0xD9;

    assertThat(refusal(cut)).isEqualTo(Received.Reason.BROKEN);
  }

  @Test
  void aHeaderOfTooManyPixelsIsRefusedBeforeItIsDecoded() {
    byte[] bomb = jpeg();
    int frame = indexOfMarker(bomb, 0xC0);
    Arrays.fill(bomb, frame + 5, frame + 9, (byte) 0xFF);

    assertThat(refusal(bomb)).isEqualTo(Received.Reason.TOO_LARGE);
  }

  @Test
  void moreScansThanAnyEncoderWritesAreRefused() {
    byte[] progressive = jpeg(picture(16, 16, BufferedImage.TYPE_INT_RGB), true);
    int lastScan = lastIndexOfMarker(progressive, 0xDA);
    byte[] scan = Arrays.copyOfRange(progressive, lastScan, progressive.length - 2);
    byte[] many = progressive;
    for (int i = 0; i < JpegFile.MOST_SCANS; i++) {
      many = inserted(many, many.length - 2, scan);
    }

    assertThat(refusal(many)).isEqualTo(Received.Reason.BROKEN);
  }

  private static int indexOfMarker(byte[] jpeg, int marker) {
    for (int at = 0; at < jpeg.length - 1; at++) {
      if ((jpeg[at] & 0xff) == 0xFF && (jpeg[at + 1] & 0xff) == marker) {
        return at;
      }
    }
    throw new AssertionError("no such marker");
  }

  private static int lastIndexOfMarker(byte[] jpeg, int marker) {
    for (int at = jpeg.length - 2; at >= 0; at--) {
      if ((jpeg[at] & 0xff) == 0xFF && (jpeg[at + 1] & 0xff) == marker) {
        return at;
      }
    }
    throw new AssertionError("no such marker");
  }
}
