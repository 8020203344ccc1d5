package org.indiretta.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.file.Checked.accepted;
import static org.indiretta.file.Checked.refusal;
import static org.indiretta.file.Samples.WEBP_ALPHA;
import static org.indiretta.file.Samples.WEBP_ANIMATED;
import static org.indiretta.file.Samples.WEBP_LOSSLESS;
import static org.indiretta.file.Samples.WEBP_LOSSY;
import static org.indiretta.file.Samples.ascii;
import static org.indiretta.file.Samples.exif;
import static org.indiretta.file.Samples.holds;
import static org.indiretta.file.Samples.joined;
import static org.indiretta.file.Samples.riffChunk;
import static org.indiretta.file.Samples.webp;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** WebP: what stays, what goes, what is refused. */
class WebpFileTest {
  private static final byte[] LOSSY_CHUNK = Arrays.copyOfRange(WEBP_LOSSY, 12, WEBP_LOSSY.length);

  private static byte[] extendedHeader(int flags) {
    return riffChunk("VP8X", new byte[] {(byte) flags, 1, 2, 3, 0, 0, 0, 0, 0, 0});
  }

  @Test
  void plainOnesStayAsTheyAre() {
    assertThat(accepted(WEBP_LOSSY)).isEqualTo(WEBP_LOSSY);
    assertThat(accepted(WEBP_LOSSLESS)).isEqualTo(WEBP_LOSSLESS);
    assertThat(accepted(WEBP_ALPHA)).isEqualTo(WEBP_ALPHA);
  }

  @Test
  void exifAndXmpGoAndTheHeaderIsMended() {
    byte[] photo =
        webp(
            extendedHeader(0x20 | 0x08 | 0x04),
            riffChunk("ICCP", ascii("profile")),
            LOSSY_CHUNK,
            riffChunk("EXIF", exif(1)),
            riffChunk("XMP ", ascii("<xmp>by Anna</xmp>")),
            riffChunk("what", ascii("Anna")));

    byte[] stored = accepted(photo);

    byte[] header = riffChunk("VP8X", new byte[] {0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    assertThat(stored).isEqualTo(webp(header, riffChunk("ICCP", ascii("profile")), LOSSY_CHUNK));
  }

  @Test
  void withoutAProfileThePlainFormIsLeft() {
    byte[] photo = webp(extendedHeader(0x08), LOSSY_CHUNK, riffChunk("EXIF", exif(1)));

    assertThat(accepted(photo)).isEqualTo(WEBP_LOSSY);
  }

  @Test
  void whatFollowsTheEndIsCut() {
    byte[] stored = accepted(joined(WEBP_LOSSLESS, Samples.zip()));

    assertThat(stored).isEqualTo(WEBP_LOSSLESS);
    assertThat(holds(stored, "payload")).isFalse();
  }

  @Test
  void animationsAreRefused() {
    assertThat(refusal(WEBP_ANIMATED)).isEqualTo(Received.Reason.NOT_ALLOWED_TYPE);
  }

  @Test
  void everyTruncationIsRefused() {
    for (int length = 13; length < WEBP_ALPHA.length; length++) {
      assertThat(refusal(Arrays.copyOf(WEBP_ALPHA, length))).isEqualTo(Received.Reason.BROKEN);
    }
  }

  @Test
  void aHeaderOfTooManyPixelsIsRefused() {
    byte[] bomb = WEBP_LOSSLESS.clone();
    Arrays.fill(bomb, 21, 24, (byte) 0xFF);
    bomb[24] = 0x0F;

    assertThat(refusal(bomb)).isEqualTo(Received.Reason.TOO_LARGE);
  }

  @Test
  void aCanvasOfAnotherSizeIsRefused() {
    byte[] header = riffChunk("VP8X", new byte[] {0, 0, 0, 0, 9, 0, 0, 9, 0, 0});

    assertThat(refusal(webp(header, LOSSY_CHUNK))).isEqualTo(Received.Reason.BROKEN);
  }
}
