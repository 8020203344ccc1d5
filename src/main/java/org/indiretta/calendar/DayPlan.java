package org.indiretta.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.TopicId;

/**
 * What one day is like.
 *
 * @param why which rule decides
 * @param text the name of the day or the text of the date; absent for a plain weekday
 * @param hours for every topic and mode that {@code exceptions} does not name
 * @param exceptions those that differ on this day
 * @param closures those that touch this day
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DayPlan(
    LocalDate date,
    Why why,
    Map<Language, String> text,
    List<Interval> hours,
    List<Line> exceptions,
    List<Closure> closures) {
  /** Which rule decides a day. */
  public enum Why {
    /** No hours were ever given: open day and night. */
    ALWAYS,
    WEEK,
    YEARLY_DATE,
    HOLIDAY,
    DATE
  }

  /**
   * A topic, a mode, or a topic in a mode that differs on this day.
   *
   * @param startUntil nobody may start from then on; null for until closing
   * @param frontDeskOtherwise outside {@code hours} the front desk answers; null for closed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      TopicId topic,
      Mode mode,
      List<Interval> hours,
      ClockTime startUntil,
      Boolean frontDeskOtherwise) {}
}
