package org.indiretta.calendar;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.indiretta.identity.Language;

/**
 * The holidays of places, from Jollyday: the days off by law and those that are kept by custom
 * (types PUBLIC_HOLIDAY and OBSERVANCE), not those on which only banks rest. It misses local days,
 * such as a patron saint's.
 */
public final class PublicHolidays {
  /** The first year that can be asked for. */
  public static final int FIRST_YEAR = 2000;

  /** The last one. */
  public static final int LAST_YEAR = 2100;

  private static final List<HolidayType> KEPT =
      List.of(HolidayType.PUBLIC_HOLIDAY, HolidayType.OBSERVANCE);

  private static final Catalogue CATALOGUE = catalogue();

  private static final Map<PlaceAndYear, Map<LocalDate, Holiday>> KNOWN = new ConcurrentHashMap<>();

  private PublicHolidays() {}

  private record Catalogue(Map<String, Map<Language, String>> names, Map<String, String> places) {}

  private record PlaceAndYear(String place, int year) {}

  /** A place that keeps holidays, by its own name. */
  public record Place(String id, String name) {}

  /** The countries and their parts, by id. */
  public static List<Place> places() {
    return CATALOGUE.places().entrySet().stream()
        .map(place -> new Place(place.getKey(), place.getValue()))
        .toList();
  }

  static boolean knows(String place) {
    return CATALOGUE.places().containsKey(place);
  }

  /**
   * Those of a year by date; empty for a year out of range. The first time for a place and year it
   * takes some milliseconds, for the first of all about half a second; later it is from memory.
   */
  static Map<LocalDate, Holiday> of(String place, int year) {
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      return Map.of();
    }
    return KNOWN.computeIfAbsent(new PlaceAndYear(place, year), PublicHolidays::read);
  }

  private static Map<LocalDate, Holiday> read(PlaceAndYear asked) {
    String[] path = asked.place().split("-", -1);
    HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(path[0]));
    String[] part = Arrays.copyOfRange(path, 1, path.length);
    Map<LocalDate, Holiday> found = new TreeMap<>();
    manager.getHolidays(Year.of(asked.year()), part).stream()
        .filter(day -> KEPT.contains(day.getType()))
        .sorted(Comparator.comparing(de.focus_shift.jollyday.core.Holiday::getPropertiesKey))
        .forEach(
            day ->
                found.putIfAbsent(day.getDate(), new Holiday(day.getDate(), key(day), names(day))));
    return found;
  }

  private static String key(de.focus_shift.jollyday.core.Holiday day) {
    return day.getPropertiesKey();
  }

  /** Our own words; Jollyday has none in Italian and some that nobody says. */
  private static Map<Language, String> names(de.focus_shift.jollyday.core.Holiday day) {
    Map<Language, String> ours = CATALOGUE.names().get(key(day));
    return ours != null
        ? ours
        : Map.of(
            Language.IT, day.getDescription(Locale.ENGLISH),
            Language.DE, day.getDescription(Locale.GERMAN),
            Language.FR, day.getDescription(Locale.FRENCH),
            Language.EN, day.getDescription(Locale.ENGLISH));
  }

  private static Catalogue catalogue() {
    ObjectMapper yaml = new YAMLMapper();
    try (InputStream in = PublicHolidays.class.getResourceAsStream("/words/holidays.yaml")) {
      return yaml.readValue(in, Catalogue.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
