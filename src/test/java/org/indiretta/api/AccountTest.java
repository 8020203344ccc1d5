package org.indiretta.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.indiretta.auth.OneUseLinks;
import org.indiretta.auth.SignIns;
import org.indiretta.bus.News;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SignInId;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.SignInEnding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Invitations, second factor, passwords, tickets and the administration of operators. */
final class AccountTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private static final String GOOD = "una-frase-lunga-e-mia";

  private static JsonObject fields(String email) {
    return new JsonObject()
        .put("email", email)
        .put("firstName", "Nina")
        .put("lastName", "Galli")
        .put("office", "Cultura")
        .put("role", "OPERATOR")
        .put("rights", new JsonArray())
        .put("languages", new JsonArray(List.of("it", "fr")))
        .put("maxWrite", 3);
  }

  private static JsonObject password(String token, String password) {
    return new JsonObject().put("token", token).put("password", password);
  }

  private static String tokenOf(JsonObject invitation) {
    String link = invitation.getString("link");
    assertThat(link).startsWith(SERVER.origin() + "/console/invitation#");
    return link.substring(link.indexOf('#') + 1);
  }

  @Test
  void anAdminInvitesAndTheInvitedSetsTheOwnPasswordOnce() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    JsonObject added =
        admin.post("/api/v1/admin/operators", fields("nina@rivalago.example")).json();
    String token = tokenOf(added.getJsonObject("invitation"));
    ApiServer.Browser nina = SERVER.browser();

    JsonObject look =
        nina.post("/api/v1/one-use-links/look", new JsonObject().put("token", token)).json();
    assertThat(look.getString("email")).isEqualTo("nina@rivalago.example");
    assertThat(
            nina.post("/api/v1/one-use-links/use", password(token, "short"))
                .json()
                .getString("detail"))
        .isEqualTo("TOO_SHORT");
    assertThat(
            nina.post("/api/v1/one-use-links/use", password(token, "nina@rivalago.example"))
                .json()
                .getString("detail"))
        .isEqualTo("LIKE_EMAIL");
    assertThat(
            nina.post("/api/v1/one-use-links/use", password(token, "Motdepasse123!"))
                .json()
                .getString("detail"))
        .isEqualTo("COMMON");
    ApiServer.Response used = nina.post("/api/v1/one-use-links/use", password(token, GOOD));
    assertThat(used.status()).isEqualTo(200);
    assertThat(nina.get("/api/v1/me").json().getString("firstName")).isEqualTo("Nina");
    assertThat(SERVER.browser().post("/api/v1/one-use-links/use", password(token, GOOD)).code())
        .isEqualTo("LINK_DEAD");
    assertThat(admin.post("/api/v1/admin/operators", fields("NINA@rivalago.example")).code())
        .isEqualTo("IN_USE");
  }

  @Test
  void anInvitationDiesAfterADayAndWithANewerOne() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    JsonObject added =
        admin.post("/api/v1/admin/operators", fields("late@rivalago.example")).json();
    String first = tokenOf(added.getJsonObject("invitation"));
    String path =
        "/api/v1/admin/operators/"
            + added.getJsonObject("operator").getString("id")
            + "/invitation";
    String second = tokenOf(admin.post(path, null).json());

    assertThat(SERVER.browser().post("/api/v1/one-use-links/use", password(first, GOOD)).code())
        .isEqualTo("LINK_DEAD");
    SERVER.passes(OneUseLinks.GOOD_FOR.plusSeconds(1));
    assertThat(SERVER.browser().post("/api/v1/one-use-links/use", password(second, GOOD)).code())
        .isEqualTo("LINK_DEAD");
  }

  @Test
  void anInvitationDiesWhenTheAccountIsDisabledAlsoWhenItIsEnabledAgain() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    JsonObject added =
        admin.post("/api/v1/admin/operators", fields("leaver@rivalago.example")).json();
    String token = tokenOf(added.getJsonObject("invitation"));
    String operator = "/api/v1/admin/operators/" + added.getJsonObject("operator").getString("id");

    assertThat(admin.post(operator + "/disable", null).status()).isEqualTo(200);
    assertThat(admin.post(operator + "/enable", null).status()).isEqualTo(200);

    assertDead(token);
  }

  @Test
  void anInvitationDiesWhenTheEmailChangesAndNotWithTheRest() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    JsonObject added =
        admin.post("/api/v1/admin/operators", fields("typo@rivalago.example")).json();
    String token = tokenOf(added.getJsonObject("invitation"));
    String operator = "/api/v1/admin/operators/" + added.getJsonObject("operator").getString("id");
    JsonObject look = new JsonObject().put("token", token);

    JsonObject renamed = fields("Typo@rivalago.example").put("lastName", "Gallo");
    assertThat(admin.send("PUT", operator, renamed.toBuffer().getBytes()).status()).isEqualTo(200);
    assertThat(SERVER.browser().post("/api/v1/one-use-links/look", look).status()).isEqualTo(200);
    JsonObject corrected = fields("right@rivalago.example");
    assertThat(admin.send("PUT", operator, corrected.toBuffer().getBytes()).status())
        .isEqualTo(200);

    assertDead(token);
  }

  @Test
  void anInvitationDiesWhenThePersonChangesThePassword() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    JsonObject added = admin.post("/api/v1/admin/operators", fields("kim@rivalago.example")).json();
    ApiServer.Browser kim = SERVER.browser();
    String first = tokenOf(added.getJsonObject("invitation"));
    assertThat(kim.post("/api/v1/one-use-links/use", password(first, GOOD)).status())
        .isEqualTo(200);
    String operator = "/api/v1/admin/operators/" + added.getJsonObject("operator").getString("id");
    String second = tokenOf(admin.post(operator + "/invitation", null).json());

    JsonObject change = new JsonObject().put("current", GOOD).put("next", GOOD + "-e-nuova");
    assertThat(kim.post("/api/v1/me/password", change).status()).isEqualTo(204);

    assertDead(second);
  }

  private static void assertDead(String token) throws Exception {
    JsonObject look = new JsonObject().put("token", token);
    assertThat(SERVER.browser().post("/api/v1/one-use-links/look", look).code())
        .isEqualTo("LINK_DEAD");
    assertThat(SERVER.browser().post("/api/v1/one-use-links/use", password(token, GOOD)).code())
        .isEqualTo("LINK_DEAD");
  }

  @Test
  void theSetUpDoorIsClosedOnceThereIsAnAdmin() throws Exception {
    assertThat(await(SERVER.auth.oneUseLinks().setUp())).isEmpty();
  }

  @Test
  void disablingEndsSignInsTicketsAndLiveConnections() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    ApiServer.Browser elena = SERVER.signedIn("Elena");
    String ticket = elena.post("/api/v1/socket-tickets", null).json().getString("ticket");
    OperatorId id = SERVER.operators.get("Elena");
    List<News> news = new CopyOnWriteArrayList<>();
    try (var heard = SERVER.bus.subscribe(news::add)) {
      assertThat(heard).isNotNull();
      assertThat(admin.post("/api/v1/admin/operators/" + id + "/disable", null).status())
          .isEqualTo(200);
    }
    assertThat(elena.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(await(SERVER.auth.socketTickets().redeem(new Credential.Ticket(ticket)))).isEmpty();
    assertThat(SERVER.browser().signIn("elena@rivalago.example", ApiServer.PASSWORD).status())
        .isEqualTo(401);
    assertThat(admin.post("/api/v1/admin/operators/" + id + "/enable", null).status())
        .isEqualTo(200);
    assertThat(SERVER.browser().signIn("elena@rivalago.example", ApiServer.PASSWORD).status())
        .isEqualTo(200);
    assertThat(
            admin
                .post("/api/v1/admin/operators/" + SERVER.operators.get("Anna") + "/disable", null)
                .code())
        .isEqualTo("LAST_ADMIN");
  }

  @Test
  void aTicketIsGoodOnceAndForThirtySeconds() throws Exception {
    ApiServer.Browser luca = SERVER.signedIn("Luca");
    Credential.Ticket ticket =
        new Credential.Ticket(luca.post("/api/v1/socket-tickets", null).json().getString("ticket"));

    assertThat(await(SERVER.auth.socketTickets().redeem(ticket)).orElseThrow().id())
        .isEqualTo(SERVER.operators.get("Luca"));
    assertThat(await(SERVER.auth.socketTickets().redeem(ticket))).isEmpty();
    Credential.Ticket late =
        new Credential.Ticket(luca.post("/api/v1/socket-tickets", null).json().getString("ticket"));
    SERVER.passes(Duration.ofSeconds(31));
    assertThat(await(SERVER.auth.socketTickets().redeem(late))).isEmpty();
  }

  @Test
  void p7_askingWhetherASignInHoldsDoesNotKeepItAwake() throws Exception {
    ApiServer.Browser luca = SERVER.signedIn("Luca");
    Credential.Ticket ticket =
        new Credential.Ticket(luca.post("/api/v1/socket-tickets", null).json().getString("ticket"));
    SignInId signIn = await(SERVER.auth.socketTickets().redeem(ticket)).orElseThrow().signIn();
    Instant end = SERVER.clock.now().plus(SignIns.IDLE);

    SERVER.passes(SignIns.IDLE.dividedBy(2));
    assertThat(await(SERVER.auth.signIns().terms(Set.of(signIn))))
        .containsEntry(signIn, new SignIns.Term(end, SignInEnding.IDLE));
    assertThat(luca.post("/api/v1/sign-out", null).status()).isEqualTo(204);
    assertThat(await(SERVER.auth.signIns().terms(Set.of(signIn)))).isEmpty();
  }

  @Test
  void aSecondFactorIsAskedForAndEachCodeIsGoodOnce() throws Exception {
    String email = "sara@rivalago.example";
    ApiServer.Browser sara = SERVER.signedIn("Sara");
    JsonObject own = new JsonObject().put("password", ApiServer.PASSWORD);
    assertThat(
            sara.post("/api/v1/me/second-factor", new JsonObject().put("password", "wrong-wrong"))
                .status())
        .isEqualTo(401);
    JsonObject started = sara.post("/api/v1/me/second-factor", own).json();
    assertThat(started.getString("uri")).startsWith("otpauth://totp/InDiretta:sara");
    assertThat(started.getJsonObject("qr").getString("path")).startsWith("M");
    String key = started.getString("key");
    assertThat(send(sara, "PUT", code(key, 0)).status()).isEqualTo(204);

    ApiServer.Response without = SERVER.browser().signIn(email, ApiServer.PASSWORD);
    assertThat(without.code()).isEqualTo("CODE_NEEDED");
    assertThat(signIn(email, code(key, 0)).code())
        .as("used by confirming")
        .isEqualTo("CODE_NEEDED");
    SERVER.passes(Duration.ofMinutes(1));
    String fresh = code(key, 0);
    assertThat(signIn(email, fresh).status()).isEqualTo(200);
    assertThat(signIn(email, fresh).code()).isEqualTo("CODE_NEEDED");
    SERVER.passes(Duration.ofMinutes(1));
    assertThat(signIn(email, code(key, -1)).status()).as("a slow clock").isEqualTo(200);
    SERVER.passes(Duration.ofMinutes(5));
    assertThat(signIn(email, code(key, -3)).code()).as("too old").isEqualTo("CODE_NEEDED");

    assertThat(sara.send("DELETE", "/api/v1/me/second-factor", own.toBuffer().getBytes()).status())
        .isEqualTo(204);
    assertThat(SERVER.browser().signIn(email, ApiServer.PASSWORD).status()).isEqualTo(200);
  }

  private static ApiServer.Response signIn(String email, String code) throws Exception {
    return SERVER
        .browser()
        .post(
            "/api/v1/sign-in",
            new JsonObject()
                .put("email", email)
                .put("password", ApiServer.PASSWORD)
                .put("code", code));
  }

  private static ApiServer.Response send(ApiServer.Browser browser, String method, String code)
      throws Exception {
    return browser.send(
        method,
        "/api/v1/me/second-factor",
        new JsonObject().put("code", code).toBuffer().getBytes());
  }

  /** An authenticator of our own: RFC 6238 with RFC 4226, written from the documents. */
  private static String code(String base32, int steps) throws Exception {
    Instant now = SERVER.clock.now();
    long counter = now.getEpochSecond() / 30 + steps;
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(decoded(base32), "HmacSHA1"));
    byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(counter).array());
    int offset = hash[19] & 0xf;
    int binary = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
    return "%06d".formatted(binary % 1_000_000);
  }

  private static byte[] decoded(String base32) {
    BigInteger bits = BigInteger.ZERO;
    for (int i = 0; i < base32.length(); i++) {
      int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(value));
    }
    byte[] bytes = new byte[base32.length() * 5 / 8];
    for (int i = bytes.length - 1; i >= 0; i--) {
      bytes[i] = bits.byteValue();
      bits = bits.shiftRight(8);
    }
    return bytes;
  }

  @Test
  void aNewPasswordEndsTheOtherSignIns() throws Exception {
    ApiServer.Browser here = SERVER.signedIn("Paolo");
    ApiServer.Browser elsewhere = SERVER.signedIn("Paolo");
    JsonObject change = new JsonObject().put("current", ApiServer.PASSWORD).put("next", GOOD);

    assertThat(
            here.post("/api/v1/me/password", change.copy().put("next", "paolo@rivalago.example"))
                .code())
        .isEqualTo("WEAK_PASSWORD");
    assertThat(here.post("/api/v1/me/password", change).status()).isEqualTo(204);

    assertThat(here.get("/api/v1/me").status()).isEqualTo(200);
    assertThat(elsewhere.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(SERVER.browser().signIn("paolo@rivalago.example", GOOD).status()).isEqualTo(200);
  }

  @Test
  void preferencesAreKeptPerPerson() throws Exception {
    ApiServer.Browser marta = SERVER.signedIn("Marta");

    JsonObject now =
        new ApiServer.Response(
                marta
                    .send(
                        "PATCH",
                        "/api/v1/me",
                        new JsonObject()
                            .put("language", "de")
                            .put("sound", false)
                            .toBuffer()
                            .getBytes())
                    .raw())
            .json();

    assertThat(now.getJsonObject("preferences"))
        .isEqualTo(
            new JsonObject()
                .put("language", "de")
                .put("sound", false)
                .put("notifications", true)
                .put("singleKeys", true));
    assertThat(
            SERVER
                .signedIn("Marta")
                .get("/api/v1/me")
                .json()
                .getJsonObject("preferences")
                .getString("language"))
        .isEqualTo("de");
  }

  @Test
  void aDirectoryChangeIsSeenAtOnceAndInThePublicSite() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    JsonArray topics = admin.get("/api/v1/admin/topics").json().getJsonArray("topics");
    JsonObject reports =
        topics.stream()
            .map(JsonObject.class::cast)
            .filter(topic -> topic.getString("id").equals("reports"))
            .findFirst()
            .orElseThrow();
    reports.put("enabled", false);

    ApiServer.Response changed =
        admin.send("PUT", "/api/v1/admin/topics/reports", reports.toBuffer().getBytes());

    assertThat(changed.status()).isEqualTo(200);
    SERVER.passes(SiteResource.FRESH);
    assertThat(SERVER.portal().get("/api/v1/sites/ch?language=it").text())
        .doesNotContain("\"reports\"");
    assertThat(admin.get("/api/v1/admin/topics").text()).contains("\"reports\"");
    JsonObject wrong =
        reports.copy().put("link", new JsonObject().put("it", "javascript:alert(1)"));
    assertThat(
            admin
                .send("PUT", "/api/v1/admin/topics/reports", wrong.toBuffer().getBytes())
                .json()
                .getString("detail"))
        .startsWith("link (it)");
    String path = "/api/v1/admin/competences/" + SERVER.operators.get("Sara") + "/passport";
    assertThat(admin.send("PUT", path, "{\"level\":3}".getBytes(UTF_8)).status()).isEqualTo(204);
    assertThat(
            SERVER
                .signedIn("Sara")
                .get("/api/v1/console")
                .json()
                .getJsonObject("levels")
                .getInteger("passport"))
        .isEqualTo(3);
    assertThat(admin.send("PUT", path, "{\"level\":4}".getBytes(UTF_8)).code())
        .isEqualTo("MALFORMED");
  }
}
