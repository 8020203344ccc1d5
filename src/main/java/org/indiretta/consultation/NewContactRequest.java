package org.indiretta.consultation;

import java.util.regex.Pattern;
import org.indiretta.identity.Language;
import org.indiretta.identity.PlainText;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * What a citizen leaves. The constructor checks it and names the field in the message of its {@link
 * IllegalArgumentException}.
 *
 * @param name at most 80 characters; may be null
 * @param email at most 254 characters; may be null when there is a telephone
 * @param telephone 5 to 30 digits, spaces and the usual signs, a plus sign before them if there is
 *     one; may be null when there is an e-mail
 * @param text 1 to 4,000 characters
 */
public record NewContactRequest(
    SiteId site,
    TopicId topic,
    Language language,
    String name,
    String email,
    String telephone,
    String text) {
  /** The longest e-mail address, in characters (RFC 5321, 4.5.3.1.3, without its brackets). */
  static final int EMAIL_CHARS = 254;

  /** The longest telephone number, in characters, after the plus sign that may stand before it. */
  static final int TELEPHONE_CHARS = 30;

  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+\\.[^\\s@<>,;]+");
  private static final Pattern TELEPHONE =
      Pattern.compile("\\+?[0-9 ()/.'-]{5," + TELEPHONE_CHARS + "}");

  public NewContactRequest {
    if (site == null || topic == null || language == null) {
      throw new IllegalArgumentException("site, topic and language are expected");
    }
    text = checked("text", text, PlainText.MESSAGE_CHARS, true);
    name =
        name == null || name.isBlank() ? null : checked("name", name, PlainText.NAME_CHARS, false);
    email = email == null || email.isBlank() ? null : email.strip();
    telephone = telephone == null || telephone.isBlank() ? null : telephone.strip();
    if (email == null && telephone == null) {
      throw new IllegalArgumentException("email: an e-mail or a telephone is expected");
    }
    if (email != null && (email.length() > EMAIL_CHARS || !EMAIL.matcher(email).matches())) {
      throw new IllegalArgumentException("email: an address like name@example.org is expected");
    }
    if (telephone != null && !TELEPHONE.matcher(telephone).matches()) {
      throw new IllegalArgumentException("telephone: 5 to 30 digits are expected");
    }
  }

  private static String checked(String field, String value, int maxChars, boolean lines) {
    try {
      return lines ? PlainText.lines(value, maxChars) : PlainText.line(value, maxChars);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
    }
  }
}
