package org.indiretta.consultation;

import java.time.Instant;
import org.indiretta.identity.TopicId;

/**
 * What an operator passes on to an office. The constructor checks it and names the field.
 *
 * @param topic whose office; null for the consultation's
 * @param text what is to be done, 1 to 4,000 characters
 * @param dueAt null for as usual
 * @param consent that the citizen agreed that the office gets the transcript and the contact
 */
public record Forward(
    TopicId topic,
    String text,
    Instant dueAt,
    String name,
    String email,
    String telephone,
    boolean consent) {
  public Forward {
    text = NewContactRequest.checked(text);
    if (!consent) {
      throw new IllegalArgumentException("consent: without it nothing is passed on");
    }
    new ContactRequest.Contact(name, email, telephone);
  }

  /** How the citizen is reached; may hold nothing. */
  ContactRequest.Contact contact() {
    return new ContactRequest.Contact(name, email, telephone);
  }
}
