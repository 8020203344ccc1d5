package org.indiretta.auth;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * 256 random bits in base64url (43 characters). Shown once to whom it belongs; only its SHA-256 is
 * stored, which is enough for bits that nobody can guess. Never logged.
 */
public record Secret(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

  public Secret {
    if (value == null || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("43 characters of base64url are expected");
    }
  }

  /** Whether a text can be one at all. */
  public static boolean looksLikeOne(String text) {
    return text != null && SHAPE.matcher(text).matches();
  }

  /** A new one. */
  public static Secret next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What is stored. */
  public Buffer hash() {
    return hashOf(value);
  }

  /** The SHA-256 of a text. */
  static Buffer hashOf(String text) {
    try {
      return Buffer.buffer(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "Secret[…]";
  }
}
