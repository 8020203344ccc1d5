package org.indiretta.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.identity.Language;

/**
 * Which holidays the site keeps: those of a place, without the ones an admin took away, with the
 * ones they added.
 *
 * @param place a country or a part of it as {@link PublicHolidays} names it, for example {@code
 *     ch-ti}; null for none
 * @param removed keys of holidays that are worked, every year
 * @param added local days, such as the patron saint's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HolidayRules(String place, Set<String> removed, List<Added> added) {
  /** The most days an admin may add. */
  static final int MOST_ADDED = 100;

  static final HolidayRules NONE = new HolidayRules(null, Set.of(), List.of());

  private static final int MOST_REMOVED = 100;
  private static final int KEY_CHARS = 80;

  public HolidayRules {
    if (place != null && !PublicHolidays.knows(place)) {
      throw new IllegalArgumentException("holidays.place: there is none of this name");
    }
    removed = removed == null ? Set.of() : Set.copyOf(removed);
    if (removed.size() > MOST_REMOVED
        || removed.stream().anyMatch(key -> key.length() > KEY_CHARS)) {
      throw new IllegalArgumentException("holidays.removed: a list of holidays is expected");
    }
    added = added == null ? List.of() : List.copyOf(added);
    if (added.size() > MOST_ADDED) {
      throw new IllegalArgumentException(
          "holidays.added: at most %d are allowed".formatted(MOST_ADDED));
    }
    long different =
        added.stream().map(day -> List.of(day.date(), day.isYearly())).distinct().count();
    if (different < added.size()) {
      throw new IllegalArgumentException("holidays.added: a day is there twice");
    }
  }

  /**
   * A day an admin added.
   *
   * @param yearly on this month and day every year; null and false are the same
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Added(LocalDate date, Boolean yearly, Map<Language, String> name) {
    public Added {
      if (date == null) {
        throw new IllegalArgumentException("holidays.added: a date is expected");
      }
      yearly = Boolean.TRUE.equals(yearly) ? Boolean.TRUE : null;
      name = Words.checked(name, "holidays.added.name");
    }

    boolean isYearly() {
      return yearly != null;
    }

    boolean covers(LocalDate day) {
      return isYearly() ? MonthDay.from(day).equals(MonthDay.from(date)) : day.equals(date);
    }
  }
}
