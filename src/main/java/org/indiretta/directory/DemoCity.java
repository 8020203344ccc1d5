package org.indiretta.directory;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.identity.GroupId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Right;
import org.indiretta.identity.Role;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/** The invented cities of {@code --demo}, from {@code demo/ch.yaml} and {@code demo/it.yaml}. */
public final class DemoCity {
  private static final ObjectMapper YAML =
      new YAMLMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private DemoCity() {}

  /**
   * What the demo holds.
   *
   * @param signIns the staff, in the order of the file
   */
  public record Seeded(SiteId site, List<SignIn> signIns) {}

  /** One of the demo's staff. */
  public record SignIn(OperatorId operator, String email, String firstName, Role role) {}

  /** The file as it is written. */
  record City(
      CitySite site,
      List<CityGroup> groups,
      List<CityOperator> operators,
      List<CityReply> cannedReplies) {}

  record CitySite(
      SiteId id,
      LocalText name,
      List<String> origins,
      List<Language> languages,
      String timeZone,
      Site.Channels channels,
      List<Site.EmergencyNumber> emergency,
      CityPrivacy privacy,
      int retentionDays,
      int fileRetentionDays) {
    Site site() {
      return new Site(
          id,
          name,
          origins,
          languages,
          timeZone,
          channels,
          emergency,
          new Site.Privacy(privacy.text(), everyLanguage(privacy.link())),
          retentionDays,
          fileRetentionDays);
    }
  }

  record CityPrivacy(LocalText text, String link) {}

  record CityGroup(GroupId id, LocalText name, List<CityTopic> topics) {}

  /**
   * A topic of the file.
   *
   * @param levels operators' keys to levels
   */
  record CityTopic(
      TopicId id,
      boolean frontDesk,
      LocalText name,
      LocalText ready,
      String link,
      Set<Mode> modes,
      Topic.Service service,
      Map<String, Integer> levels) {
    Topic topic(SiteId site, GroupId group, int position) {
      return new Topic(
          id,
          site,
          group,
          position,
          name,
          ready,
          everyLanguage(link),
          modes == null ? Set.of(Mode.WRITE) : modes,
          frontDesk,
          true,
          service);
    }
  }

  record CityOperator(
      String key,
      String email,
      String firstName,
      String lastName,
      String office,
      Role role,
      Set<Right> rights,
      Set<Language> languages,
      int maxWrite) {
    OperatorFields fields() {
      return new OperatorFields(
          email,
          firstName,
          lastName,
          office,
          role,
          rights == null ? Set.of() : rights,
          languages,
          maxWrite);
    }
  }

  record CityReply(TopicId topic, String shortcut, LocalText text) {}

  /**
   * Writes a city into the database unless its site is there already: what people changed in a demo
   * stays changed, and what they removed stays removed. All or nothing.
   *
   * @param city {@code ch} or {@code it}
   */
  public static Future<Seeded> seed(Database database, Clock clock, String city) {
    return new SqlDemoCity(database, clock).seed(read(city));
  }

  static City read(String city) {
    try (InputStream in = DemoCity.class.getResourceAsStream("/demo/" + city + ".yaml")) {
      if (in == null) {
        throw new IllegalArgumentException("there is no demo city " + city);
      }
      return YAML.readValue(in, City.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** None when the file has none. */
  private static LocalText everyLanguage(String link) {
    if (link == null) {
      return new LocalText(Map.of());
    }
    Map<Language, String> links = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      links.put(language, link.replace("{language}", language.code()));
    }
    return new LocalText(links);
  }
}
