package org.indiretta.directory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumMap;
import java.util.Map;
import org.indiretta.identity.Language;

/** A text in up to four languages. */
public record LocalText(@JsonValue Map<Language, String> byLanguage) {
  @JsonCreator
  public LocalText {
    byLanguage =
        byLanguage.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<Language, String>(byLanguage));
  }

  /**
   * The text in that language, or in the first one there is (Italian, German, French, English);
   * empty when there is none.
   */
  public String in(Language language) {
    String text = byLanguage.get(language);
    for (Language other : Language.values()) {
      if (text != null) {
        break;
      }
      text = byLanguage.get(other);
    }
    return text == null ? "" : text;
  }
}
