package org.indiretta.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.indiretta.identity.Mode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The demo city's hours on a real PostgreSQL; the clock stands on Monday 2 March 2026 at 10 in
 * Rivalago.
 */
final class DemoHoursTest {
  @RegisterExtension
  static final TestDatabase DATABASE =
      new TestDatabase(new Database.Limits(12, 2_000, 8_000, 8_000));

  private static final SiteId SITE = new SiteId("ch");
  private static final TopicId TAX = new TopicId("municipal-tax");

  private final ManualClock clock = new ManualClock();
  private Calendars calendars;
  private DemoHours demo;

  @BeforeEach
  void aSite() throws Exception {
    Vertx timers = DATABASE.newTimers();
    DATABASE.empty("site");
    TestDatabase.execute(
        DATABASE.url(),
        "INSERT INTO site (id, name, time_zone) VALUES ('ch', '{\"it\": \"x\"}', 'Europe/Zurich')");
    calendars = await(Calendars.open(timers, DATABASE.database(), clock));
    demo = new DemoHours(DATABASE.database(), clock, "ch");
  }

  private OpeningHours.State at(String instant, Mode mode) throws Exception {
    await(calendars.reread());
    return calendars.hours(SITE).at(Instant.parse(instant), TAX, mode);
  }

  @Test
  void withoutACalendarASiteIsOpenDayAndNight() throws Exception {
    assertThat(at("2026-03-02T02:00:00Z", Mode.TALK)).isEqualTo(new OpeningHours.Open(null, null));
    assertThat(at("2026-12-25T02:00:00Z", Mode.TALK)).isInstanceOf(OpeningHours.Open.class);
  }

  @Test
  void todayIsOpenDayAndNightAndTomorrowAsTheCitySays() throws Exception {
    assertThat(await(demo.today())).isTrue();

    assertThat(at("2026-03-02T02:00:00Z", Mode.TALK)).isInstanceOf(OpeningHours.Open.class);
    assertThat(at("2026-03-03T02:00:00Z", Mode.TALK))
        .isEqualTo(new OpeningHours.Closed(Instant.parse("2026-03-03T07:00:00Z"), false, null));
    assertThat(at("2026-03-03T15:45:00Z", Mode.TALK))
        .as("nobody starts to talk after 16:30")
        .isEqualTo(new OpeningHours.Closed(Instant.parse("2026-03-04T07:00:00Z"), false, null));
    assertThat(at("2026-03-03T15:45:00Z", Mode.WRITE))
        .isEqualTo(
            new OpeningHours.Open(
                Instant.parse("2026-03-03T16:00:00Z"), Instant.parse("2026-03-03T16:00:00Z")));
    assertThat(at("2026-03-07T09:00:00Z", Mode.WRITE))
        .as("Saturday by appointment")
        .isEqualTo(new OpeningHours.Closed(Instant.parse("2026-03-09T07:00:00Z"), true, null));
    assertThat(at("2026-12-24T11:30:00Z", Mode.WRITE))
        .as("Christmas Eve ends at noon")
        .isEqualTo(new OpeningHours.Closed(Instant.parse("2026-12-28T07:00:00Z"), false, null));
  }

  @Test
  void anOfficesOwnHoursCloseNothing() throws Exception {
    await(demo.today());
    await(calendars.reread());
    OpeningHours hours = calendars.hours(SITE);

    assertThat(hours.officeIsThere(Instant.parse("2026-03-03T09:00:00Z"), TAX, Mode.WRITE))
        .isTrue();
    assertThat(hours.officeIsThere(Instant.parse("2026-03-03T13:00:00Z"), TAX, Mode.WRITE))
        .isFalse();
    assertThat(hours.at(Instant.parse("2026-03-03T13:00:00Z"), TAX, Mode.WRITE))
        .isInstanceOf(OpeningHours.Open.class);
  }

  @Test
  void whatAnAdminTookAwayStaysAwayForTheDayAndTheNextDayIsOpenAgain() throws Exception {
    await(demo.today());
    await(calendars.reread());
    SiteCalendar before = calendars.calendar(SITE);
    await(
        calendars.put(
            new SiteCalendar(
                SITE,
                before.week(),
                before.exceptions(),
                before.dates().subList(1, before.dates().size()),
                before.holidays(),
                before.closures())));

    assertThat(await(demo.today())).isFalse();
    assertThat(at("2026-03-02T02:00:00Z", Mode.WRITE)).isInstanceOf(OpeningHours.Closed.class);

    clock.advance(Duration.ofDays(1));
    assertThat(await(demo.today())).isTrue();
    assertThat(at("2026-03-03T02:00:00Z", Mode.WRITE)).isInstanceOf(OpeningHours.Open.class);
    clock.advance(Duration.ofDays(1));
    await(demo.today());
    await(calendars.reread());
    assertThat(calendars.calendar(SITE).dates())
        .extracting(DifferentDay::date)
        .as("the day before is not kept")
        .contains(LocalDate.parse("2026-03-04"))
        .doesNotContain(LocalDate.parse("2026-03-03"));
  }

  @Test
  void ofTwoServersThatStartAtOnceOneOpensTheDay() throws Exception {
    DemoHours other = new DemoHours(DATABASE.database(), clock, "ch");
    for (int round = 0; round < 20; round++) {
      TestDatabase.execute(DATABASE.url(), "TRUNCATE calendar");

      List<Boolean> written = await(Future.all(demo.today(), other.today())).list();

      assertThat(written).containsExactlyInAnyOrder(true, false);
      assertThat(at("2026-03-02T02:00:00Z", Mode.TALK)).isInstanceOf(OpeningHours.Open.class);
    }
  }

  @Test
  void everyDemoCityHasHours() {
    assertThat(new DemoHours(DATABASE.database(), clock, "it")).isNotNull();
  }
}
