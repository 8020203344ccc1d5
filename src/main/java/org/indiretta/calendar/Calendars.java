package org.indiretta.calendar;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.indiretta.identity.SiteId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Transaction;
import org.indiretta.telemetry.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calendars of all sites, from a snapshot in memory that is read again after every change here
 * and, at worst {@link #READ_EVERY_MS} late, after one on another node. A site without a calendar
 * is open day and night. Readers may be called from any thread and never wait.
 */
public final class Calendars {
  /** How often the snapshot is read again without news, in milliseconds. */
  public static final long READ_EVERY_MS = 4_000;

  private static final Logger LOG = LoggerFactory.getLogger(Calendars.class);

  private final Vertx vertx;
  private final SqlCalendars sql;
  private final Clock clock;
  private volatile Map<SiteId, Entry> snapshot = Map.of();

  private record Entry(SiteCalendar calendar, ZoneId zone, OpeningHours hours) {}

  private Calendars(Vertx vertx, Database database, Clock clock) {
    this.vertx = vertx;
    this.sql = new SqlCalendars(database);
    this.clock = clock;
  }

  /** Reads the first snapshot and keeps it fresh for as long as {@code vertx} lives. */
  public static Future<Calendars> open(Vertx vertx, Database database, Clock clock) {
    Calendars calendars = new Calendars(vertx, database, clock);
    return calendars
        .reread()
        .onSuccess(
            read -> {
              long _ = vertx.setPeriodic(READ_EVERY_MS, tick -> calendars.rereadSoon());
            })
        .map(calendars);
  }

  /** When a site is open. */
  public OpeningHours hours(SiteId site) {
    Entry entry = snapshot.get(site);
    return entry == null
        ? new OpeningHours(SiteCalendar.always(site), ZoneOffset.UTC)
        : entry.hours();
  }

  /** As an admin wrote it. */
  public SiteCalendar calendar(SiteId site) {
    Entry entry = snapshot.get(site);
    return entry == null ? SiteCalendar.always(site) : entry.calendar();
  }

  /**
   * The holidays of a year of one place by date, those that are taken away too; empty for a place
   * nobody knows. May take half a second the first time, so not on the event loop.
   */
  public static List<Holiday> holidays(String place, int year) {
    return PublicHolidays.knows(place)
        ? List.copyOf(PublicHolidays.of(place, year).values())
        : List.of();
  }

  /** Replaces a site's calendar; of two changes the later one stays. False for no such site. */
  public Future<Boolean> put(SiteCalendar calendar) {
    Instant now = clock.now();
    return sql.put(calendar, now).compose(done -> reread().map(done));
  }

  /**
   * The same within a transaction of the caller, who calls {@link #reread} after the commit. False
   * for no such site.
   */
  public Future<Boolean> put(Transaction transaction, SiteCalendar calendar) {
    return SqlCalendars.put(transaction, calendar, clock.now());
  }

  /** Reads again now. */
  public Future<Void> reread() {
    return sql.all()
        .compose(
            all ->
                all.stream().allMatch(it -> it.calendar().holidays().place() == null)
                    ? Future.succeededFuture(entries(all))
                    : vertx.executeBlocking(() -> entries(all), false))
        .onSuccess(read -> snapshot = read)
        .mapEmpty();
  }

  /** Reads again, because somebody said that something changed. */
  public void rereadSoon() {
    var _ =
        reread()
            .onFailure(
                fault -> LOG.atWarn().setCause(fault).log("the calendars were not read again"));
  }

  /** With the holidays of the years that can be asked about, so that no reader has to wait. */
  private Map<SiteId, Entry> entries(List<SqlCalendars.Stored> all) {
    Map<SiteId, Entry> before = snapshot;
    Map<SiteId, Entry> entries = new HashMap<>();
    int year = LocalDate.ofInstant(clock.now(), ZoneOffset.UTC).getYear();
    for (SqlCalendars.Stored stored : all) {
      SiteCalendar calendar = stored.calendar();
      if (calendar.holidays().place() != null) {
        for (int near = year - 1; near <= year + 2; near++) {
          var _ = PublicHolidays.of(calendar.holidays().place(), near);
        }
      }
      Entry known = before.get(calendar.site());
      entries.put(
          calendar.site(),
          known != null && known.calendar().equals(calendar) && known.zone().equals(stored.zone())
              ? known
              : new Entry(calendar, stored.zone(), new OpeningHours(calendar, stored.zone())));
    }
    return Map.copyOf(entries);
  }
}
