package org.indiretta.consultation;

import java.time.Instant;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/** A hand-over that waits for its answer; the owner stays until it is accepted (P9). */
sealed interface HandOver {
  /** Who is asked now; null while nobody of the topic is. */
  OperatorId to();

  /** For the colleague; may be null. */
  String note();

  /** Since when {@link #to} is asked; of nobody, since when nobody is. */
  Instant offeredAt();

  /** To one colleague by name. */
  record ToColleague(OperatorId to, String note, Instant offeredAt) implements HandOver {}

  /**
   * To a topic: routing asks its operators one after the other.
   *
   * @param since when it was passed on
   * @param expiresAt when the next one is asked; null without a countdown
   */
  record ToTopic(
      TopicId topic,
      String note,
      Instant since,
      OperatorId to,
      Instant offeredAt,
      Instant expiresAt)
      implements HandOver {
    /** Passed on now; nobody is asked yet. */
    static ToTopic passed(TopicId topic, String note, Instant now) {
      return new ToTopic(topic, note, now, null, now, null);
    }

    /** One operator is asked; {@code expires} may be null. */
    ToTopic asking(OperatorId operator, Instant now, Instant expires) {
      return new ToTopic(topic, note, since, operator, now, expires);
    }

    /** Nobody is asked any more: declined, expired or withdrawn. */
    ToTopic askingNobody(Instant now) {
      return new ToTopic(topic, note, since, null, now, null);
    }

    /** The same one is asked, with another countdown, or none (null). */
    ToTopic counting(Instant expires) {
      return new ToTopic(topic, note, since, to, offeredAt, expires);
    }
  }
}
