package org.indiretta.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.indiretta.identity.Language;
import org.indiretta.identity.SiteId;

/**
 * A portal and its settings. The constructors check every field and name the wrong one.
 *
 * @param origins whose pages may ask for citizens' tokens and open live connections, as RFC 6454
 *     writes them
 * @param languages in the order they are offered
 * @param channels how else the city can be reached
 * @param emergency shown in the panel and on the closed screen
 * @param retentionDays how long transcripts stay after their end
 * @param fileRetentionDays how long files stay after the end
 */
public record Site(
    SiteId id,
    LocalText name,
    List<String> origins,
    List<Language> languages,
    String timeZone,
    Channels channels,
    List<EmergencyNumber> emergency,
    Privacy privacy,
    int retentionDays,
    int fileRetentionDays) {
  private static final int MAX_ORIGINS = 50;
  private static final int MAX_EMERGENCY = 12;
  private static final int MAX_DESKS = 20;
  private static final int MAX_DAYS = 3650;
  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");

  public Site {
    Texts.present(id, "id");
    name = Texts.name(name, "name");
    origins = List.copyOf(Texts.present(origins, "origins"));
    Texts.within(origins.size(), 0, MAX_ORIGINS, "origins");
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "origins: an origin such as https://www.example.ch is expected, in lower case");
      }
    }
    languages = Texts.present(languages, "languages").stream().distinct().toList();
    Texts.within(languages.size(), 1, Language.values().length, "languages");
    zone(timeZone);
    Texts.present(channels, "channels");
    emergency = List.copyOf(Texts.present(emergency, "emergency"));
    Texts.within(emergency.size(), 0, MAX_EMERGENCY, "emergency");
    Texts.present(privacy, "privacy");
    Texts.within(retentionDays, 1, MAX_DAYS, "retentionDays");
    Texts.within(fileRetentionDays, 1, MAX_DAYS, "fileRetentionDays");
  }

  private static void zone(String timeZone) {
    try {
      var _ = ZoneId.of(Texts.present(timeZone, "timeZone"));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("timeZone: one such as Europe/Zurich is expected", e);
    }
  }

  /**
   * How else the city can be reached; what there is not is null.
   *
   * @param telephoneHours when somebody answers the telephone
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Channels(
      String telephone, LocalText telephoneHours, String email, List<Desk> desks) {
    public Channels {
      telephone = blankToNull(Texts.line(telephone, 40, "channels.telephone"));
      telephoneHours = emptyToNull(Texts.optionalName(telephoneHours, "channels.telephoneHours"));
      email = email == null || email.isBlank() ? null : Operator.email(email, "channels.email");
      desks = desks == null ? List.of() : List.copyOf(desks);
      Texts.within(desks.size(), 0, MAX_DESKS, "channels.desks");
    }
  }

  /** A desk that people can go to. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Desk(LocalText name, String address, LocalText hours) {
    public Desk {
      name = Texts.name(name, "desk.name");
      address = Texts.someLine(address, 200, "desk.address");
      hours = emptyToNull(Texts.optionalName(hours, "desk.hours"));
    }
  }

  /** A number to call when it cannot wait. */
  public record EmergencyNumber(String number, LocalText name) {
    private static final Pattern NUMBER = Pattern.compile("[0-9 +]{2,20}");

    public EmergencyNumber {
      if (number == null || !NUMBER.matcher(number).matches()) {
        throw new IllegalArgumentException("emergency.number: 2 to 20 digits are expected");
      }
      name = Texts.name(name, "emergency.name");
    }
  }

  /** The short notice beside the start button, and the page with the whole of it. */
  public record Privacy(LocalText text, LocalText link) {
    public Privacy {
      text = Texts.text(text, "privacy.text");
      link = Texts.link(link, "privacy.link");
    }
  }

  private static String blankToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static LocalText emptyToNull(LocalText text) {
    return text.byLanguage().isEmpty() ? null : text;
  }
}
