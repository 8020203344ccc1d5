package org.indiretta.routing;

import java.time.Instant;
import org.indiretta.calendar.OpeningHours;
import org.indiretta.directory.Topic;
import org.indiretta.identity.Mode;

/**
 * Whether somebody who would start now is let in before closing time: not when what they are
 * expected to wait and what such a consultation lasts would pass it.
 */
public final class Intake {
  private final Expectations expectations;

  /** Judges by these. */
  public Intake(Expectations expectations) {
    this.expectations = expectations;
  }

  /** What the calendar says, closed already when the day's end is too near. */
  public OpeningHours.State at(OpeningHours hours, Instant now, Topic topic, Mode mode) {
    OpeningHours.State state = hours.at(now, topic.id(), mode);
    if (state instanceof OpeningHours.Open open
        && open.closesAt() != null
        && served(now, topic, mode).isAfter(open.closesAt())) {
      return new OpeningHours.Closed(
          hours.opensAfter(open.closesAt(), topic.id(), mode).orElse(null), false, null);
    }
    return state;
  }

  private Instant served(Instant now, Topic topic, Mode mode) {
    return now.plus(
            expectations
                .wait(topic.id(), mode)
                .map(Openness.Wait::most)
                .orElse(java.time.Duration.ZERO))
        .plus(expectations.duration(topic.id(), mode));
  }
}
