package org.indiretta.protocol;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be said in a golden message: sizes, bytes that are no text, times. */
class CodecTest {
  private static final String CONSULTATION = "0193e5a0-7b1c-7a2e-9f3d-1c2b3a4d5e6f";

  private static String message(String text) {
    return "{\"type\":\"sendMessage\",\"id\":\"c1\",\"consultation\":\""
        + CONSULTATION
        + "\",\"clientMessageId\":\"m1\",\"text\":\""
        + text
        + "\"}";
  }

  @Test
  void w2_fourThousandCharactersAreTakenAndOneMoreIsRefused() {
    assertThat(Codec.decode(message("😀".repeat(2000)).getBytes(UTF_8)))
        .isInstanceOf(Decoded.Valid.class);

    Decoded refused = Codec.decode(message("a".repeat(4001)).getBytes(UTF_8));

    assertThat(refused)
        .isEqualTo(
            new Decoded.Malformed(
                "c1", ErrorCode.MALFORMED, "text", "at most 4000 characters are allowed"));
  }

  @Test
  void w2_aCommandOfMoreThan64KiBIsRefusedUnread() {
    String padded = "{\"type\":\"ping\",\"id\":\"c1\"}";
    padded += " ".repeat(Protocol.COMMAND_BYTES - padded.length());
    assertThat(Codec.decode(padded.getBytes(UTF_8))).isInstanceOf(Decoded.Valid.class);

    assertThat(Codec.decode((padded + " ").getBytes(UTF_8)))
        .isEqualTo(
            new Decoded.Malformed(null, ErrorCode.MALFORMED, null, "longer than 65536 bytes"));
  }

  @Test
  void w2_manyFieldsAreRefused() {
    StringBuilder json = new StringBuilder("{\"type\":\"ping\",\"id\":\"c1\"");
    for (int i = 0; i < 40; i++) {
      json.append(",\"f").append(i).append("\":1");
    }

    assertThat(Codec.decode(json.append('}').toString().getBytes(UTF_8)))
        .isEqualTo(new Decoded.Malformed("c1", ErrorCode.MALFORMED, null, "too many fields"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fffe", "c080", "eda080", "f5808080"})
  void w2_bytesThatAreNoUtf8AreRefused(String hex) {
    String around = message("#");
    byte[] before = around.substring(0, around.indexOf('#')).getBytes(UTF_8);
    byte[] after = around.substring(around.indexOf('#') + 1).getBytes(UTF_8);
    byte[] wrong = HexFormat.of().parseHex(hex);
    byte[] json =
        ByteBuffer.allocate(before.length + wrong.length + after.length)
            .put(before)
            .put(wrong)
            .put(after)
            .array();

    assertThat(Codec.decode(json)).isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void w2_onlyUtf8WithoutAMarkIsRead() {
    String ping = "{\"type\":\"ping\",\"id\":\"c1\"}";
    for (Charset charset : new Charset[] {UTF_16BE, UTF_16LE}) {
      assertThat(Codec.decode(ping.getBytes(charset))).isInstanceOf(Decoded.Malformed.class);
    }
    assertThat(Codec.decode(("\uFEFF" + ping).getBytes(UTF_8)))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Property(tries = 2000)
  void w2_noBytesMakeItThrow(@ForAll byte[] bytes) {
    assertThatCode(() -> Codec.decode(bytes)).doesNotThrowAnyException();
  }

  @Property(tries = 2000)
  void w2_noChangedByteMakesItThrow(@ForAll byte with, @ForAll int at) {
    byte[] json = message("ciao 😀").getBytes(UTF_8);
    json[Math.floorMod(at, json.length)] = with;

    assertThatCode(() -> Codec.decode(json)).doesNotThrowAnyException();
  }

  @Property(tries = 2000)
  void timesAreWrittenLikeInstantWithThreeDigits(
      @ForAll @LongRange(min = 0, max = 253402300799999L) long ms) {
    Instant at = Instant.ofEpochMilli(ms).plusNanos(999_999);

    String text = Iso.millis(at);

    assertThat(text).hasSize(24);
    assertThat(Instant.parse(text)).isEqualTo(Instant.ofEpochMilli(ms));
  }

  @Test
  void aSecretIsNeverInWhatIsLogged() {
    String secret = "s".repeat(43);

    Decoded hello =
        Codec.decode(
            ("{\"type\":\"hello\",\"id\":\"c1\",\"protocol\":1,\"language\":\"it\",\"credential\":"
                    + "{\"type\":\"token\",\"value\":\""
                    + secret
                    + "\"}}")
                .getBytes(UTF_8));

    assertThat(hello).isInstanceOf(Decoded.Valid.class);
    assertThat(hello.toString()).doesNotContain(secret);
  }
}
