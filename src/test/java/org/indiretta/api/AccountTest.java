package org.indiretta.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.indiretta.auth.SignIns;
import org.indiretta.bus.News;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SignInId;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.SignInEnding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Passwords, tickets, what a person sets, and what an admin does with accounts. */
final class AccountTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private static final String GOOD = "una-frase-lunga-e-mia";

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
    assertThat(await(SERVER.auth.signIns().terms(Set.of(signIn))).get(signIn))
        .extracting(SignIns.Term::endsAt, SignIns.Term::why)
        .containsExactly(end, SignInEnding.IDLE);
    assertThat(luca.post("/api/v1/sign-out", null).status()).isEqualTo(204);
    assertThat(await(SERVER.auth.signIns().terms(Set.of(signIn)))).isEmpty();
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
