package org.indiretta.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.indiretta.auth.AttemptsInTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of portals ask without being anybody, and the headers on every answer. */
final class PublicTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  @Test
  void availabilityIsSmallCacheableAndForEveryPage() throws Exception {
    ApiServer.Browser browser = SERVER.portal();
    browser.headers.put("Accept-Encoding", "gzip");

    ApiServer.Response response = browser.get("/api/v1/availability?site=ch");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.raw().body().length).as("gzipped, 16 topics in 3 modes").isLessThan(1024);
    assertThat(response.header("Content-Encoding")).contains("gzip");
    assertThat(response.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(response.header("Cache-Control")).contains("public, max-age=5");
    assertThat(response.header("Set-Cookie")).isEmpty();
    browser.headers.put("If-None-Match", response.header("ETag").orElseThrow());
    ApiServer.Response again = browser.get("/api/v1/availability?site=ch");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.raw().body()).isEmpty();
  }

  @Test
  void availabilityNamesTheOpenTopics() throws Exception {
    JsonObject open = SERVER.portal().get("/api/v1/availability?site=ch").json();

    assertThat(open.getJsonArray("languages"))
        .isEqualTo(new JsonArray(List.of("it", "de", "fr", "en")));
    assertThat(open.getJsonObject("open").size()).isEqualTo(16);
    assertThat(open.getJsonObject("open").getJsonArray("passport").contains("WRITE")).isTrue();
    assertThat(SERVER.portal().get("/api/v1/availability?site=nowhere").status()).isEqualTo(404);
  }

  @Test
  void aSiteIsGivenInTheAskedLanguageWithTheFrontDeskLast() throws Exception {
    ApiServer.Response response = SERVER.portal().get("/api/v1/sites/ch?language=fr");

    JsonObject site = response.json();
    assertThat(site.getString("name")).isEqualTo("Ville de Rivalago");
    JsonArray groups = site.getJsonArray("groups");
    JsonArray last = groups.getJsonObject(groups.size() - 1).getJsonArray("topics");
    assertThat(last.getJsonObject(last.size() - 1).getBoolean("frontDesk")).isTrue();
    assertThat(site.getJsonArray("emergency").size()).isEqualTo(6);
    assertThat(site.getJsonObject("channels").getString("email")).contains("@");
    assertThat(site.getJsonObject("privacy").getString("link")).isEqualTo("/demo/fr/privacy.html");
    assertThat(response.header("ETag")).isPresent();
    assertThat(SERVER.portal().get("/api/v1/sites/ch?language=xx").code()).isEqualTo("MALFORMED");
    assertThat(SERVER.portal().get("/api/v1/sites/ch").code()).isEqualTo("MALFORMED");
  }

  @Test
  void aCitizensTokenIsGivenToPortalsOnly() throws Exception {
    JsonObject body = new JsonObject().put("site", "ch").put("saysToBe", "Maria Rossi");

    ApiServer.Response made = SERVER.portal().post("/api/v1/citizens", body);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().getString("token")).matches("[A-Za-z0-9_-]{43}");
    assertThat(made.header("Access-Control-Allow-Origin")).contains(ApiServer.PORTAL);
    assertThat(made.header("Cache-Control")).contains("no-store");
    assertThat(made.header("Set-Cookie")).isEmpty();
    for (String origin : new String[] {"https://evil.example", "null", null}) {
      ApiServer.Browser foreign = SERVER.portal();
      foreign.origin = origin;
      ApiServer.Response refused = foreign.post("/api/v1/citizens", body);
      assertThat(refused.code()).as("Origin: %s", origin).isEqualTo("FORBIDDEN");
      assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
    }
    assertThat(
            SERVER
                .portal()
                .post("/api/v1/citizens", body.copy().put("saysToBe", "Maria \u202Eissor"))
                .code())
        .isEqualTo("MALFORMED");
  }

  @Test
  void aTokenDiesWhenItIsErasedFromTheDevice() throws Exception {
    ApiServer.Response made =
        SERVER.portal().post("/api/v1/citizens", new JsonObject().put("site", "ch"));
    ApiServer.Browser citizen = SERVER.portal().bearer(made.json().getString("token"));
    citizen.contentType = null;

    assertThat(citizen.send("DELETE", "/api/v1/citizens/me", null).status()).isEqualTo(204);
    assertThat(citizen.send("DELETE", "/api/v1/citizens/me", null).status()).isEqualTo(401);
  }

  @Test
  void aTokenDiesAfterADayWithoutAConsultation() throws Exception {
    ApiServer.Response made =
        SERVER.portal().post("/api/v1/citizens", new JsonObject().put("site", "ch"));
    ApiServer.Browser citizen = SERVER.portal().bearer(made.json().getString("token"));
    SERVER.passes(Duration.ofHours(24).plusSeconds(1));

    assertThat(citizen.send("DELETE", "/api/v1/citizens/me", null).status()).isEqualTo(401);
  }

  @Test
  void preflightsOfPortalsAreAnsweredAndNeverForStaff() throws Exception {
    ApiServer.Browser portal = SERVER.portal();
    portal.headers.put("Access-Control-Request-Method", "POST");
    portal.headers.put("Access-Control-Request-Headers", "content-type");

    ApiServer.Response allowed = portal.send("OPTIONS", "/api/v1/citizens", null);
    ApiServer.Response staffs = portal.send("OPTIONS", "/api/v1/sign-in", null);

    assertThat(allowed.status()).isEqualTo(204);
    assertThat(allowed.header("Access-Control-Allow-Origin")).contains(ApiServer.PORTAL);
    assertThat(allowed.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(staffs.status()).isEqualTo(403);
    assertThat(staffs.header("Access-Control-Allow-Origin")).isEmpty();
    portal.origin = "https://evil.example";
    assertThat(portal.send("OPTIONS", "/api/v1/citizens", null).status()).isEqualTo(403);
  }

  @Test
  void aMessageIsLeftAndSeenByWhoServesTheTopic() throws Exception {
    JsonObject request =
        new JsonObject()
            .put("site", "ch")
            .put("topic", "municipal-tax")
            .put("language", "it")
            .put("name", "Maria")
            .put("email", "maria@example.org")
            .put("telephone", "+" + "1".repeat(30))
            .put("text", "Vorrei pagare a rate.");

    ApiServer.Response left = SERVER.portal().post("/api/v1/contact-requests", request);

    assertThat(left.status()).isEqualTo(201);
    String id = left.json().getString("id");
    ApiServer.Browser paolo = SERVER.signedIn("Paolo");
    ApiServer.Browser luca = SERVER.signedIn("Luca");
    ApiServer.Browser marta = SERVER.signedIn("Marta");
    assertThat(paolo.get("/api/v1/contact-requests").text()).contains(id, "a rate");
    assertThat(luca.get("/api/v1/contact-requests").text()).doesNotContain(id);
    assertThat(luca.post("/api/v1/contact-requests/" + id + "/take", null).status()).isEqualTo(404);
    assertThat(paolo.post("/api/v1/contact-requests/" + id + "/take", null).status())
        .isEqualTo(204);
    ApiServer.Response taken = marta.post("/api/v1/contact-requests/" + id + "/take", null);
    assertThat(taken.code()).isEqualTo("TAKEN");
    assertThat(taken.json().getString("by")).isEqualTo("Paolo Bianchi");
    assertThat(paolo.post("/api/v1/contact-requests/" + id + "/done", null).status())
        .isEqualTo(204);
    assertThat(paolo.get("/api/v1/contact-requests?state=DONE").text()).contains(id.toString());
    request.remove("email");
    request.remove("telephone");
    assertThat(SERVER.portal().post("/api/v1/contact-requests", request).code())
        .isEqualTo("MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/availability?site=ch",
        "/api/v1/me",
        "/api/v1/nothing",
        "/api/v1/openapi.json",
        "/nothing",
        "/console/",
        "/widget.js",
        "/c",
        "/demo/"
      })
  void securityHeadersStandOnEveryAnswer(String path) throws Exception {
    ApiServer.Response response = SERVER.browser().get(path);

    assertThat(response.header("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'")
        .contains("frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe-inline", "unsafe-eval", "*");
    assertThat(response.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.header("Referrer-Policy")).contains("same-origin");
    assertThat(response.header("Permissions-Policy")).isPresent();
    assertThat(response.header("Strict-Transport-Security")).isEmpty();
  }

  @Test
  void behindTlsHstsIsSaid() throws Exception {
    URI publicUrl = URI.create("https://live.rivalago.example");
    ApiSettings secure =
        new ApiSettings(publicUrl, Set.of(), List.of(), Optional.empty(), Optional.empty());
    Router router = Router.router(SERVER.database.vertx());
    Api.headers(router, secure);
    HttpServer server =
        await(
            SERVER
                .database
                .vertx()
                .createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1"));

    HttpResponse<Void> response;
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + server.actualPort() + "/nothing");
      response =
          client.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
    }
    await(server.close());

    assertThat(response.headers().firstValue("Strict-Transport-Security").orElseThrow())
        .startsWith("max-age=31536000");
    assertThat(secure.ownOrigins()).containsExactly("https://live.rivalago.example");
  }

  @Test
  void onlyTrustedProxiesMaySayFromWhereARequestCame() {
    ClientAddress none = new ClientAddress(List.of());
    ClientAddress trusting = new ClientAddress(List.of("10.0.0.0/8", "::1"));

    assertThat(none.of("10.0.0.1", "203.0.113.7")).isEqualTo("10.0.0.1");
    assertThat(trusting.of("10.0.0.1", "203.0.113.7")).isEqualTo("203.0.113.7");
    assertThat(trusting.of("10.0.0.1", "1.2.3.4, 203.0.113.7, 10.9.9.9")).isEqualTo("203.0.113.7");
    assertThat(trusting.of("198.51.100.1", "203.0.113.7")).isEqualTo("198.51.100.1");
    assertThat(trusting.of("10.0.0.1", "unknown")).isEqualTo("10.0.0.1");
    assertThat(trusting.of("2001:db8:1:2:3:4:5:6", null)).isEqualTo("20010db800010002::/64");
  }

  @Test
  void anAddressIsSlowedAndThenToldToWaitButNeverLocked() throws Exception {
    SERVER.passes(Duration.ofHours(25));
    ApiServer.Browser portal = SERVER.portal();
    JsonObject body = new JsonObject().put("site", "ch");
    String address = "127.0.0.1";
    for (int i = 0; i < 600; i++) {
      await(AttemptsInTests.add(SERVER.database.database(), SERVER.clock, address));
    }

    ApiServer.Response refused = portal.post("/api/v1/citizens", body);

    assertThat(refused.code()).isEqualTo("TOO_MANY");
    assertThat(refused.json().getLong("retryAfterMs")).isBetween(1L, 60_000L);
    SERVER.passes(Duration.ofSeconds(61));
    assertThat(portal.post("/api/v1/citizens", body).status()).isEqualTo(201);
  }

  @Test
  void dispositionTakesAnyName() {
    assertThat(Disposition.attachment("Fattura \"è\" 1.pdf"))
        .isEqualTo(
            "attachment; filename=\"Fattura ___ 1.pdf\"; filename*=UTF-8''Fattura%20%22%C3%A8%22%201.pdf");
    assertThat(CachedBytes.gzipped(Buffer.buffer("a".repeat(1000))).length()).isLessThan(100);
  }
}
