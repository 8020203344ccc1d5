package org.indiretta.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.indiretta.identity.Mode;
import org.indiretta.identity.TopicId;

/**
 * An exception from the week for a topic, a mode, or a topic in a mode. Of several that fit, the
 * one that names more counts, then the one that names the topic.
 *
 * @param topic null for every topic
 * @param mode null for every mode
 * @param week hours of its own; null for those of the site
 * @param startUntil nobody may start from then on; null for until closing. Who started is served on
 * @param frontDeskOtherwise {@code week} is when the topic's own office is there; outside it the
 *     front desk answers and nothing is closed. Null and false are the same
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Deviation(
    TopicId topic, Mode mode, Week week, ClockTime startUntil, Boolean frontDeskOtherwise) {
  public Deviation {
    if (topic == null && mode == null) {
      throw new IllegalArgumentException("exceptions: a topic or a mode is expected");
    }
    if (week == null && startUntil == null) {
      throw new IllegalArgumentException("exceptions: hours or a last start are expected");
    }
    frontDeskOtherwise = Boolean.TRUE.equals(frontDeskOtherwise) ? Boolean.TRUE : null;
    if (frontDeskOtherwise != null && (topic == null || week == null || startUntil != null)) {
      throw new IllegalArgumentException(
          "exceptions: only a topic's own hours can leave the rest to the front desk");
    }
  }

  /** Whether it closes the topic outside its hours. */
  boolean closes() {
    return frontDeskOtherwise == null;
  }

  boolean fits(TopicId askedTopic, Mode askedMode) {
    return (topic == null || topic.equals(askedTopic)) && (mode == null || mode == askedMode);
  }

  /** More for what names more. */
  int weight() {
    return (topic == null ? 0 : 2) + (mode == null ? 0 : 1);
  }
}
