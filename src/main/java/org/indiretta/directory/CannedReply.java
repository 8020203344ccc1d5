package org.indiretta.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import java.util.regex.Pattern;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * A reply that operators insert by its shortcut. The constructor checks every field.
 *
 * @param topic null for all topics
 * @param shortcut unique per site; 1 to 30 lower case letters, digits and hyphens
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CannedReply(UUID id, SiteId site, TopicId topic, String shortcut, LocalText text) {
  private static final Pattern SHORTCUT = Pattern.compile("[a-z0-9-]{1,30}");

  public CannedReply {
    Texts.present(id, "id");
    Texts.present(site, "site");
    if (shortcut == null || !SHORTCUT.matcher(shortcut).matches()) {
      throw new IllegalArgumentException(
          "shortcut: 1 to 30 lower case letters, digits and hyphens are expected");
    }
    text = Texts.text(text, "text");
    if (text.byLanguage().isEmpty()) {
      throw new IllegalArgumentException("text: a text in at least one language is expected");
    }
  }
}
