package org.indiretta.consultation;

import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.PlainText;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * What a citizen leaves. The constructor checks it and names the field in the message of its {@link
 * IllegalArgumentException}.
 *
 * @param kind QUESTION, SUGGESTION or REPORT; null for QUESTION
 * @param text 1 to 4,000 characters; may be blank with a consultation
 * @param consultation the waiting or just ended one whose text and files go with it; may be null
 */
public record NewContactRequest(
    SiteId site,
    TopicId topic,
    ContactRequest.Kind kind,
    Language language,
    String name,
    String email,
    String telephone,
    String text,
    ConsultationId consultation) {

  public NewContactRequest {
    if (site == null || topic == null || language == null) {
      throw new IllegalArgumentException("site, topic and language are expected");
    }
    kind = kind == null ? ContactRequest.Kind.QUESTION : kind;
    if (kind == ContactRequest.Kind.FORWARDED) {
      throw new IllegalArgumentException("kind: QUESTION, SUGGESTION or REPORT is expected");
    }
    text = consultation != null && (text == null || text.isBlank()) ? "" : checked(text);
    ContactRequest.Contact contact = new ContactRequest.Contact(name, email, telephone);
    if (contact.email() == null && contact.telephone() == null) {
      throw new IllegalArgumentException("email: an e-mail or a telephone is expected");
    }
  }

  /** How the citizen is reached; an e-mail or a telephone at least. */
  public ContactRequest.Contact contact() {
    return new ContactRequest.Contact(name, email, telephone);
  }

  /** A text of several lines; its field is named in the fault. */
  static String checked(String text) {
    try {
      return PlainText.lines(text, PlainText.MESSAGE_CHARS);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("text: " + e.getMessage(), e);
    }
  }
}
