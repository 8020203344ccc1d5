package org.indiretta.directory;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.indiretta.identity.Language;
import org.indiretta.identity.PlainText;

/** The checks and limits of everything an admin writes. Each failure names the field. */
final class Texts {
  /** The longest name of a topic, group, site or desk, in characters. */
  static final int NAME_CHARS = 120;

  /** The longest text of several lines: what to have ready, a canned reply, a privacy notice. */
  static final int TEXT_CHARS = 2000;

  /** The longest link. */
  static final int LINK_CHARS = 500;

  private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1");

  private Texts() {}

  /** One line per language, at least in one. */
  static LocalText name(LocalText text, String field) {
    LocalText clean = optionalName(text, field);
    if (clean.byLanguage().isEmpty()) {
      throw new IllegalArgumentException(field + ": a text in at least one language is expected");
    }
    return clean;
  }

  /** One line per language, or none at all. */
  static LocalText optionalName(LocalText text, String field) {
    return each(text, field, value -> PlainText.line(value, NAME_CHARS));
  }

  /** Several lines per language, or none at all. */
  static LocalText text(LocalText text, String field) {
    return each(text, field, value -> PlainText.lines(value, TEXT_CHARS));
  }

  /** A page per language: https, http on this machine, or a path of the portal itself. */
  static LocalText link(LocalText text, String field) {
    return each(text, field, Texts::address);
  }

  /** One line; empty is allowed. */
  static String line(String text, int maxChars, String field) {
    if (text == null || text.isBlank()) {
      return "";
    }
    try {
      return PlainText.line(text.strip(), maxChars);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
    }
  }

  /** One line that must not be empty. */
  static String someLine(String text, int maxChars, String field) {
    String line = line(text, maxChars, field);
    if (line.isEmpty()) {
      throw new IllegalArgumentException(field + ": a text is expected");
    }
    return line;
  }

  /** A value that must be there. */
  @CanIgnoreReturnValue
  static <T> T present(T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }

  /** A number within its limits. */
  @CanIgnoreReturnValue
  static int within(int value, int least, int most, String field) {
    if (value < least || value > most) {
      throw new IllegalArgumentException("%s: %d to %d is expected".formatted(field, least, most));
    }
    return value;
  }

  private static LocalText each(LocalText text, String field, UnaryOperator<String> check) {
    if (text == null) {
      return new LocalText(Map.of());
    }
    Map<Language, String> clean = new EnumMap<>(Language.class);
    text.byLanguage()
        .forEach(
            (language, value) -> {
              if (value != null && !value.isBlank()) {
                clean.put(language, checked(value.strip(), language, field, check));
              }
            });
    return new LocalText(clean);
  }

  private static String checked(
      String value, Language language, String field, UnaryOperator<String> check) {
    try {
      return check.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s (%s): %s".formatted(field, language.code(), e.getMessage()), e);
    }
  }

  private static String address(String text) {
    PlainText.line(text, LINK_CHARS);
    try {
      URI uri = new URI(text);
      boolean path = uri.getScheme() == null && uri.getRawAuthority() == null;
      boolean secure = "https".equals(uri.getScheme()) && uri.getHost() != null;
      boolean local = "http".equals(uri.getScheme()) && LOCAL_HOSTS.contains(uri.getHost());
      if ((path && text.startsWith("/")) || secure || local) {
        return text;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "an https address, or a path such as /services, is expected");
  }
}
