package org.indiretta.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.junit.jupiter.api.Test;

/** What a calendar refuses, with words, and which holidays count. */
final class CalendarRulesTest {
  private static final SiteId SITE = new SiteId("ch");

  private static List<Interval> parts(String... parts) {
    return Arrays.stream(parts)
        .map(part -> part.split("-", -1))
        .map(part -> new Interval(ClockTime.of(part[0]), ClockTime.of(part[1]), null))
        .toList();
  }

  private static SiteCalendar dates(DifferentDay... dates) {
    return new SiteCalendar(SITE, null, null, List.of(dates), null, null);
  }

  private static DifferentDay day(String from, String until) {
    return new DifferentDay(
        LocalDate.parse(from), until == null ? null : LocalDate.parse(until), null, null, null);
  }

  @Test
  void anEmptyAReversedAndAnOverlappingIntervalAreRefusedWithWords() {
    assertThatThrownBy(() -> parts("08:00-08:00")).hasMessage("08:00–08:00 is empty");
    assertThatThrownBy(() -> parts("12:00-08:00")).hasMessage("12:00–08:00 ends before it begins");
    assertThatThrownBy(
            () -> new Week(Map.of(DayOfWeek.MONDAY, parts("13:00-17:00", "08:00-13:30"))))
        .hasMessage("monday: 08:00–13:30 and 13:00–17:00 overlap");
    assertThatThrownBy(() -> ClockTime.of("24:30")).hasMessageContaining("24:00");
    assertThatThrownBy(() -> ClockTime.of("8:00")).hasMessageContaining("such as 08:30");
  }

  @Test
  void datesClosuresAndExceptionsThatContradictThemselvesAreRefused() {
    assertThatThrownBy(() -> day("2026-12-24", "2026-12-20"))
        .hasMessageContaining("ends before it begins");
    assertThatThrownBy(() -> dates(day("2026-12-24", "2026-12-31"), day("2026-12-31", null)))
        .hasMessage("dates: 2026-12-24 and 2026-12-31 overlap");
    Instant now = Instant.parse("2026-03-02T09:00:00Z");
    assertThatThrownBy(() -> new Closure(now, now, null, Map.of(Language.IT, "chiuso")))
        .hasMessageContaining("is empty");
    assertThatThrownBy(() -> new Closure(now, null, null, Map.of()))
        .hasMessage("closures.text: a text is expected");
    Deviation talk = new Deviation(null, Mode.TALK, null, ClockTime.of("16:30"), null);
    assertThatThrownBy(() -> new SiteCalendar(SITE, null, List.of(talk, talk), null, null, null))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> new HolidayRules("ch-xx", null, null))
        .hasMessageContaining("none of this name");
  }

  @Test
  void ticinoRestsOnPublicAndObservedDaysAndWorksOnBankHolidays() {
    assertThat(PublicHolidays.of("ch-ti", 2026).keySet())
        .extracting(LocalDate::toString)
        .containsExactly(
            "2026-01-01",
            "2026-01-06",
            "2026-03-19",
            "2026-04-05",
            "2026-04-06",
            "2026-05-01",
            "2026-05-14",
            "2026-05-25",
            "2026-06-04",
            "2026-06-29",
            "2026-08-01",
            "2026-08-15",
            "2026-11-01",
            "2026-12-08",
            "2026-12-25",
            "2026-12-26");
    assertThat(PublicHolidays.of("ch-ti", 2026).get(LocalDate.parse("2026-03-19")).name())
        .containsEntry(Language.IT, "San Giuseppe");
  }

  @Test
  void everyPlaceOfTheListHasHolidaysWithOurOwnWordsForThoseOfTheWholeCountry() {
    for (PublicHolidays.Place place : PublicHolidays.places()) {
      Map<LocalDate, Holiday> year = PublicHolidays.of(place.id(), 2027);
      assertThat(year).as(place.id()).hasSizeGreaterThan(4);
      assertThat(year.get(LocalDate.parse("2027-12-25")).name())
          .containsEntry(Language.IT, "Natale");
    }
    int ofBolzano = PublicHolidays.of("it-32-bz", 2027).size();
    assertThat(ofBolzano).isEqualTo(PublicHolidays.of("it", 2027).size() + 1);
  }

  @Test
  void aHolidayCanBeTakenAwayAndALocalDayAdded() {
    HolidayRules rules =
        new HolidayRules(
            "ch-ti",
            java.util.Set.of("ST_JOSEPH"),
            List.of(new HolidayRules.Added(LocalDate.parse("2020-08-07"), true, Map.of())));
    OpeningHours hours =
        new OpeningHours(
            new SiteCalendar(SITE, null, null, null, rules, null),
            java.time.ZoneId.of("Europe/Zurich"));
    assertThat(hours.day(LocalDate.parse("2026-03-19")).why()).isEqualTo(DayPlan.Why.WEEK);
    assertThat(hours.day(LocalDate.parse("2026-08-07")).why()).isEqualTo(DayPlan.Why.HOLIDAY);
    assertThat(hours.day(LocalDate.parse("2026-05-25")).hours()).isEmpty();
    assertThat(hours.at(Instant.parse("2026-08-07T10:00:00Z"), new TopicId("tax"), Mode.WRITE))
        .isEqualTo(new OpeningHours.Closed(Instant.parse("2026-08-07T22:00:00Z"), false, null));
  }
}
