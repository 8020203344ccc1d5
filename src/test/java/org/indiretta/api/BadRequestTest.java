package org.indiretta.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.indiretta.sql.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is wrong over HTTP is answered with a problem (RFC 9457) of the 400s that says what, never
 * with a fault of ours, and nothing of it is kept.
 */
final class BadRequestTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private static final String PATH = "/api/v1/contact-requests";

  private static JsonObject right() {
    return new JsonObject()
        .put("site", "ch")
        .put("topic", "passport")
        .put("language", "it")
        .put("name", "Maria Rossi")
        .put("email", "maria@example.org")
        .put("text", "Richiamatemi, per favore.");
  }

  /** The right one with this in place of the text, as it is written. */
  private static String text(String json) {
    return right().encode().replace("\"Richiamatemi, per favore.\"", json);
  }

  private static String name(String json) {
    return right().encode().replace("Maria Rossi", json);
  }

  private static String telephone(String number) {
    return right().put("telephone", number).encode();
  }

  static Stream<Arguments> malformed() {
    String right = right().encode();
    return Stream.of(
        Arguments.of("empty", ""),
        Arguments.of("not JSON", "ciao"),
        Arguments.of("cut off", right.substring(0, right.length() - 5)),
        Arguments.of("an array", "[" + right + "]"),
        Arguments.of("null", "null"),
        Arguments.of("something follows", right + "{}"),
        Arguments.of("a comment", right.replaceFirst(",", ",/* */")),
        Arguments.of("a trailing comma", right.replace("}", ",}")),
        Arguments.of("a duplicate field", right.replace("{", "{\"text\":\"altro\",")),
        Arguments.of("a duplicate by an escape", right.replace("{", "{\"t\\u0065xt\":\"altro\",")),
        Arguments.of("an unknown field", right.replace("{", "{\"state\":\"DONE\",")),
        Arguments.of("nested deep", text("[".repeat(20_000) + "]".repeat(20_000))),
        Arguments.of("a number for a text", text("7")),
        Arguments.of("an object for a text", text("{}")),
        Arguments.of("null for a text", text("null")),
        Arguments.of("an empty text", text("\"\"")),
        Arguments.of("a blank text", text("\" \\n \"")),
        Arguments.of("4001 characters", text("\"" + "x".repeat(4001) + "\"")),
        Arguments.of("NUL", text("\"a\\u0000b\"")),
        Arguments.of("a raw control character", text("\"a\u0001b\"")),
        Arguments.of("a lone high surrogate", text("\"a\\ud83d\"")),
        Arguments.of("a lone low surrogate", text("\"\\ude00a\"")),
        Arguments.of("a name of two lines", name("Maria\\nRossi")),
        Arguments.of("a name that turns around", name("Maria\\u202eissoR")),
        Arguments.of("a name with an isolate", name("\\u2066Maria")),
        Arguments.of("a name of 81 characters", name("x".repeat(81))),
        Arguments.of(
            "no address to answer to", right.replace("\"email\":\"maria@example.org\",", "")),
        Arguments.of("an address that is none", right.replace("@example", " example")),
        Arguments.of("a telephone of 31 digits", telephone("1".repeat(31))),
        Arguments.of("… after its plus sign", telephone("+" + "1".repeat(31))),
        Arguments.of("a telephone of 4 digits", telephone("1234")),
        Arguments.of("an unknown language", right.replace("\"it\"", "\"IT\"")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void malformed(String about, String body) throws Exception {
    refused(SERVER.portal().send("POST", PATH, body.getBytes(UTF_8)), 400, "MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xFF, 0xC0, 0xED, 0x80})
  void bytesThatAreNoUtf8(int wrong) throws Exception {
    String[] around = text("\"a#b\"").split("#", -1);
    byte[] before = around[0].getBytes(UTF_8);
    byte[] after = around[1].getBytes(UTF_8);
    byte[] body =
        ByteBuffer.allocate(before.length + 1 + after.length)
            .put(before)
            .put((byte) wrong)
            .put(after)
            .array();

    refused(SERVER.portal().send("POST", PATH, body), 400, "MALFORMED");
  }

  @Test
  void aBodyOfMoreThan64KiBIsRefusedUnread() throws Exception {
    byte[] body = text("\"" + "x".repeat((int) BodyLimits.JSON_BYTES) + "\"").getBytes(UTF_8);

    refused(SERVER.portal().send("POST", PATH, body), 413, "TOO_LARGE");
  }

  @Test
  void anotherTypeIsRefused() throws Exception {
    for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", null}) {
      ApiServer.Browser portal = SERVER.portal();
      portal.contentType = type;
      refused(portal.post(PATH, right()), 415, "BAD_TYPE");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/consultations/1/files/2",
        "/api/v1/consultations/1/transcript?language=it",
        "/api/v1/archive/1-1-1-1-1",
        "/api/v1/operators/%00/photo",
        "/api/v1/sites/%F0%9F%98%80?language=it",
        "/api/v1/sites/..%2f..?language=it",
        "/api/v1//me",
        "/api/v1/me/.."
      })
  void aPathThatNamesNothing(String path) throws Exception {
    ApiServer.Response response = SERVER.signedIn("Marta").get(path);

    boolean unreadable = response.status() == 400;
    refused(response, unreadable ? 400 : 404, unreadable ? "MALFORMED" : "NOT_FOUND");
  }

  @Test
  void aCookieOrTokenThatIsNoneOfOurs() throws Exception {
    for (String cookie :
        new String[] {
          "__Host-indiretta=", "__Host-indiretta=x", "__Host-indiretta=\"; a=b", "=;"
        }) {
      ApiServer.Browser browser = SERVER.browser();
      browser.cookie = cookie;
      refused(browser.get("/api/v1/me"), 401, "UNAUTHENTICATED");
    }
    for (String token : new String[] {"", "x", "x".repeat(43), "x".repeat(5_000)}) {
      ApiServer.Browser citizen = SERVER.portal().bearer(token);
      citizen.contentType = null;
      refused(citizen.send("DELETE", "/api/v1/citizens/me", null), 401, "UNAUTHENTICATED");
    }
  }

  @Test
  void namesOfOperatorsAreCheckedToo() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    JsonObject operator =
        new JsonObject()
            .put("email", "nuova@rivalago.example")
            .put("firstName", "Nuova")
            .put("lastName", "Persona")
            .put("office", "Sportello")
            .put("role", "OPERATOR")
            .put("rights", new JsonArray())
            .put("languages", new JsonArray().add("it"))
            .put("maxWrite", 3);
    for (String field : List.of("firstName", "lastName", "office")) {
      for (String name : List.of("A\u202Eb", "A\u0000b", "A\nb", "\u2067A")) {
        refused(
            admin.post("/api/v1/admin/operators", operator.copy().put(field, name)),
            400,
            "MALFORMED");
      }
    }
    assertThat(admin.post("/api/v1/admin/operators", operator).status()).isEqualTo(201);
  }

  private static void refused(ApiServer.Response response, int status, String code) {
    assertThat(response.status()).as(response.text()).isEqualTo(status);
    assertThat(response.code()).isEqualTo(code);
    assertThat(response.header("Content-Type")).contains("application/problem+json; charset=utf-8");
    assertThat(response.json().getString("detail")).isNotBlank().hasSizeLessThanOrEqualTo(300);
  }

  /** Whatever came before: the right one is taken, and it is the only one. */
  @AfterAll
  static void nothingWrongWasKept() throws Exception {
    assertThat(SERVER.portal().post(PATH, right()).status()).isEqualTo(201);
    assertThat(
            await(
                SERVER
                    .database
                    .database()
                    .list(Sql.of("SELECT text FROM contact_request").bound(), r -> r.getString(0))))
        .containsExactly("Richiamatemi, per favore.");
  }
}
