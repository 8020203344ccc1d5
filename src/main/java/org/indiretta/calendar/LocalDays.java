package org.indiretta.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * The moments at which a wall clock of a time zone shows a part of a day. Where the clock is put
 * forward the hour that is left out is no time at all; where it is put back the hour that comes
 * twice counts twice.
 */
final class LocalDays {
  private final ZoneId zone;

  LocalDays(ZoneId zone) {
    this.zone = zone;
  }

  /** From a moment to a later one, which is not included. */
  record Span(Instant from, Instant to) {
    boolean contains(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  /** Which day the wall clock shows. */
  LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  /** When the clock shows these parts of the day, in order; parts that touch are one. */
  List<Span> spans(LocalDate day, List<Interval> parts) {
    if (parts.isEmpty()) {
      return List.of();
    }
    ZoneRules rules = zone.getRules();
    LocalDateTime midnight = day.atStartOfDay();
    // No offset is further than 18 hours from UTC, so nothing of the day lies outside.
    Instant at = midnight.minusHours(18).toInstant(ZoneOffset.UTC);
    Instant end = midnight.plusHours(42).toInstant(ZoneOffset.UTC);
    List<Span> spans = new ArrayList<>();
    while (at.isBefore(end)) {
      ZoneOffsetTransition next = rules.nextTransition(at);
      Instant until = next == null || next.getInstant().isAfter(end) ? end : next.getInstant();
      ZoneOffset offset = rules.getOffset(at);
      for (Interval part : parts) {
        Instant from = midnight.plusMinutes(part.from().minutes()).toInstant(offset);
        Instant to = midnight.plusMinutes(part.to().minutes()).toInstant(offset);
        add(spans, from.isBefore(at) ? at : from, to.isAfter(until) ? until : to);
      }
      at = until;
    }
    return spans;
  }

  private static void add(List<Span> spans, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return;
    }
    Span last = spans.isEmpty() ? null : spans.getLast();
    if (last != null && last.to().equals(from)) {
      spans.set(spans.size() - 1, new Span(last.from(), to));
    } else {
      spans.add(new Span(from, to));
    }
  }

  /** What is left of the spans without these moments. */
  static List<Span> without(List<Span> spans, Instant from, Instant to) {
    List<Span> left = new ArrayList<>();
    for (Span span : spans) {
      if ((to != null && !span.from().isBefore(to)) || !span.to().isAfter(from)) {
        left.add(span);
        continue;
      }
      if (span.from().isBefore(from)) {
        left.add(new Span(span.from(), from));
      }
      if (to != null && to.isBefore(span.to())) {
        left.add(new Span(to, span.to()));
      }
    }
    return left;
  }
}
