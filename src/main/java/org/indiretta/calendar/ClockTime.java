package org.indiretta.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a clock on the wall shows, from 00:00 to 24:00 in whole minutes; {@code HH:mm} in JSON. */
public record ClockTime(int minutes) implements Comparable<ClockTime> {
  /** The end of every day. */
  static final ClockTime MIDNIGHT = new ClockTime(24 * 60);

  private static final Pattern SHAPE = Pattern.compile("([01][0-9]|2[0-4]):([0-5][0-9])");

  public ClockTime {
    if (minutes < 0 || minutes > 24 * 60) {
      throw new IllegalArgumentException("a time from 00:00 to 24:00 is expected");
    }
  }

  /** Reads {@code HH:mm}. */
  @JsonCreator
  public static ClockTime of(String text) {
    Matcher read = SHAPE.matcher(text == null ? "" : text);
    if (!read.matches()) {
      throw new IllegalArgumentException(text + ": a time such as 08:30 is expected");
    }
    return new ClockTime(Integer.parseInt(read.group(1)) * 60 + Integer.parseInt(read.group(2)));
  }

  @Override
  public int compareTo(ClockTime other) {
    return Integer.compare(minutes, other.minutes);
  }

  @JsonValue
  @Override
  public String toString() {
    return "%02d:%02d".formatted(minutes / 60, minutes % 60);
  }
}
