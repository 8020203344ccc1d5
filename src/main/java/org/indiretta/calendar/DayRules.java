package org.indiretta.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.indiretta.calendar.LocalDays.Span;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.TopicId;

/** Which hours a day has, for whom. */
final class DayRules {
  private final SiteCalendar calendar;
  private final LocalDays days;

  DayRules(SiteCalendar calendar, LocalDays days) {
    this.calendar = calendar;
    this.days = days;
  }

  /** What is asked of the hours. */
  enum Purpose {
    /** May somebody start? */
    START,
    /** Does the live desk answer? */
    SERVICE,
    /** Are staff there for appointments? */
    APPOINTMENT,
    /** Is the topic's own office there? */
    OFFICE
  }

  /** The days of a topic in a mode. */
  interface View {
    /** In order. */
    List<Span> of(LocalDate day);

    boolean isIn(Instant now);
  }

  View view(TopicId topic, Mode mode, Purpose purpose) {
    return new View() {
      @Override
      public List<Span> of(LocalDate day) {
        List<Span> spans = days.spans(day, parts(day, topic, mode, purpose));
        for (Closure closure : calendar.closures()) {
          if (closure.concerns(topic)) {
            spans = LocalDays.without(spans, closure.from(), closure.until());
          }
        }
        return spans;
      }

      @Override
      public boolean isIn(Instant now) {
        return of(days.day(now)).stream().anyMatch(span -> span.contains(now));
      }
    };
  }

  /** The closure that says why now; the one that lasts longest. */
  Optional<Closure> closure(Instant now, TopicId topic) {
    return calendar.closures().stream()
        .filter(closure -> closure.concerns(topic) && closure.covers(now))
        .max(Comparator.comparing(Closure::until, Comparator.nullsLast(Comparator.naturalOrder())));
  }

  private List<Interval> parts(LocalDate day, TopicId topic, Mode mode, Purpose purpose) {
    boolean appointments = purpose == Purpose.APPOINTMENT;
    List<Interval> parts =
        hours(day, topic, mode, purpose == Purpose.OFFICE).stream()
            .filter(part -> part.isLive() != appointments)
            .toList();
    return purpose == Purpose.START
        ? lastStart(day, topic, mode).map(last -> cut(parts, last)).orElse(parts)
        : parts;
  }

  private List<Interval> hours(LocalDate day, TopicId topic, Mode mode, boolean office) {
    Decided decided = decided(day);
    return switch (decided.why()) {
      case DATE, HOLIDAY -> decided.hours();
      case YEARLY_DATE -> common(weekly(day, topic, mode, office), decided.hours());
      case WEEK, ALWAYS -> weekly(day, topic, mode, office);
    };
  }

  private List<Interval> weekly(LocalDate day, TopicId topic, Mode mode, boolean office) {
    Week week = calendar.week() == null ? Week.ALWAYS : calendar.week();
    return strongest(topic, mode, it -> (office || it.closes()) && it.week() != null)
        .map(Deviation::week)
        .orElse(week)
        .of(day.getDayOfWeek());
  }

  /** A date of one year has no last start but its closing. */
  private Optional<ClockTime> lastStart(LocalDate day, TopicId topic, Mode mode) {
    return decided(day).why() == DayPlan.Why.DATE
        ? Optional.empty()
        : strongest(topic, mode, it -> it.startUntil() != null).map(Deviation::startUntil);
  }

  /** The topic's own office before what closes it, where both are asked for. */
  private Optional<Deviation> strongest(TopicId topic, Mode mode, Predicate<Deviation> wanted) {
    return calendar.exceptions().stream()
        .filter(it -> it.fits(topic, mode) && wanted.test(it))
        .max(Comparator.comparingInt(Deviation::weight).thenComparing(it -> !it.closes()));
  }

  /** What decides the day for everybody, and its hours; those of the week are not filled in. */
  private record Decided(DayPlan.Why why, Map<Language, String> text, List<Interval> hours) {}

  private Decided decided(LocalDate day) {
    for (DifferentDay date : calendar.dates()) {
      if (date.yearly() == null && date.covers(day)) {
        return new Decided(DayPlan.Why.DATE, date.text(), date.hours());
      }
    }
    Optional<Decided> holiday =
        holiday(day).map(name -> new Decided(DayPlan.Why.HOLIDAY, name, List.of()));
    if (holiday.isPresent()) {
      return holiday.get();
    }
    for (DifferentDay date : calendar.dates()) {
      if (date.yearly() != null && date.covers(day)) {
        return new Decided(DayPlan.Why.YEARLY_DATE, date.text(), date.hours());
      }
    }
    return new Decided(DayPlan.Why.WEEK, Map.of(), List.of());
  }

  private Optional<Map<Language, String>> holiday(LocalDate day) {
    HolidayRules holidays = calendar.holidays();
    for (HolidayRules.Added added : holidays.added()) {
      if (added.covers(day)) {
        return Optional.of(added.name());
      }
    }
    return Optional.ofNullable(holidays.place())
        .map(place -> PublicHolidays.of(place, day.getYear()).get(day))
        .filter(found -> !holidays.removed().contains(found.key()))
        .map(Holiday::name);
  }

  private static List<Interval> cut(List<Interval> parts, ClockTime last) {
    return parts.stream()
        .filter(part -> part.from().compareTo(last) < 0)
        .map(part -> part.to().compareTo(last) <= 0 ? part : Interval.live(part.from(), last))
        .toList();
  }

  /** What both have; by appointment where one of them is. */
  private static List<Interval> common(List<Interval> week, List<Interval> date) {
    List<Interval> both = new ArrayList<>();
    for (Interval a : week) {
      for (Interval b : date) {
        ClockTime from = a.from().compareTo(b.from()) > 0 ? a.from() : b.from();
        ClockTime to = a.to().compareTo(b.to()) < 0 ? a.to() : b.to();
        if (from.compareTo(to) < 0) {
          both.add(new Interval(from, to, !a.isLive() || !b.isLive()));
        }
      }
    }
    return both;
  }

  /** For the preview. */
  DayPlan plan(LocalDate day, boolean always) {
    Decided decided = decided(day);
    boolean forAll = decided.why() == DayPlan.Why.DATE || decided.why() == DayPlan.Why.HOLIDAY;
    Function<Deviation, DayPlan.Line> line =
        it ->
            new DayPlan.Line(
                it.topic(),
                it.mode(),
                hours(day, it.topic(), it.mode(), !it.closes()),
                it.startUntil(),
                it.frontDeskOtherwise());
    List<Closure> closures =
        calendar.closures().stream()
            .filter(closure -> !days.day(closure.from()).isAfter(day))
            .filter(it -> it.until() == null || !days.day(it.until().minusMillis(1)).isBefore(day))
            .toList();
    return new DayPlan(
        day,
        always ? DayPlan.Why.ALWAYS : decided.why(),
        decided.text().isEmpty() ? null : decided.text(),
        hours(day, null, null, false),
        forAll ? List.of() : calendar.exceptions().stream().map(line).toList(),
        closures);
  }
}
