package org.indiretta.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The optional second factor (RFC 6238). */
final class SecondFactorTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  @Test
  void aSecondFactorIsAskedForAndEachCodeIsGoodOnce() throws Exception {
    String email = "sara@rivalago.example";
    ApiServer.Browser sara = SERVER.signedIn("Sara");
    JsonObject own = new JsonObject().put("password", ApiServer.PASSWORD);
    assertThat(
            sara.post("/api/v1/me/second-factor", new JsonObject().put("password", "wrong-wrong"))
                .status())
        .isEqualTo(401);
    JsonObject started = sara.post("/api/v1/me/second-factor", own).json();
    assertThat(started.getString("uri")).startsWith("otpauth://totp/InDiretta:sara");
    assertThat(started.getJsonObject("qr").getString("path")).startsWith("M");
    String key = started.getString("key");
    assertThat(send(sara, "PUT", code(key, 0)).status()).isEqualTo(204);

    ApiServer.Response without = SERVER.browser().signIn(email, ApiServer.PASSWORD);
    assertThat(without.code()).isEqualTo("CODE_NEEDED");
    assertThat(signIn(email, code(key, 0)).code())
        .as("used by confirming")
        .isEqualTo("CODE_NEEDED");
    SERVER.passes(Duration.ofMinutes(1));
    String fresh = code(key, 0);
    assertThat(signIn(email, fresh).status()).isEqualTo(200);
    assertThat(signIn(email, fresh).code()).isEqualTo("CODE_NEEDED");
    SERVER.passes(Duration.ofMinutes(1));
    assertThat(signIn(email, code(key, -1)).status()).as("a slow clock").isEqualTo(200);
    SERVER.passes(Duration.ofMinutes(5));
    assertThat(signIn(email, code(key, -3)).code()).as("too old").isEqualTo("CODE_NEEDED");

    assertThat(sara.send("DELETE", "/api/v1/me/second-factor", own.toBuffer().getBytes()).status())
        .isEqualTo(204);
    assertThat(SERVER.browser().signIn(email, ApiServer.PASSWORD).status()).isEqualTo(200);
  }

  private static ApiServer.Response signIn(String email, String code) throws Exception {
    return SERVER
        .browser()
        .post(
            "/api/v1/sign-in",
            new JsonObject()
                .put("email", email)
                .put("password", ApiServer.PASSWORD)
                .put("code", code));
  }

  private static ApiServer.Response send(ApiServer.Browser browser, String method, String code)
      throws Exception {
    return browser.send(
        method,
        "/api/v1/me/second-factor",
        new JsonObject().put("code", code).toBuffer().getBytes());
  }

  /** An authenticator of our own: RFC 6238 with RFC 4226, written from the documents. */
  private static String code(String base32, int steps) throws Exception {
    Instant now = SERVER.clock.now();
    long counter = now.getEpochSecond() / 30 + steps;
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(decoded(base32), "HmacSHA1"));
    byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(counter).array());
    int offset = hash[19] & 0xf;
    int binary = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
    return "%06d".formatted(binary % 1_000_000);
  }

  private static byte[] decoded(String base32) {
    BigInteger bits = BigInteger.ZERO;
    for (int i = 0; i < base32.length(); i++) {
      int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(value));
    }
    byte[] bytes = new byte[base32.length() * 5 / 8];
    for (int i = bytes.length - 1; i >= 0; i--) {
      bytes[i] = bits.byteValue();
      bits = bits.shiftRight(8);
    }
    return bytes;
  }
}
