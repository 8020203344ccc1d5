package org.indiretta.calendar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.indiretta.identity.SiteId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Queries;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;

/** The calendars in the database. */
final class SqlCalendars {
  private static final ObjectMapper JSON = CalendarJson.mapper(new JsonFactory());

  private static final Sql ALL =
      Sql.of(
          """
          SELECT s.id AS site, s.time_zone, c.week, c.exceptions, c.dates, c.holidays, c.closures,
                 c.demo_day
          FROM site s LEFT JOIN calendar c ON c.site_id = s.id ORDER BY s.id LIMIT 1000
          """);

  private static final Sql LOCKED =
      Sql.of(
          """
          SELECT s.id AS site, s.time_zone, c.week, c.exceptions, c.dates, c.holidays, c.closures,
                 c.demo_day
          FROM site s JOIN calendar c ON c.site_id = s.id WHERE s.id = :site FOR UPDATE OF c
          """);

  private static final String INSERT =
      """
      INSERT INTO calendar
        (site_id, week, exceptions, dates, holidays, closures, changed_at)
      SELECT id, :week::jsonb, :exceptions::jsonb, :dates::jsonb, :holidays::jsonb,
             :closures::jsonb, :now
      FROM site WHERE id = :site
      """;

  private static final Sql PUT =
      Sql.of(
          INSERT
              + """
              ON CONFLICT (site_id) DO UPDATE SET
                week = excluded.week, exceptions = excluded.exceptions, dates = excluded.dates,
                holidays = excluded.holidays, closures = excluded.closures,
                changed_at = excluded.changed_at
              """);

  private static final Sql PUT_FIRST = Sql.of(INSERT + "ON CONFLICT (site_id) DO NOTHING");

  private static final Sql DEMO_DAY =
      Sql.of("UPDATE calendar SET demo_day = :day WHERE site_id = :site");

  private final Database database;

  SqlCalendars(Database database) {
    this.database = database;
  }

  /**
   * A calendar and the time zone of its site.
   *
   * @param demoDay for which day the demo's open day was written last; null for none
   */
  record Stored(SiteCalendar calendar, ZoneId zone, LocalDate demoDay) {}

  /** Those of all sites. */
  Future<List<Stored>> all() {
    return database.list(ALL.bound(), SqlCalendars::stored);
  }

  /** False when there is no such site. */
  Future<Boolean> put(SiteCalendar calendar, Instant now) {
    return put(database, calendar, now);
  }

  static Future<Boolean> put(Queries queries, SiteCalendar calendar, Instant now) {
    return queries.update(written(PUT, calendar, now)).map(rows -> rows > 0);
  }

  /** Unless the site has one, or is given one by somebody else at this moment. */
  static Future<Integer> putFirst(Transaction transaction, SiteCalendar calendar, Instant now) {
    return transaction.update(written(PUT_FIRST, calendar, now));
  }

  private static Sql.Bound written(Sql sql, SiteCalendar calendar, Instant now) {
    ObjectNode json = JSON.valueToTree(calendar);
    return sql.with("site", calendar.site().value())
        .with("week", json.has("week") ? new JsonObject(json.get("week").toString()) : null)
        .with("exceptions", new JsonArray(json.get("exceptions").toString()))
        .with("dates", new JsonArray(json.get("dates").toString()))
        .with("holidays", new JsonObject(json.get("holidays").toString()))
        .with("closures", new JsonArray(json.get("closures").toString()))
        .with("now", now);
  }

  /** That of a site, until the end of the transaction nobody else's to change. */
  static Future<Optional<Stored>> locked(Transaction transaction, SiteId site) {
    return transaction.first(LOCKED.with("site", site.value()), SqlCalendars::stored);
  }

  static Future<Integer> demoDay(Transaction transaction, SiteId site, LocalDate day) {
    return transaction.update(DEMO_DAY.with("site", site.value()).with("day", day));
  }

  private static Stored stored(Row row) {
    SiteId site = new SiteId(row.getString("site"));
    ZoneId zone = ZoneId.of(row.getString("time_zone"));
    if (row.getJsonArray("exceptions") == null) {
      return new Stored(SiteCalendar.always(site), zone, null);
    }
    JsonObject json =
        new JsonObject()
            .put("site", site.value())
            .put("week", row.getJsonObject("week"))
            .put("exceptions", row.getJsonArray("exceptions"))
            .put("dates", row.getJsonArray("dates"))
            .put("holidays", row.getJsonObject("holidays"))
            .put("closures", row.getJsonArray("closures"));
    try {
      SiteCalendar calendar = JSON.readValue(json.encode(), SiteCalendar.class);
      return new Stored(calendar, zone, row.getLocalDate("demo_day"));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
