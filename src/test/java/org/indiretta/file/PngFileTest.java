package org.indiretta.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.file.Checked.accepted;
import static org.indiretta.file.Checked.refusal;
import static org.indiretta.file.Samples.ascii;
import static org.indiretta.file.Samples.holds;
import static org.indiretta.file.Samples.inserted;
import static org.indiretta.file.Samples.joined;
import static org.indiretta.file.Samples.packed;
import static org.indiretta.file.Samples.picture;
import static org.indiretta.file.Samples.pixels;
import static org.indiretta.file.Samples.png;
import static org.indiretta.file.Samples.pngChunk;
import static org.indiretta.file.Samples.pngHeader;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PNG: what stays, what goes, what is refused. */
class PngFileTest {
  private static final int AFTER_HEADER = 8 + 25;
  private static final byte[] END = pngChunk("IEND", new byte[0]);

  @Test
  void textsTimeAndExifGoAndPixelsStay() {
    byte[] photo =
        inserted(
            png(),
            AFTER_HEADER,
            joined(
                pngChunk("tEXt", ascii("Author\0Anna")),
                pngChunk("iTXt", ascii("Author\0\0\0\0\0Anna")),
                pngChunk("zTXt", joined(ascii("Author\0\0"), packed(ascii("Anna")))),
                pngChunk("eXIf", ascii("II*\0Anna")),
                pngChunk("tIME", new byte[7]),
                pngChunk("prVt", ascii("Anna")),
                pngChunk("pHYs", new byte[] {0, 0, 11, 19, 0, 0, 11, 19, 1})));

    byte[] stored = accepted(photo);

    assertThat(pixels(stored)).isEqualTo(pixels(photo));
    assertThat(holds(stored, "Anna")).isFalse();
    assertThat(holds(stored, "tIME")).isFalse();
    assertThat(holds(stored, "zTXt")).isFalse();
    assertThat(holds(stored, "pHYs")).isTrue();
  }

  @Test
  void ofAnAnimationTheStillImageStays() {
    byte[] moving =
        inserted(
            png(),
            AFTER_HEADER,
            joined(pngChunk("acTL", new byte[8]), pngChunk("fcTL", new byte[26])));

    byte[] stored = accepted(moving);

    assertThat(stored).isEqualTo(accepted(png()));
  }

  @Test
  void theZipBehindThePictureIsCut() {
    byte[] polyglot = joined(png(), Samples.zip());

    byte[] stored = accepted(polyglot);

    assertThat(stored).isEqualTo(accepted(png()));
    assertThat(holds(stored, "payload.html")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_INT_RGB
      })
  void everyKindOfColourIsRead(int type) {
    byte[] image = png(picture(37, 11, type), false);

    assertThat(pixels(accepted(image))).isEqualTo(pixels(image));
  }

  @Test
  void interlacedRowsAreCountedPassByPass() {
    // 3 × 5 in Adam7: passes of 1, 0, 1, 1 × 2, 2, 1 × 3 and 3 × 2 pixels, each row with its
    // filter.
    byte[] rows = new byte[2 + 2 + 2 * 2 + 3 + 3 * 2 + 2 * 4];
    byte[] header = pngHeader(3, 5, 8, 0, 1);
    byte[] whole = joined(header, pngChunk("IDAT", packed(rows)), END);
    byte[] fewer = Arrays.copyOf(rows, rows.length - 1);

    assertThat(pixels(whole)).hasSize(15);
    assertThat(accepted(whole)).isEqualTo(whole);
    assertThat(refusal(joined(header, pngChunk("IDAT", packed(fewer)), END)))
        .isEqualTo(Received.Reason.BROKEN);
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] whole = png();
    for (int length = 9; length < whole.length; length += 5) {
      assertThat(refusal(Arrays.copyOf(whole, length))).isEqualTo(Received.Reason.BROKEN);
    }
  }

  @Test
  void aChangedByteIsNoticed() {
    byte[] whole = png();
    whole[whole.length / 2] ^= 1;

    assertThat(refusal(whole)).isEqualTo(Received.Reason.BROKEN);
  }

  @Test
  void aHeaderOfTooManyPixelsIsRefused() {
    byte[] bomb =
        joined(pngHeader(100_000, 100_000, 8, 6, 0), pngChunk("IDAT", packed(new byte[9])), END);

    assertThat(refusal(bomb)).isEqualTo(Received.Reason.TOO_LARGE);
  }

  @Test
  void aProfileThatGrowsHugeIsRefused() {
    byte[] bomb =
        inserted(
            png(),
            AFTER_HEADER,
            pngChunk("iCCP", joined(ascii("x\0\0"), packed(new byte[8 * 1024 * 1024]))));

    assertThat(refusal(bomb)).isEqualTo(Received.Reason.BROKEN);
  }

  @Test
  void missingRowsUnknownFiltersAndForeignChunksAreRefused() {
    byte[] header = pngHeader(2, 2, 8, 0, 0);
    byte[] missing = joined(header, pngChunk("IDAT", packed(new byte[5])), END);
    byte[] filter = joined(header, pngChunk("IDAT", packed(new byte[] {0, 1, 1, 9, 1, 1})), END);
    byte[] foreign = inserted(png(), AFTER_HEADER, pngChunk("NEED", new byte[1]));
    byte[] depth = joined(pngHeader(2, 2, 4, 2, 0), pngChunk("IDAT", packed(new byte[9])), END);
    byte[] palette = joined(pngHeader(2, 2, 8, 3, 0), pngChunk("IDAT", packed(new byte[6])), END);

    assertThat(refusal(missing)).isEqualTo(Received.Reason.BROKEN);
    assertThat(refusal(filter)).isEqualTo(Received.Reason.BROKEN);
    assertThat(refusal(foreign)).isEqualTo(Received.Reason.BROKEN);
    assertThat(refusal(depth)).isEqualTo(Received.Reason.BROKEN);
    assertThat(refusal(palette)).isEqualTo(Received.Reason.BROKEN);
  }
}
