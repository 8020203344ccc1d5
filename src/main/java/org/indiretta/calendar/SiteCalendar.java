package org.indiretta.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.indiretta.identity.SiteId;

/**
 * When a site is open; the constructors check every part and say what is wrong. From the strongest:
 * closures, dates of one year, holidays, yearly dates, the week.
 *
 * @param week null for day and night
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteCalendar(
    SiteId site,
    Week week,
    List<Deviation> exceptions,
    List<DifferentDay> dates,
    HolidayRules holidays,
    List<Closure> closures) {
  /** The most exceptions per topic and mode. */
  static final int MOST_EXCEPTIONS = 200;

  /** The most dates that differ. */
  static final int MOST_DATES = 200;

  /** The most closures. */
  static final int MOST_CLOSURES = 20;

  public SiteCalendar {
    if (site == null) {
      throw new IllegalArgumentException("site is missing");
    }
    exceptions = list(exceptions, MOST_EXCEPTIONS, "exceptions");
    dates = list(dates, MOST_DATES, "dates");
    holidays = Objects.requireNonNullElse(holidays, HolidayRules.NONE);
    closures = list(closures, MOST_CLOSURES, "closures");
    checkTwice(exceptions);
    checkOverlap(dates);
  }

  /** The calendar of a site that nobody gave one: open day and night. */
  public static SiteCalendar always(SiteId site) {
    return new SiteCalendar(site, null, null, null, null, null);
  }

  private static <T> List<T> list(List<T> values, int most, String field) {
    if (values != null && values.size() > most) {
      throw new IllegalArgumentException("%s: at most %d are allowed".formatted(field, most));
    }
    return values == null ? List.of() : List.copyOf(values);
  }

  private static void checkTwice(List<Deviation> exceptions) {
    for (Deviation one : exceptions) {
      long same =
          exceptions.stream()
              .filter(other -> Objects.equals(one.topic(), other.topic()))
              .filter(other -> one.mode() == other.mode() && one.closes() == other.closes())
              .count();
      if (same > 1) {
        throw new IllegalArgumentException(
            "exceptions: %s %s is there twice"
                .formatted(
                    one.topic() == null ? "every topic" : one.topic(),
                    one.mode() == null ? "" : one.mode()));
      }
    }
  }

  private static void checkOverlap(List<DifferentDay> dates) {
    for (int i = 0; i < dates.size(); i++) {
      for (DifferentDay other : dates.subList(i + 1, dates.size())) {
        DifferentDay one = dates.get(i);
        if (overlap(one, other)) {
          throw new IllegalArgumentException(
              "dates: %s and %s overlap".formatted(one.date(), other.date()));
        }
      }
    }
  }

  /** One that comes every year and one that does not may meet: the latter is stronger. */
  private static boolean overlap(DifferentDay one, DifferentDay other) {
    if (one.yearly() != null || other.yearly() != null) {
      return one.yearly() != null && other.yearly() != null && one.covers(other.date());
    }
    return !later(one.date(), other.date()).isAfter(earlier(one.last(), other.last()));
  }

  private static LocalDate later(LocalDate a, LocalDate b) {
    return a.isAfter(b) ? a : b;
  }

  private static LocalDate earlier(LocalDate a, LocalDate b) {
    return a.isBefore(b) ? a : b;
  }
}
