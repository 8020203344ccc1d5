package org.indiretta.directory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * When a member of staff who is not at the console can be reached by a notice: hours of one's own,
 * in the time zone of the site. None: never on call.
 *
 * @param hours at most {@value #MOST_HOURS}; they may overlap
 */
public record OnCall(List<Hours> hours) {
  /** Four a day. */
  public static final int MOST_HOURS = 28;

  /** Never on call. */
  public static final OnCall NEVER = new OnCall(List.of());

  public OnCall {
    hours = List.copyOf(Texts.present(hours, "onCall"));
    if (hours.size() > MOST_HOURS) {
      throw new IllegalArgumentException("onCall: at most %d hours".formatted(MOST_HOURS));
    }
  }

  /** Whether somebody with these hours is on call then. */
  public boolean covers(Instant at, ZoneId zone) {
    ZonedDateTime there = at.atZone(zone);
    int day = there.getDayOfWeek().getValue();
    LocalTime time = there.toLocalTime();
    return hours.stream().anyMatch(each -> each.day() == day && each.covers(time));
  }

  /**
   * One stretch of a day.
   *
   * @param day 1 (Monday) to 7 (ISO 8601)
   * @param from {@code 08:00}
   * @param to later on the same day, not itself covered
   */
  public record Hours(int day, String from, String to) {
    public Hours {
      Texts.within(day, 1, 7, "onCall.day");
      if (!time(from, "onCall.from").isBefore(time(to, "onCall.to"))) {
        throw new IllegalArgumentException("onCall: the end comes after the beginning");
      }
    }

    @JsonIgnore
    boolean covers(LocalTime time) {
      return !time.isBefore(LocalTime.parse(from)) && time.isBefore(LocalTime.parse(to));
    }

    private static LocalTime time(String text, String field) {
      Texts.present(text, field);
      try {
        if (text.length() == 5) {
          return LocalTime.parse(text);
        }
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(field + ": a time such as 08:00 is expected", e);
      }
      throw new IllegalArgumentException(field + ": a time such as 08:00 is expected");
    }
  }
}
