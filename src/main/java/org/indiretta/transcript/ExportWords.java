package org.indiretta.transcript;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.indiretta.identity.Language;

/**
 * The words of a downloaded transcript, from {@code words/*.properties}, which translators edit.
 */
final class ExportWords {
  private static final Map<Language, ExportWords> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      ALL.put(language, new ExportWords(language));
    }
  }

  private final Properties words = new Properties();
  private final Locale locale;

  private ExportWords(Language language) {
    String country = language == Language.EN ? "GB" : "CH";
    locale = Locale.of(language.code(), country);
    String resource = "/words/" + language.code() + ".properties";
    try (InputStream bytes = ExportWords.class.getResourceAsStream(resource)) {
      words.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ExportWords in(Language language) {
    return ALL.get(language);
  }

  /** How dates and numbers are written. */
  Locale locale() {
    return locale;
  }

  boolean has(String key) {
    return words.containsKey(key);
  }

  /** The text of a key, with {@code {0}}, {@code {1}} … filled in; a missing key is a fault. */
  String text(String key, String... values) {
    String text = words.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no word for " + key);
    }
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", values[i]);
    }
    return text;
  }
}
