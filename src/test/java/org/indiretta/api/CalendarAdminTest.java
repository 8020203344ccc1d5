package org.indiretta.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An admin sees and changes when the city is open. */
final class CalendarAdminTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private static final String PATH = "/api/v1/admin/calendar";

  private static JsonObject calendar(String week) {
    return new JsonObject().put("site", "ch").put("week", new JsonObject(week));
  }

  private static ApiServer.Response put(ApiServer.Browser admin, JsonObject calendar)
      throws Exception {
    return admin.send("PUT", PATH, calendar.encode().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aCalendarIsKeptAsItWasWritten() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    assertThat(put(admin, new JsonObject().put("site", "ch")).status()).isEqualTo(200);
    assertThat(admin.get(PATH).json().containsKey("week")).as("day and night").isFalse();
    JsonObject written =
        calendar("{\"MONDAY\": [{\"from\": \"08:00\", \"to\": \"12:00\"}]}")
            .put("exceptions", new JsonArray("[{\"mode\": \"TALK\", \"startUntil\": \"11:30\"}]"))
            .put(
                "dates",
                new JsonArray(
                    "[{\"date\": \"2026-12-24\", \"yearly\": true, \"hours\":"
                        + " [{\"from\": \"08:00\", \"to\": \"11:00\"}], \"text\": {\"it\": \"Vigilia\"}}]"))
            .put(
                "holidays",
                new JsonObject(
                    "{\"place\": \"ch-ti\", \"removed\": [\"ST_JOSEPH\"], \"added\":"
                        + " [{\"date\": \"2026-08-07\", \"yearly\": true, \"name\": {\"it\": \"Patrono\"}}]}"))
            .put(
                "closures",
                new JsonArray(
                    "[{\"from\": \"2026-03-04T07:00:00.000Z\", \"topic\": \"passport\","
                        + " \"text\": {\"it\": \"Guasto\"}}]"));

    ApiServer.Response changed = put(admin, written);

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(admin.get(PATH).json()).isEqualTo(written);
    assertThat(admin.get(PATH + "?site=nowhere").status()).isEqualTo(404);
  }

  @Test
  void isItOpenOnThisDay() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    JsonObject calendar =
        calendar(
                "{\"THURSDAY\": [{\"from\": \"08:00\", \"to\": \"12:00\"}],"
                    + " \"SATURDAY\": [{\"from\": \"09:00\", \"to\": \"12:00\", \"byAppointment\": true}]}")
            .put("holidays", new JsonObject("{\"place\": \"ch-ti\"}"))
            .put("exceptions", new JsonArray("[{\"mode\": \"TALK\", \"startUntil\": \"11:30\"}]"));
    assertThat(put(admin, calendar).status()).isEqualTo(200);

    JsonObject holiday = admin.get(PATH + "/preview?date=2026-03-19").json();
    JsonObject thursday = admin.get(PATH + "/preview?date=2026-03-26").json();
    JsonObject saturday = admin.get(PATH + "/preview?date=2026-03-28").json();

    assertThat(holiday.getString("why")).isEqualTo("HOLIDAY");
    assertThat(holiday.getJsonObject("text").getString("de")).isEqualTo("Josefstag");
    assertThat(holiday.getJsonArray("hours")).isEmpty();
    assertThat(thursday.getString("why")).isEqualTo("WEEK");
    assertThat(thursday.getJsonArray("exceptions").getJsonObject(0).getString("startUntil"))
        .isEqualTo("11:30");
    assertThat(saturday.getJsonArray("hours").getJsonObject(0).getBoolean("byAppointment"))
        .isTrue();
    assertThat(admin.get(PATH + "/preview?date=2026-02-30").code()).isEqualTo("MALFORMED");
  }

  @Test
  void theHolidaysOfTheYearAreListedWhereTheSiteIsOrElsewhere() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    JsonObject calendar =
        calendar("{}")
            .put(
                "holidays", new JsonObject("{\"place\": \"ch-ti\", \"removed\": [\"ST_JOSEPH\"]}"));
    assertThat(put(admin, calendar).status()).isEqualTo(200);

    JsonObject ticino = admin.get(PATH + "/holidays?year=2027").json();
    JsonObject bolzano = admin.get(PATH + "/holidays?year=2027&place=it-32-bz").json();

    assertThat(ticino.getJsonArray("holidays").stream().map(JsonObject.class::cast))
        .filteredOn(day -> day.getBoolean("removed"))
        .extracting(day -> day.getString("date"))
        .containsExactly("2027-03-19");
    assertThat(bolzano.getJsonArray("holidays").stream().map(JsonObject.class::cast))
        .extracting(day -> day.getString("date"))
        .contains("2027-05-17", "2027-06-02");
    assertThat(ticino.getJsonArray("places").size()).isGreaterThan(40);
    assertThat(admin.get(PATH + "/holidays?year=1850").code()).isEqualTo("MALFORMED");
  }

  @Test
  void whatContradictsItselfIsRefusedWithWords() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    String overlapping =
        "{\"MONDAY\": [{\"from\": \"08:00\", \"to\": \"12:00\"},"
            + " {\"from\": \"11:00\", \"to\": \"13:00\"}]}";
    JsonObject foreign =
        calendar("{}")
            .put(
                "exceptions",
                new JsonArray("[{\"topic\": \"nothing\", \"startUntil\": \"11:30\"}]"));

    ApiServer.Response refused = put(admin, calendar(overlapping));

    assertThat(refused.code()).isEqualTo("MALFORMED");
    assertThat(refused.json().getString("detail"))
        .isEqualTo("monday: 08:00–12:00 and 11:00–13:00 overlap");
    assertThat(
            put(admin, calendar("{\"MONDAY\": [{\"from\": \"12:00\", \"to\": \"08:00\"}]}"))
                .json()
                .getString("detail"))
        .isEqualTo("12:00–08:00 ends before it begins");
    assertThat(put(admin, foreign).json().getString("detail"))
        .isEqualTo("exceptions: nothing is no topic of this site");
  }

  @Test
  void availabilityNamesTheOtherChannels() throws Exception {
    JsonObject channels =
        SERVER.portal().get("/api/v1/availability?site=ch").json().getJsonObject("channels");

    assertThat(channels.getString("telephone")).startsWith("+41");
    assertThat(channels.getString("email")).isEqualTo("sportello@rivalago.example");
    assertThat(channels.getJsonArray("desks").size()).isEqualTo(2);
  }
}
