package org.indiretta.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.indiretta.calendar.LocalDays.Span;
import org.indiretta.identity.Mode;
import org.indiretta.identity.TopicId;

/**
 * Whether a site is open: pure, from its calendar and time zone. May be asked from any thread; what
 * was asked is kept for the minute it was asked for, because all borders are whole minutes.
 */
public final class OpeningHours {
  /** How far ahead an opening is looked for, in days. */
  static final int LOOK_AHEAD_DAYS = 400;

  /** How far ahead a closing is looked for, and how far back the last one, in days. */
  static final int CLOSING_DAYS = 8;

  private final LocalDays days;
  private final DayRules rules;
  private final boolean always;
  private final Map<Asked, Known> known = new ConcurrentHashMap<>();
  private final Map<Asked, KnownEnd> knownEnds = new ConcurrentHashMap<>();

  private record Asked(TopicId topic, Mode mode) {}

  private record Known(Instant minute, State state) {}

  private record KnownEnd(Instant minute, Optional<Instant> end) {}

  /** The hours of a site in its time zone. */
  public OpeningHours(SiteCalendar calendar, ZoneId zone) {
    this.days = new LocalDays(zone);
    this.rules = new DayRules(calendar, days);
    this.always = calendar.equals(SiteCalendar.always(calendar.site()));
  }

  /** How it stands for a topic in a mode. */
  public sealed interface State {}

  /**
   * Somebody may start.
   *
   * @param startsUntil until when; null for longer than {@value #CLOSING_DAYS} days
   * @param closesAt when the present hours end; null for later than {@value #CLOSING_DAYS} days
   */
  public record Open(Instant startsUntil, Instant closesAt) implements State {}

  /**
   * Nobody may start.
   *
   * @param opensAt when one may again; null for not within {@value #LOOK_AHEAD_DAYS} days
   * @param byAppointment whether staff are there for appointments
   * @param closure the sudden closure; null for none
   */
  public record Closed(Instant opensAt, boolean byAppointment, Closure closure) implements State {}

  private static final State DAY_AND_NIGHT = new Open(null, null);

  /** How it stands now. */
  public State at(Instant now, TopicId topic, Mode mode) {
    if (always) {
      return DAY_AND_NIGHT;
    }
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    Asked asked = new Asked(topic, mode);
    Known before = known.get(asked);
    if (before != null && before.minute().equals(minute)) {
      return before.state();
    }
    State state = computed(minute, topic, mode);
    known.put(asked, new Known(minute, state));
    return state;
  }

  private State computed(Instant now, TopicId topic, Mode mode) {
    DayRules.View starts = rules.view(topic, mode, DayRules.Purpose.START);
    DayRules.View service = rules.view(topic, mode, DayRules.Purpose.SERVICE);
    return starts.isIn(now)
        ? new Open(end(now, starts), end(now, service))
        : new Closed(
            opening(now, starts),
            rules.view(topic, mode, DayRules.Purpose.APPOINTMENT).isIn(now),
            rules.closure(now, topic).orElse(null));
  }

  /** When one may start again after a closing; empty for not within the days looked ahead. */
  public Optional<Instant> opensAfter(Instant closing, TopicId topic, Mode mode) {
    return Optional.ofNullable(opening(closing, rules.view(topic, mode, DayRules.Purpose.START)));
  }

  /** When the hours ended in which people were let in last; empty while they last. */
  public Optional<Instant> closedSince(Instant now, TopicId topic, Mode mode) {
    DayRules.View service = rules.view(topic, mode, DayRules.Purpose.SERVICE);
    if (always || service.isIn(now)) {
      return Optional.empty();
    }
    LocalDate today = days.day(now);
    for (int back = 0; back <= CLOSING_DAYS; back++) {
      for (Span span : service.of(today.minusDays(back)).reversed()) {
        if (!span.to().isAfter(now)) {
          return Optional.of(span.to());
        }
      }
    }
    return Optional.of(now.minus(Duration.ofDays(CLOSING_DAYS)));
  }

  /**
   * When the hours end in which the desk answers now, or ended last; empty while they go on for
   * longer than is looked ahead.
   */
  public Optional<Instant> serviceEnds(Instant now, TopicId topic, Mode mode) {
    if (always) {
      return Optional.empty();
    }
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    Asked asked = new Asked(topic, mode);
    KnownEnd before = knownEnds.get(asked);
    if (before != null && before.minute().equals(minute)) {
      return before.end();
    }
    DayRules.View service = rules.view(topic, mode, DayRules.Purpose.SERVICE);
    Optional<Instant> end =
        service.isIn(minute)
            ? Optional.ofNullable(end(minute, service))
            : closedSince(minute, topic, mode);
    knownEnds.put(asked, new KnownEnd(minute, end));
    return end;
  }

  /**
   * Whether the topic's own office is there: within the hours that leave the rest to the front
   * desk, where there are any; otherwise whenever the topic is open. For who may be called by a
   * notice.
   */
  public boolean officeIsThere(Instant now, TopicId topic, Mode mode) {
    return always || rules.view(topic, mode, DayRules.Purpose.OFFICE).isIn(now);
  }

  /** What a day is like. */
  public DayPlan day(LocalDate date) {
    return rules.plan(date, always);
  }

  private Instant opening(Instant now, DayRules.View view) {
    LocalDate today = days.day(now);
    for (int ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead++) {
      for (Span span : view.of(today.plusDays(ahead))) {
        if (span.to().isAfter(now)) {
          return span.from();
        }
      }
    }
    return null;
  }

  /** Null when it goes on for longer than is looked ahead. */
  private Instant end(Instant now, DayRules.View view) {
    LocalDate today = days.day(now);
    Instant end = null;
    for (int ahead = 0; ahead <= CLOSING_DAYS; ahead++) {
      Instant before = end;
      List<Span> spans = view.of(today.plusDays(ahead));
      for (Span span : spans) {
        if (end == null ? span.contains(now) : span.from().equals(end)) {
          end = span.to();
        }
      }
      if (end == null || end.equals(before)) {
        return end;
      }
    }
    return null;
  }
}
