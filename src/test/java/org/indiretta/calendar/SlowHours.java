package org.indiretta.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.indiretta.identity.Mode;
import org.indiretta.identity.TopicId;

/** Opening hours as somebody reads them off a clock on the wall, minute by minute. */
record SlowHours(SiteCalendar calendar, ZoneId zone) {
  boolean mayStart(Instant at, TopicId topic, Mode mode) {
    return isOpen(at, topic, mode, true);
  }

  boolean answers(Instant at, TopicId topic, Mode mode) {
    return isOpen(at, topic, mode, false);
  }

  private boolean isOpen(Instant at, TopicId topic, Mode mode, boolean starting) {
    for (Closure closure : calendar.closures()) {
      boolean mine = closure.topic() == null || closure.topic().equals(topic);
      boolean begun = closure.from().compareTo(at) <= 0;
      boolean over = closure.until() != null && closure.until().compareTo(at) <= 0;
      if (mine && begun && !over) {
        return false;
      }
    }
    ZonedDateTime wall = at.atZone(zone);
    LocalDate date = wall.toLocalDate();
    int minute = wall.getHour() * 60 + wall.getMinute();
    for (DifferentDay different : calendar.dates()) {
      LocalDate last = different.until() == null ? different.date() : different.until();
      if (different.yearly() == null
          && date.compareTo(different.date()) >= 0
          && date.compareTo(last) <= 0) {
        return live(different.hours(), minute);
      }
    }
    for (HolidayRules.Added added : calendar.holidays().added()) {
      if (sameDay(added.date(), date, added.yearly() != null)) {
        return false;
      }
    }
    boolean open = live(week(topic, mode, date.getDayOfWeek()), minute);
    for (DifferentDay different : calendar.dates()) {
      if (different.yearly() != null && sameDay(different.date(), date, true)) {
        open &= live(different.hours(), minute);
      }
    }
    return open && !(starting && minute >= lastStart(topic, mode));
  }

  private static boolean sameDay(LocalDate one, LocalDate other, boolean yearly) {
    return one.getMonth() == other.getMonth()
        && one.getDayOfMonth() == other.getDayOfMonth()
        && (yearly || one.getYear() == other.getYear());
  }

  private static boolean live(List<Interval> parts, int minute) {
    return parts.stream()
        .anyMatch(
            part ->
                part.byAppointment() == null
                    && part.from().minutes() <= minute
                    && minute < part.to().minutes());
  }

  private List<Interval> week(TopicId topic, Mode mode, DayOfWeek day) {
    for (Deviation deviation : fromTheMostSpecial(topic, mode)) {
      if (deviation.week() != null && deviation.frontDeskOtherwise() == null) {
        return deviation.week().days().getOrDefault(day, List.of());
      }
    }
    return calendar.week() == null
        ? List.of(new Interval(ClockTime.of("00:00"), ClockTime.of("24:00"), null))
        : calendar.week().days().getOrDefault(day, List.of());
  }

  private int lastStart(TopicId topic, Mode mode) {
    for (Deviation deviation : fromTheMostSpecial(topic, mode)) {
      if (deviation.startUntil() != null) {
        return deviation.startUntil().minutes();
      }
    }
    return Integer.MAX_VALUE;
  }

  private List<Deviation> fromTheMostSpecial(TopicId topic, Mode mode) {
    return List.of(
            calendar.exceptions().stream()
                .filter(it -> topic.equals(it.topic()) && it.mode() == mode)
                .toList(),
            calendar.exceptions().stream()
                .filter(it -> topic.equals(it.topic()) && it.mode() == null)
                .toList(),
            calendar.exceptions().stream()
                .filter(it -> it.topic() == null && it.mode() == mode)
                .toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }
}
