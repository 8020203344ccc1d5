package org.indiretta.consultation;

import java.time.Instant;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * A message left because nobody was there.
 *
 * @param reference its short speakable name
 * @param answer where to answer
 * @param operator who took it; null while OPEN
 * @param doneAt null until DONE
 */
public record ContactRequest(
    ContactRequestId id,
    SiteId site,
    TopicId topic,
    Reference reference,
    Language language,
    Answer answer,
    String text,
    State state,
    OperatorId operator,
    Instant createdAt,
    Instant doneAt) {

  /** Where it stands; OPEN, then TAKEN by one operator, then DONE by the same. */
  public enum State {
    OPEN,
    TAKEN,
    DONE
  }

  /**
   * How the citizen is reached.
   *
   * @param name may be null
   * @param email may be null when there is a telephone
   * @param telephone may be null when there is an e-mail
   */
  public record Answer(String name, String email, String telephone) {}
}
