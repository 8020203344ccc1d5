package org.indiretta.calendar;

import java.util.EnumMap;
import java.util.Map;
import org.indiretta.identity.Language;
import org.indiretta.identity.PlainText;

/** Short texts in up to four languages. */
final class Words {
  /** The longest name of a day or text of a closure, per language. */
  static final int MOST_CHARS = 200;

  private Words() {}

  /** What is blank is left out; the rest is one line each. */
  static Map<Language, String> checked(Map<Language, String> text, String field) {
    Map<Language, String> clean = new EnumMap<>(Language.class);
    if (text != null) {
      text.forEach(
          (language, value) -> {
            if (value != null && !value.isBlank()) {
              clean.put(language, line(value.strip(), language, field));
            }
          });
    }
    return Map.copyOf(clean);
  }

  private static String line(String value, Language language, String field) {
    try {
      return PlainText.line(value, MOST_CHARS);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s (%s): %s".formatted(field, language.code(), e.getMessage()), e);
    }
  }
}
