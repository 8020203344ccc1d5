package org.indiretta.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * Any calendar against the slow and obvious one, over ten years and three time zones: one that
 * changes its clock at two, one that does at midnight, one that does by half an hour.
 */
final class OpeningHoursTest {
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Zurich"),
          ZoneId.of("America/Havana"),
          ZoneId.of("Australia/Lord_Howe"));

  private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2034-01-01T00:00:00Z");
  private static final TopicId TAX = new TopicId("tax");
  private static final TopicId PASSPORT = new TopicId("passport");
  private static final int LOOKED_AT_MINUTES = 12 * 24 * 60;

  /** A calendar, somewhere, at some time. */
  record Case(SiteCalendar calendar, ZoneId zone, Instant at, TopicId topic, Mode mode) {}

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.longs().map(seed -> new Maker(new Random(seed)).made());
  }

  @Property(tries = 400)
  void openCloseAndNextOpeningAreWhatTheWallClockSays(@ForAll("cases") Case given) {
    OpeningHours fast = new OpeningHours(given.calendar(), given.zone());
    SlowHours slow = new SlowHours(given.calendar(), given.zone());

    OpeningHours.State state = fast.at(given.at(), given.topic(), given.mode());

    switch (state) {
      case OpeningHours.Open open -> {
        assertThat(slow.mayStart(given.at(), given.topic(), given.mode())).isTrue();
        assertEnds(open.startsUntil(), given, at -> slow.mayStart(at, given.topic(), given.mode()));
        assertEnds(open.closesAt(), given, at -> slow.answers(at, given.topic(), given.mode()));
      }
      case OpeningHours.Closed closed -> {
        assertThat(slow.mayStart(given.at(), given.topic(), given.mode())).isFalse();
        assertEnds(closed.opensAt(), given, at -> !slow.mayStart(at, given.topic(), given.mode()));
      }
    }
  }

  @Property(tries = 200)
  void theLastClosingIsWhatTheWallClockSays(@ForAll("cases") Case given) {
    OpeningHours fast = new OpeningHours(given.calendar(), given.zone());
    SlowHours slow = new SlowHours(given.calendar(), given.zone());

    var closedSince = fast.closedSince(given.at(), given.topic(), given.mode());

    if (slow.answers(given.at(), given.topic(), given.mode())) {
      assertThat(closedSince).isEmpty();
    } else {
      Instant at = given.at();
      Instant earliest = given.at().minus(Duration.ofDays(7));
      while (at.isAfter(earliest)
          && !slow.answers(at.minus(1, ChronoUnit.MINUTES), given.topic(), given.mode())) {
        at = at.minus(1, ChronoUnit.MINUTES);
      }
      if (at.isAfter(earliest)) {
        assertThat(closedSince).contains(at);
      } else {
        assertThat(closedSince.orElseThrow()).isBeforeOrEqualTo(earliest);
      }
    }
  }

  /** That it stays so until {@code end}, and is no longer so then; as far as is looked at. */
  private static void assertEnds(
      Instant end, Case given, java.util.function.Predicate<Instant> stays) {
    Instant at = given.at();
    for (int minute = 0; minute < LOOKED_AT_MINUTES; minute++) {
      if (end == null && minute > OpeningHours.CLOSING_DAYS * 24 * 60 && stays.test(given.at())) {
        return;
      }
      if (at.equals(end)) {
        assertThat(stays.test(at)).as("at %s", at).isFalse();
        return;
      }
      assertThat(stays.test(at)).as("at %s, until %s", at, end).isTrue();
      at = at.plus(1, ChronoUnit.MINUTES);
    }
  }

  /** Makes cases; half of the times lie close to a change of the clock. */
  private static final class Maker {
    private final Random random;

    Maker(Random random) {
      this.random = random;
    }

    Case made() {
      ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
      Instant at = time(zone);
      LocalDate day = LocalDate.ofInstant(at, zone);
      SiteCalendar calendar =
          new SiteCalendar(
              new SiteId("ch"),
              random.nextInt(10) == 0 ? null : week(),
              deviations(),
              dates(day),
              new HolidayRules(null, Set.of(), added(day)),
              closures(at));
      return new Case(
          calendar,
          zone,
          at,
          random.nextBoolean() ? TAX : PASSPORT,
          List.of(Mode.values()).get(random.nextInt(Mode.values().length)));
    }

    private Instant time(ZoneId zone) {
      long seconds = random.nextLong(FIRST.getEpochSecond(), LAST.getEpochSecond());
      Instant at = Instant.ofEpochSecond(seconds).truncatedTo(ChronoUnit.MINUTES);
      return random.nextBoolean()
          ? at
          : zone.getRules()
              .nextTransition(at)
              .getInstant()
              .plus(random.nextInt(-2_000, 400), ChronoUnit.MINUTES);
    }

    private Week week() {
      Map<DayOfWeek, List<Interval>> days = new TreeMap<>();
      for (DayOfWeek day : DayOfWeek.values()) {
        days.put(day, parts());
      }
      return new Week(days);
    }

    private List<Interval> parts() {
      int[] borders =
          random
              .ints(random.nextInt(4) * 2L, 0, 24 * 4 + 1)
              .map(it -> it * 15)
              .sorted()
              .distinct()
              .toArray();
      List<Interval> parts = new ArrayList<>();
      for (int i = 0; i + 1 < borders.length; i += random.nextInt(1, 3)) {
        parts.add(
            new Interval(
                new ClockTime(borders[i]), new ClockTime(borders[i + 1]), random.nextInt(6) == 0));
      }
      return parts;
    }

    private List<Deviation> deviations() {
      List<Deviation> all = new ArrayList<>();
      for (TopicId topic : new TopicId[] {null, TAX}) {
        for (Mode mode : new Mode[] {null, Mode.TALK}) {
          if ((topic != null || mode != null) && random.nextBoolean()) {
            Week week = random.nextBoolean() ? week() : null;
            ClockTime last =
                week == null || random.nextBoolean()
                    ? new ClockTime(random.nextInt(1, 24 * 60))
                    : null;
            all.add(new Deviation(topic, mode, week, last, null));
          }
        }
      }
      if (random.nextInt(4) == 0) {
        all.add(new Deviation(PASSPORT, null, week(), null, true));
      }
      return all;
    }

    private List<DifferentDay> dates(LocalDate around) {
      List<DifferentDay> all = new ArrayList<>();
      LocalDate next = around.minusDays(random.nextInt(10));
      for (int i = random.nextInt(3); i > 0; i--) {
        LocalDate until = next.plusDays(random.nextInt(3));
        all.add(new DifferentDay(next, until, null, parts(), Map.of()));
        next = until.plusDays(1 + random.nextInt(4));
      }
      if (random.nextBoolean()) {
        LocalDate sometime = around.plusDays(random.nextInt(-4, 5)).minusYears(random.nextInt(3));
        all.add(new DifferentDay(sometime, null, true, parts(), Map.of()));
      }
      return all;
    }

    private List<HolidayRules.Added> added(LocalDate around) {
      Set<LocalDate> taken = new HashSet<>();
      List<HolidayRules.Added> all = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        LocalDate day = around.plusDays(random.nextInt(-4, 9));
        if (taken.add(day)) {
          all.add(new HolidayRules.Added(day, random.nextBoolean(), Map.of()));
        }
      }
      return all;
    }

    private List<Closure> closures(Instant around) {
      if (random.nextInt(3) > 0) {
        return List.of();
      }
      Instant from = around.plus(random.nextInt(-3_000, 3_000), ChronoUnit.MINUTES);
      Instant until =
          random.nextInt(5) == 0 ? null : from.plus(random.nextInt(1, 3_000), ChronoUnit.MINUTES);
      return List.of(
          new Closure(
              from, until, random.nextBoolean() ? TAX : null, Map.of(Language.IT, "Allagamento")));
    }
  }

  @Property(tries = 60)
  void anHourThatComesTwiceCountsTwiceAndOneThatIsLeftOutNever(
      @ForAll @net.jqwik.api.constraints.IntRange(min = 2024, max = 2033) int year) {
    SiteCalendar night =
        new SiteCalendar(
            new SiteId("ch"),
            new Week(
                Map.of(
                    DayOfWeek.SUNDAY,
                    List.of(new Interval(ClockTime.of("02:00"), ClockTime.of("03:00"), null)))),
            null,
            null,
            null,
            null);
    OpeningHours hours = new OpeningHours(night, ZONES.getFirst());
    LocalDate spring = lastSunday(year, 3);
    LocalDate autumn = lastSunday(year, 10);

    assertThat(hours.at(spring.atTime(1, 0).toInstant(ZoneOffset.UTC), TAX, Mode.WRITE))
        .isInstanceOf(OpeningHours.Closed.class);
    Instant opening = autumn.atTime(0, 0).toInstant(ZoneOffset.UTC);
    assertThat(hours.at(opening, TAX, Mode.WRITE))
        .isEqualTo(
            new OpeningHours.Open(
                opening.plus(Duration.ofHours(2)), opening.plus(Duration.ofHours(2))));
  }

  private static LocalDate lastSunday(int year, int month) {
    return LocalDate.of(year, month, 31)
        .with(java.time.temporal.TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
  }
}
