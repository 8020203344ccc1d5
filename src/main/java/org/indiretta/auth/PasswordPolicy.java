package org.indiretta.auth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a password must be: long, not the e-mail address, not one of the commonest. No rule on kinds
 * of characters and no expiry (NIST SP 800-63B, 5.1.1.2).
 */
public final class PasswordPolicy {
  /** The fewest characters. */
  public static final int MIN_CHARS = 12;

  /** The most characters; more would only cost time. */
  public static final int MAX_CHARS = 200;

  private static final Set<String> COMMON = common();

  private PasswordPolicy() {}

  /** Which rule a password breaks. */
  public enum Weakness {
    TOO_SHORT,
    TOO_LONG,
    /** It is, or holds, the e-mail address or the part before the {@code @}. */
    LIKE_EMAIL,
    /** Among the commonest, or one character or a short run repeated. */
    COMMON
  }

  /** The first rule that is broken; empty when the password may be used. */
  public static Optional<Weakness> weakness(String password, String email) {
    if (password.codePointCount(0, password.length()) < MIN_CHARS) {
      return Optional.of(Weakness.TOO_SHORT);
    }
    if (password.length() > MAX_CHARS) {
      return Optional.of(Weakness.TOO_LONG);
    }
    String lower = password.toLowerCase(Locale.ROOT);
    String address = email.toLowerCase(Locale.ROOT);
    String account = address.substring(0, Math.max(0, address.indexOf('@')));
    if (lower.contains(address) || (account.length() >= 4 && lower.contains(account))) {
      return Optional.of(Weakness.LIKE_EMAIL);
    }
    if (COMMON.contains(lower) || repeats(lower)) {
      return Optional.of(Weakness.COMMON);
    }
    return Optional.empty();
  }

  /** Made of a run of at most four characters, such as {@code abcabcabcabc}. */
  private static boolean repeats(String text) {
    for (int run = 1; run <= 4; run++) {
      if (text.substring(run).equals(text.substring(0, text.length() - run))) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> common() {
    try (InputStream in = PasswordPolicy.class.getResourceAsStream("common-passwords.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
