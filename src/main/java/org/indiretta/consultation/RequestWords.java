package org.indiretta.consultation;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.indiretta.identity.Language;

/** The words of mails and short messages, from {@code words/mail}, which translators edit. */
final class RequestWords {
  private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");
  private static final Map<Language, RequestWords> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      ALL.put(language, new RequestWords(language));
    }
  }

  private final Properties words = new Properties();
  private final DateTimeFormatter days;

  private RequestWords(Language language) {
    String country = language == Language.EN ? "GB" : "CH";
    days =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(Locale.of(language.code(), country));
    String resource = "/words/mail/" + language.code() + ".properties";
    try (InputStream bytes = RequestWords.class.getResourceAsStream(resource)) {
      words.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RequestWords in(Language language) {
    return ALL.get(language);
  }

  /** A day as people write it. */
  String day(Instant at, ZoneId zone) {
    return days.format(at.atZone(zone));
  }

  /**
   * The text of a key with its names filled in, in one pass, so that what is filled in is never
   * read for names; a missing key or name is a fault.
   */
  String text(String key, Map<String, String> values) {
    Matcher names = NAME.matcher(words.getProperty(key));
    return names.replaceAll(found -> Matcher.quoteReplacement(value(values, found.group(1))));
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("nothing to fill in for " + name);
    }
    return value;
  }
}
