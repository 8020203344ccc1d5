package org.indiretta.calendar;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.indiretta.identity.Language;
import org.indiretta.identity.SiteId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Transaction;
import org.indiretta.telemetry.Clock;

/**
 * The hours of the invented cities, from {@code demo/ch-hours.yaml} and {@code demo/it-hours.yaml},
 * with one day that is open day and night: today, so that the demo is open whenever it is tried.
 */
public final class DemoHours {
  /** What the open day is called; an admin who takes it away sees the closed desk. */
  static final Map<Language, String> OPEN_DAY =
      Map.of(
          Language.IT, "oggi 00–24 (demo)",
          Language.DE, "heute 00–24 (Demo)",
          Language.FR, "aujourd’hui 00–24 (démo)",
          Language.EN, "today 00–24 (demo)");

  private static final Duration BEFORE_MIDNIGHT = Duration.ofHours(1);

  private static final ObjectMapper YAML = CalendarJson.mapper(new YAMLFactory());

  private final Database database;
  private final Clock clock;
  private final SiteCalendar initial;

  /**
   * @param city {@code ch} or {@code it}
   */
  public DemoHours(Database database, Clock clock, String city) {
    this.database = database;
    this.clock = clock;
    this.initial = read(city);
  }

  private static SiteCalendar read(String city) {
    try (InputStream in = DemoHours.class.getResourceAsStream("/demo/" + city + "-hours.yaml")) {
      if (in == null) {
        throw new IllegalArgumentException("there is no demo city " + city);
      }
      return YAML.readValue(in, SiteCalendar.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the hours unless the site has some, and once a day the open day of today in place of the
   * one before. What an admin took away stays away for that day. Does nothing without the site.
   *
   * @return whether something was written
   */
  public Future<Boolean> today() {
    return database.inTransaction(
        transaction ->
            SqlCalendars.locked(transaction, initial.site())
                .compose(
                    stored ->
                        stored.isPresent()
                            ? Future.succeededFuture(stored)
                            : SqlCalendars.putFirst(transaction, initial, clock.now())
                                .compose(done -> SqlCalendars.locked(transaction, initial.site())))
                .compose(
                    stored ->
                        stored.isEmpty()
                            ? Future.succeededFuture(false)
                            : renewed(transaction, stored.get())));
  }

  private Future<Boolean> renewed(Transaction transaction, SqlCalendars.Stored stored) {
    LocalDate today = LocalDate.ofInstant(clock.now(), stored.zone());
    // An hour before midnight tomorrow is open already: nobody is told of a closing at midnight.
    LocalDate last = LocalDate.ofInstant(clock.now().plus(BEFORE_MIDNIGHT), stored.zone());
    if (last.equals(stored.demoDay())) {
      return Future.succeededFuture(false);
    }
    LocalDate first = stored.demoDay() == null ? today : last;
    SiteCalendar before = stored.calendar();
    SiteId site = before.site();
    List<DifferentDay> dates = new ArrayList<>(before.dates());
    dates.removeIf(date -> date.text().equals(OPEN_DAY) && date.last().isBefore(today));
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      LocalDate open = day;
      if (dates.stream().noneMatch(date -> date.yearly() == null && date.covers(open))) {
        List<Interval> allDay = List.of(Interval.live(new ClockTime(0), ClockTime.MIDNIGHT));
        dates.add(0, new DifferentDay(open, null, null, allDay, OPEN_DAY));
      }
    }
    SiteCalendar after =
        new SiteCalendar(
            site, before.week(), before.exceptions(), dates, before.holidays(), before.closures());
    return SqlCalendars.put(transaction, after, clock.now())
        .compose(done -> SqlCalendars.demoDay(transaction, site, last))
        .map(true);
  }
}
