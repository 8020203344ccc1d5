package org.indiretta.consultation;

import java.time.Instant;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PlainText;
import org.indiretta.identity.Reference;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.notify.Notice;
import org.indiretta.notify.Notices;

/**
 * A task for those who serve a topic: what a citizen left when nobody was there, or what an
 * operator passed on to an office.
 *
 * @param reference its short speakable name
 * @param text what the citizen, or the operator who passed it on, wrote; "" when all of it stands
 *     in {@link From#written}
 * @param operator who took it; null while OPEN
 * @param done how it ended; null until DONE
 */
public record ContactRequest(
    ContactRequestId id,
    SiteId site,
    TopicId topic,
    Reference reference,
    Kind kind,
    Language language,
    Contact contact,
    String text,
    From from,
    State state,
    OperatorId operator,
    Instant createdAt,
    Instant dueAt,
    Done done) {

  /** This one under another reference, because that one is used. */
  ContactRequest named(Reference other) {
    return new ContactRequest(
        id, site, topic, other, kind, language, contact, text, from, state, operator, createdAt,
        dueAt, done);
  }

  /** What it is. */
  public enum Kind {
    QUESTION,
    SUGGESTION,
    REPORT,
    /** An operator ended a consultation with it. */
    FORWARDED
  }

  /** Where it stands; OPEN, then TAKEN by one operator, then DONE by the same. */
  public enum State {
    OPEN,
    TAKEN,
    DONE
  }

  /**
   * How the citizen is reached. The constructor checks it and names the field.
   *
   * @param name at most 80 characters; may be null
   * @param email at most 254 characters; may be null
   * @param telephone 5 to 30 digits, spaces and the usual signs, a plus sign before them if there
   *     is one; may be null
   */
  public record Contact(String name, String email, String telephone) {
    public Contact {
      name = blank(name) ? null : named(name);
      email = blank(email) ? null : email.strip();
      telephone = blank(telephone) ? null : telephone.strip();
      if (email != null && !Notice.isEmail(email)) {
        throw new IllegalArgumentException("email: an address like name@example.org is expected");
      }
      if (telephone != null && !Notice.isTelephone(telephone)) {
        throw new IllegalArgumentException("telephone: 5 to 30 digits are expected");
      }
    }

    private static boolean blank(String text) {
      return text == null || text.isBlank();
    }

    private static String named(String name) {
      try {
        return PlainText.line(name, PlainText.NAME_CHARS);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("name: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Where it came from.
   *
   * @param consultation null when it was left without one
   * @param written what the citizen had written there, message by message; null for nothing
   * @param by the operator who passed it on with the citizen's consent; null for nobody
   */
  public record From(ConsultationId consultation, String written, OperatorId by) {
    /** Left as it is. */
    static final From NOWHERE = new From(null, null, null);
  }

  /**
   * How it ended.
   *
   * @param answer what the citizen was written; null when they were called
   * @param mail how the mail with the answer stands; null when there was none, or long after it
   * @param note what staff wrote about it; may be null
   */
  public record Done(Instant at, String answer, Notices.Standing mail, String note) {}
}
