package org.indiretta.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import org.indiretta.identity.Language;

/**
 * A date with hours of its own. Once, it replaces everything for every topic and mode, holidays and
 * last starts too. Every year, it only shortens: what the week has and this has not is closed; 29
 * February is every four years.
 *
 * @param until the last day of a period; null for one day. Not with {@code yearly}
 * @param yearly null and false are the same
 * @param hours empty when closed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DifferentDay(
    LocalDate date,
    LocalDate until,
    Boolean yearly,
    List<Interval> hours,
    Map<Language, String> text) {
  /** The longest period, in days. */
  static final int MOST_DAYS = 366;

  public DifferentDay {
    if (date == null) {
      throw new IllegalArgumentException("dates: a date is expected");
    }
    yearly = Boolean.TRUE.equals(yearly) ? Boolean.TRUE : null;
    if (until != null && (yearly != null || until.isBefore(date))) {
      throw new IllegalArgumentException(
          yearly == null
              ? "dates: %s ends before it begins, on %s".formatted(date, until)
              : "dates: %s comes every year and is one day".formatted(date));
    }
    if (until != null && !until.isBefore(date.plusDays(MOST_DAYS))) {
      throw new IllegalArgumentException(
          "dates: %s to %s is longer than %d days".formatted(date, until, MOST_DAYS));
    }
    until = date.equals(until) ? null : until;
    hours = Interval.day(hours, date.toString());
    text = Words.checked(text, "dates.text");
  }

  /** The last of its days. */
  LocalDate last() {
    return until == null ? date : until;
  }

  /** Whether it speaks of this date. */
  boolean covers(LocalDate day) {
    return yearly == null
        ? !day.isBefore(date) && !day.isAfter(last())
        : MonthDay.from(day).equals(MonthDay.from(date));
  }
}
