package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The four languages; on the wire and in the database the ISO 639-1 code in lower case. */
public enum Language {
  IT,
  DE,
  FR,
  EN;

  /** The ISO 639-1 code. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a code; another one is an {@link IllegalArgumentException}. */
  @JsonCreator
  public static Language of(String code) {
    for (Language language : values()) {
      if (language.code().equals(code)) {
        return language;
      }
    }
    throw new IllegalArgumentException("it, de, fr or en is expected");
  }
}
