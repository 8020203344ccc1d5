package org.indiretta.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.indiretta.identity.Language;
import org.indiretta.identity.TopicId;

/**
 * A sudden closure, for example of a flooded building; over everything else. Kept in whole minutes.
 *
 * @param until not included; null for until somebody takes it away
 * @param topic null for every topic
 * @param text what is said, at least in one language
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Closure(Instant from, Instant until, TopicId topic, Map<Language, String> text) {
  public Closure {
    if (from == null) {
      throw new IllegalArgumentException("closures: from is expected");
    }
    from = from.truncatedTo(ChronoUnit.MINUTES);
    until = until == null ? null : until.truncatedTo(ChronoUnit.MINUTES);
    if (until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException(
          "closures: %s–%s %s"
              .formatted(from, until, from.equals(until) ? "is empty" : "ends before it begins"));
    }
    text = Words.checked(text, "closures.text");
    if (text.isEmpty()) {
      throw new IllegalArgumentException("closures.text: a text is expected");
    }
  }

  boolean concerns(TopicId asked) {
    return topic == null || topic.equals(asked);
  }

  boolean covers(Instant at) {
    return !at.isBefore(from) && (until == null || at.isBefore(until));
  }
}
