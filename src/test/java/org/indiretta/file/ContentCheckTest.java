package org.indiretta.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.file.Checked.accepted;
import static org.indiretta.file.Checked.refusal;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The type is what the bytes say, and no bytes bring the check down. */
class ContentCheckTest {
  private static final List<byte[]> ALL =
      List.of(
          Samples.pdf(),
          Samples.jpeg(),
          Samples.jpeg(Samples.picture(16, 16, BufferedImage.TYPE_INT_RGB), true),
          Samples.png(),
          Samples.WEBP_ALPHA,
          Samples.WEBP_LOSSLESS,
          Samples.WEBP_ANIMATED);

  @Test
  void nothingIsEmpty() {
    assertThat(refusal(new byte[0])).isEqualTo(Received.Reason.EMPTY);
  }

  @Test
  void whatIsNoneOfTheFourIsRefused() {
    for (byte[] other :
        List.of(
            Samples.SVG,
            Samples.HTML,
            Samples.zip(),
            Samples.ascii("GIF89a\1\0\1\0\0\0\0;"),
            Samples.ascii("MZ\u0090\0\3\0\0\0"),
            Samples.ascii("hello"),
            new byte[1])) {
      assertThat(refusal(other)).isEqualTo(Received.Reason.NOT_ALLOWED_TYPE);
    }
  }

  @Test
  void aSignatureAloneIsNotEnough() {
    byte[] dressed = Samples.joined(Samples.ascii("\u0089PNG\r\n\u001a\n"), Samples.HTML);

    assertThat(refusal(dressed)).isEqualTo(Received.Reason.BROKEN);
  }

  @Property(tries = 1_000)
  void randomBytesBehindASignatureAreRefused(
      @ForAll @IntRange(max = 6) int kind, @ForAll @Size(max = 400) byte[] tail) {
    byte[] head = Arrays.copyOf(ALL.get(kind), 16);

    assertThat(refusal(Samples.joined(head, tail))).isNotNull();
  }

  @Property(tries = 1_500)
  void changedBytesAreReadOrRefusedAndNeverAFault(
      @ForAll @IntRange(max = 6) int kind,
      @ForAll @IntRange(min = 1, max = 8) int changes,
      @ForAll long seed) {
    Random random = new Random(seed);
    byte[] changed = ALL.get(kind).clone();
    for (int i = 0; i < changes; i++) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }

    try {
      ContentCheck.Content content = ContentCheck.check(changed);
      // What was let in is let in again, unchanged: stripping is done once.
      assertThat(accepted(content.bytes().getBytes())).isEqualTo(content.bytes().getBytes());
    } catch (NotAccepted refused) {
      assertThat(refused.reason()).isNotNull();
    }
  }

  @Property(tries = 60)
  void strippedImagesShowTheSamePixels(
      @ForAll @IntRange(min = 1, max = 90) int width,
      @ForAll @IntRange(min = 1, max = 90) int height,
      @ForAll boolean progressive,
      @ForAll @IntRange(min = 1, max = 8) int orientation) {
    byte[] jpeg =
        Samples.inserted(
            Samples.jpeg(Samples.picture(width, height, BufferedImage.TYPE_INT_RGB), progressive),
            2,
            Samples.jpegSegment(0xE1, Samples.exif(orientation)));
    byte[] png =
        Samples.png(Samples.picture(width, height, BufferedImage.TYPE_INT_ARGB), progressive);

    assertThat(Samples.pixels(accepted(jpeg))).isEqualTo(Samples.pixels(jpeg));
    assertThat(Samples.pixels(accepted(png))).isEqualTo(Samples.pixels(png));
  }
}
