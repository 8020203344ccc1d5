package org.indiretta.directory;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Right;
import org.indiretta.identity.Role;
import org.indiretta.identity.TopicId;

/**
 * A member of staff.
 *
 * @param levels the competences: topic to level (1 first choice, 2 backup, 3 last resort)
 * @param capacity how much they take at once
 * @param autoAccept whether what is offered to them is theirs without being asked
 * @param wrapUpS how long they complete a consultation after its end and are asked for none, in s
 * @param onCall when they are reached by a notice, by their own choice
 * @param showPhoto whether citizens see the photo, by the operator's own choice
 */
public record Operator(
    OperatorId id,
    String email,
    String firstName,
    String lastName,
    String office,
    Role role,
    Set<Right> rights,
    Set<Language> languages,
    Map<TopicId, Integer> levels,
    Capacity capacity,
    boolean autoAccept,
    int wrapUpS,
    OnCall onCall,
    boolean showPhoto,
    boolean enabled) {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final int EMAIL_CHARS = 254;

  /**
   * An e-mail address, stripped; one line with one {@code @}, at most 254 characters (RFC 5321).
   */
  static String email(String text, String field) {
    String line = Texts.someLine(text, EMAIL_CHARS, field);
    if (!EMAIL.matcher(line).matches()) {
      throw new IllegalArgumentException(field + ": an e-mail address is expected");
    }
    return line;
  }
}
