package org.indiretta.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The hours of each weekday; a day that is not named is closed. */
public record Week(@JsonValue Map<DayOfWeek, List<Interval>> days) {
  /** Open day and night. */
  static final Week ALWAYS = always();

  @JsonCreator
  public Week {
    Map<DayOfWeek, List<Interval>> checked = new EnumMap<>(DayOfWeek.class);
    days.forEach(
        (day, parts) -> {
          List<Interval> ordered = Interval.day(parts, day.name().toLowerCase(Locale.ROOT));
          if (!ordered.isEmpty()) {
            checked.put(day, ordered);
          }
        });
    days = checked.isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(checked);
  }

  private static Week always() {
    Map<DayOfWeek, List<Interval>> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      days.put(day, List.of(Interval.live(new ClockTime(0), ClockTime.MIDNIGHT)));
    }
    return new Week(days);
  }

  /** In order; empty when closed. */
  List<Interval> of(DayOfWeek day) {
    return days.getOrDefault(day, List.of());
  }
}
