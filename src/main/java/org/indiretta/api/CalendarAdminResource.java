package org.indiretta.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.indiretta.calendar.Calendars;
import org.indiretta.calendar.PublicHolidays;
import org.indiretta.calendar.SiteCalendar;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Site;
import org.indiretta.identity.Language;
import org.indiretta.identity.SiteId;

/** When a site is open, for admins: the calendar, what a day is like, the holidays of a year. */
final class CalendarAdminResource {
  private final Directory directory;
  private final Calendars calendars;

  /**
   * Schema {@code Holidays}.
   *
   * @param place null when the site keeps none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Holidays(
      int year, String place, List<HolidayView> holidays, List<PublicHolidays.Place> places) {}

  /**
   * A holiday.
   *
   * @param removed whether the saved calendar works on it
   */
  private record HolidayView(
      LocalDate date, String key, Map<Language, String> name, boolean removed) {}

  CalendarAdminResource(Directory directory, Calendars calendars) {
    this.directory = directory;
    this.calendars = calendars;
  }

  void bind(Operations operations) {
    operations
        .on("readCalendar", call -> Answer.ok(calendars.calendar(site(call))))
        .on("changeCalendar", this::change)
        .on("previewDay", this::preview)
        .on("listHolidays", this::holidays);
  }

  /** The one that is asked for, or the first. */
  private SiteId site(Call call) {
    Optional<SiteId> asked = call.query("site", SiteId::new);
    return asked
        .flatMap(directory::site)
        .or(() -> asked.isPresent() ? Optional.empty() : directory.sites().stream().findFirst())
        .map(Site::id)
        .orElseThrow(ProblemException::notFound);
  }

  private Answer change(Call call) {
    SiteCalendar calendar = call.body(SiteCalendar.class);
    calendar.exceptions().stream()
        .map(it -> it.topic())
        .filter(topic -> topic != null && !isOf(calendar.site(), topic))
        .findAny()
        .ifPresent(topic -> unknown("exceptions: " + topic));
    calendar.closures().stream()
        .map(it -> it.topic())
        .filter(topic -> topic != null && !isOf(calendar.site(), topic))
        .findAny()
        .ifPresent(topic -> unknown("closures: " + topic));
    if (!calendars.put(calendar).await()) {
      throw ProblemException.notFound();
    }
    // The news that brings it to the other nodes and to whoever looks at what is open.
    directory.reread().await();
    return Answer.ok(calendars.calendar(calendar.site()));
  }

  private boolean isOf(SiteId site, org.indiretta.identity.TopicId topic) {
    return directory.topic(topic).filter(known -> known.site().equals(site)).isPresent();
  }

  private static void unknown(String what) {
    throw ProblemException.of(ProblemCode.MALFORMED, what + " is no topic of this site");
  }

  private Answer preview(Call call) {
    LocalDate date =
        call.query("date", LocalDate::parse)
            .orElseThrow(
                () -> ProblemException.of(ProblemCode.MALFORMED, "date: a day is expected"));
    if (date.getYear() < PublicHolidays.FIRST_YEAR || date.getYear() > PublicHolidays.LAST_YEAR) {
      throw ProblemException.of(
          ProblemCode.MALFORMED,
          "date: a day from %d to %d is expected"
              .formatted(PublicHolidays.FIRST_YEAR, PublicHolidays.LAST_YEAR));
    }
    return Answer.ok(calendars.hours(site(call)).day(date));
  }

  private Answer holidays(Call call) {
    SiteCalendar calendar = calendars.calendar(site(call));
    int year =
        call.query("year", Integer::valueOf)
            .orElseThrow(
                () -> ProblemException.of(ProblemCode.MALFORMED, "year: a year is expected"));
    String place = call.query("place", asked -> asked).orElseGet(() -> calendar.holidays().place());
    List<HolidayView> holidays =
        place == null
            ? List.of()
            : Calendars.holidays(place, year).stream()
                .map(
                    day ->
                        new HolidayView(
                            day.date(),
                            day.key(),
                            day.name(),
                            calendar.holidays().removed().contains(day.key())))
                .toList();
    return Answer.ok(new Holidays(year, place, holidays, PublicHolidays.places()));
  }
}
