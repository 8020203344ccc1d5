package org.indiretta.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.file.Checked.accepted;
import static org.indiretta.file.Checked.refusal;
import static org.indiretta.file.Samples.ascii;
import static org.indiretta.file.Samples.joined;
import static org.indiretta.file.Samples.pdf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** PDF: begins, has cross references and ends; what follows is cut. */
class PdfFileTest {
  @Test
  void aWholeOneStaysByteForByte() {
    assertThat(accepted(pdf())).isEqualTo(pdf());
  }

  @Test
  void theZipBehindItIsCut() {
    assertThat(accepted(joined(pdf(), Samples.zip()))).isEqualTo(pdf());
  }

  @Test
  void aDocumentThatWasAddedToEndsAtItsLastEnd() {
    byte[] more =
        ascii("xref\n0 0\ntrailer\n<</Size 4>>\nstartxref\n" + pdf().length + "\n%%EOF\r\n");
    byte[] twice = joined(pdf(), more);

    assertThat(accepted(twice)).isEqualTo(twice);
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] whole = pdf();
    for (int length = 9; length < whole.length - 1; length += 9) {
      assertThat(refusal(Arrays.copyOf(whole, length))).isEqualTo(Received.Reason.BROKEN);
    }
  }

  @Test
  void somethingBeforeTheHeaderIsRefused() {
    byte[] hidden = joined(ascii("\n\n"), pdf());

    assertThat(refusal(hidden)).isIn(Received.Reason.BROKEN, Received.Reason.NOT_ALLOWED_TYPE);
  }

  @Test
  void aPlaceOutsideOfTheFileIsRefused() {
    String text = new String(pdf(), StandardCharsets.ISO_8859_1);

    assertThat(refusal(ascii(text.replaceAll("startxref\n[0-9]+", "startxref\n99999"))))
        .isEqualTo(Received.Reason.BROKEN);
    assertThat(refusal(ascii(text.replaceAll("startxref\n[0-9]+", "startxref\n-1"))))
        .isEqualTo(Received.Reason.BROKEN);
  }
}
