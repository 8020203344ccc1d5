package org.indiretta.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.indiretta.identity.PlainText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of files, as browsers give them and as they are shown. */
class FileNameTest {
  @ParameterizedTest
  @CsvSource({
    "carta d'identità.JPG, JPEG, carta d'identità.jpg",
    "foto.jpeg, JPEG, foto.jpeg",
    "foto.png, JPEG, foto.jpg",
    "IMG_0042.HEIC, JPEG, IMG_0042.jpg",
    "C:\\Users\\Anna\\Lohn.pdf, PDF, Lohn.pdf",
    "../../etc/passwd, PDF, passwd.pdf",
    "rechnung.exe, PDF, rechnung.exe.pdf",
    "Bericht v1.2, PDF, Bericht v1.2.pdf",
    ".pdf, PDF, file.pdf",
    "'  ..  ', WEBP, file.webp",
    "a<b>:c|d?.png, PNG, a_b__c_d_.png",
    "two   spaces .png, PNG, two spaces.png",
    "of \u00a0 both\t\u3000 kinds.png, PNG, of both kinds.png"
  })
  void isCleaned(String given, FileType type, String expected) {
    assertThat(FileName.cleaned(given, type)).isEqualTo(expected);
  }

  @Test
  void controlAndBidirectionalCharactersAndHalvesGo() {
    assertThat(FileName.cleaned("photo\u202Egnp.exe", FileType.PNG)).isEqualTo("photognp.exe.png");
    assertThat(FileName.cleaned("a\u0000b\r\nc\u2066\uD800\u2028.pdf", FileType.PDF))
        .isEqualTo("abc.pdf");
    assertThat(FileName.cleaned(null, FileType.PDF)).isEqualTo("file.pdf");
  }

  @Test
  void isComposed() {
    assertThat(FileName.cleaned("Zu\u0308rich.pdf", FileType.PDF)).isEqualTo("Z\u00fcrich.pdf");
  }

  @Test
  void isAtMost120UnitsLongAndCutsNoCharacterInHalf() {
    String long1 = FileName.cleaned("x".repeat(500) + ".pdf", FileType.PDF);
    String long2 = FileName.cleaned("x" + "\uD83D\uDCC4".repeat(100) + ".pdf", FileType.PDF);

    assertThat(long1).hasSize(120).endsWith("x.pdf");
    assertThat(long2.length()).isLessThanOrEqualTo(120);
    assertThat(long2).endsWith("\uD83D\uDCC4.pdf");
  }

  @Property(tries = 2_000)
  void anyNameCanBeStoredAndShown(@ForAll String given, @ForAll FileType type) {
    String name = FileName.cleaned(given, type);

    PlainText.line(name, FileName.MOST_CHARS);
    assertThat(name)
        .endsWith(
            "." + (type == FileType.JPEG && name.endsWith("jpeg") ? "jpeg" : type.extension()));
    assertThat(name)
        .doesNotContain("/", "\\")
        .isEqualTo(Normalizer.normalize(name, Normalizer.Form.NFC));
    assertThat(FileName.cleaned(name, type)).isEqualTo(name);
  }
}
