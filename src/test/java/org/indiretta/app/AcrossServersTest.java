package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.indiretta.auth.AttemptsInTests;
import org.indiretta.telemetry.Stopwatch;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two whole servers on one database, without Redis: who is signed in on one is on the other, and
 * what may only be tried so often is counted for both.
 */
final class AcrossServersTest {
  @RegisterExtension
  @Order(1)
  static final RunningCity ONE = new RunningCity();

  @RegisterExtension
  @Order(2)
  static final RunningCity TWO = ONE.another();

  /** A right that was lost (P7). */
  private static final Duration REVOKED = Duration.ofSeconds(2);

  private static final JsonObject NOTHING = new JsonObject();
  private static final JsonObject SITE = new JsonObject().put("site", "ch");
  private static final int TRIES_OF_ACCOUNT = 5;
  private static final int TRIES_OF_CODES = 5;

  private static JsonObject password(String email, String password) {
    return new JsonObject().put("email", email).put("password", password);
  }

  @Test
  void p7_whoSignsInAndOutHereIsSignedInAndOutThere() throws Exception {
    try (Visitor here = ONE.console();
        Wire first = here.staff("marta@rivalago.example", Greeting.DEMO_PASSWORD);
        Visitor there = TWO.console().sameAs(here)) {
      assertThat(there.get("/api/v1/me").statusCode()).isEqualTo(200);
      String ticket = here.posted("/api/v1/socket-tickets", NOTHING).getString("ticket");
      try (Wire second = there.live().greeted("ticket", ticket)) {
        Stopwatch watch = Stopwatch.start();
        assertThat(here.post("/api/v1/sign-out", NOTHING).statusCode()).isEqualTo(204);

        assertThat(there.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(there.post("/api/v1/socket-tickets", NOTHING).statusCode()).isEqualTo(401);
        for (Wire each : List.of(first, second)) {
          assertThat(each.next("disconnect").getString("code")).isEqualTo("SIGNED_OUT");
        }
        watch.assertLessThan(REVOKED);
      }
    }
  }

  @Test
  void wrongPasswordsLockTheAccountOnBothServers() throws Exception {
    String email = "luca@rivalago.example";
    try (Visitor here = ONE.console();
        Visitor there = TWO.console()) {
      for (int i = 0; i < TRIES_OF_ACCOUNT; i++) {
        Visitor at = i % 2 == 0 ? here : there;
        assertThat(at.post("/api/v1/sign-in", password(email, "sbagliata sbagliata")).statusCode())
            .isEqualTo(401);
      }
      for (Visitor at : List.of(here, there)) {
        HttpResponse<String> locked =
            at.post("/api/v1/sign-in", password(email, Greeting.DEMO_PASSWORD));
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(new JsonObject(locked.body()).getLong("retryAfterMs")).isPositive();
      }
    }
  }

  @Test
  void p8_triesOfCodesAreCountedForBothServers() throws Exception {
    try (Visitor here = ONE.portal();
        Wire one = here.citizen(SITE);
        Visitor there = TWO.portal();
        Wire other = there.live().greeted("token", one.secret())) {
      for (int i = 0; i < TRIES_OF_CODES; i++) {
        JsonObject refused = (i % 2 == 0 ? one : other).ask("startConsultation", code(i));
        assertThat(refused.getString("code")).isEqualTo("BAD_CODE");
      }
      for (Wire each : List.of(one, other)) {
        JsonObject refused = each.ask("startConsultation", code(TRIES_OF_CODES));
        assertThat(refused.getString("code")).isEqualTo("TOO_MANY");
        assertThat(refused.getLong("retryAfterMs")).isPositive();
      }
    }
  }

  /** One that nobody made. */
  private static JsonObject code(int number) {
    return new JsonObject()
        .put("mode", "WRITE")
        .put("language", "it")
        .put("question", "Ho un codice")
        .put("joinCode", "00000" + number);
  }

  @Test
  void p8_startsOfOneAddressAreCountedForBothServers() throws Exception {
    try (Visitor here = ONE.portal();
        Visitor there = TWO.portal()) {
      AttemptsInTests.forget(ONE.databaseUrl());
      AttemptsInTests.leaveOne(ONE.databaseUrl(), "127.0.0.1");

      // Over the free number it waits its turn, and is let in.
      assertThat(here.post("/api/v1/citizens", SITE).statusCode()).isEqualTo(201);
      HttpResponse<String> refused = there.post("/api/v1/citizens", SITE);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(new JsonObject(refused.body()).getLong("retryAfterMs")).isPositive();
    } finally {
      AttemptsInTests.forget(ONE.databaseUrl());
    }
  }
}
