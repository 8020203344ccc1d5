package org.indiretta.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;

/**
 * A part of a day on the wall clock, {@code to} not included.
 *
 * @param byAppointment closed for the live desk, and said; null and false are the same
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Interval(ClockTime from, ClockTime to, Boolean byAppointment) {
  /** The most parts of one day. */
  static final int MOST_A_DAY = 8;

  public Interval {
    if (from == null || to == null) {
      throw new IllegalArgumentException("from and to are expected");
    }
    if (from.equals(to)) {
      throw new IllegalArgumentException("%s–%s is empty".formatted(from, to));
    }
    if (from.compareTo(to) > 0) {
      throw new IllegalArgumentException("%s–%s ends before it begins".formatted(from, to));
    }
    byAppointment = Boolean.TRUE.equals(byAppointment) ? Boolean.TRUE : null;
  }

  /** When the live desk answers. */
  static Interval live(ClockTime from, ClockTime to) {
    return new Interval(from, to, null);
  }

  /** Whether the live desk answers. */
  boolean isLive() {
    return byAppointment == null;
  }

  boolean contains(int minute) {
    return from.minutes() <= minute && minute < to.minutes();
  }

  /** In order; those that overlap are refused and named. */
  static List<Interval> day(List<Interval> parts, String field) {
    if (parts == null) {
      return List.of();
    }
    if (parts.size() > MOST_A_DAY) {
      throw new IllegalArgumentException(
          "%s: at most %d intervals a day are allowed".formatted(field, MOST_A_DAY));
    }
    List<Interval> ordered = parts.stream().sorted(Comparator.comparing(Interval::from)).toList();
    for (int i = 1; i < ordered.size(); i++) {
      if (ordered.get(i - 1).to().compareTo(ordered.get(i).from()) > 0) {
        throw new IllegalArgumentException(
            "%s: %s and %s overlap".formatted(field, ordered.get(i - 1), ordered.get(i)));
      }
    }
    return ordered;
  }

  @Override
  public String toString() {
    return from + "–" + to;
  }
}
