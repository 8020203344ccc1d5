package org.indiretta.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.indiretta.auth.SignIns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in and out, over HTTP. */
final class SignInTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  @Test
  void signsInWithACookieThatNoScriptAndNoOtherHostCanHave() throws Exception {
    ApiServer.Browser browser = SERVER.browser();

    ApiServer.Response response = browser.signIn("LUCA@rivalago.example", ApiServer.PASSWORD);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.json().getString("firstName")).isEqualTo("Luca");
    assertThat(response.header("Set-Cookie").orElseThrow())
        .startsWith("__Host-indiretta=")
        .contains("Path=/", "Secure", "HTTPOnly", "SameSite=Strict")
        .doesNotContain("Domain");
    assertThat(response.header("Cache-Control")).contains("no-store");
    assertThat(browser.get("/api/v1/me").json().getString("role")).isEqualTo("OPERATOR");
  }

  @Test
  void unknownAccountsGetTheSameAnswerAsAWrongPassword() throws Exception {
    ApiServer.Response wrong =
        SERVER.browser().signIn("marta@rivalago.example", "not-the-password");
    ApiServer.Response unknown =
        SERVER.browser().signIn("nobody@rivalago.example", "not-the-password");

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.text()).isEqualTo(wrong.text());
  }

  @Test
  void idleAndAbsoluteTimesEndASignInAndTheAnswerSaysWhich() throws Exception {
    ApiServer.Browser idle = SERVER.signedIn("Sara");
    SERVER.passes(SignIns.IDLE.plusSeconds(1));
    assertThat(ended(idle)).isEqualTo("IDLE");

    ApiServer.Browser busy = SERVER.signedIn("Sara");
    Duration most = SignIns.IDLE.minusSeconds(1);
    long times = SignIns.ABSOLUTE.dividedBy(most);
    for (int i = 0; i < times; i++) {
      SERVER.passes(most);
      assertThat(changes(busy).status()).as("after %d × %s", i + 1, most).isEqualTo(200);
    }
    SERVER.passes(SignIns.ABSOLUTE.minus(most.multipliedBy(times)));
    assertThat(ended(busy)).isEqualTo("AGE");

    ApiServer.Browser out = SERVER.signedIn("Sara");
    String cookie = out.cookie;
    assertThat(out.post("/api/v1/sign-out", null).status()).isEqualTo(204);
    out.cookie = cookie;
    assertThat(ended(out)).isEqualTo("ENDED");
  }

  @Test
  void whatABrowserAsksByItselfDoesNotKeepASignInAwake() throws Exception {
    ApiServer.Browser polls = SERVER.signedIn("Sara");
    Duration half = SignIns.IDLE.dividedBy(2);
    SERVER.passes(half);
    assertThat(polls.get("/api/v1/contact-requests?state=OPEN").status()).isEqualTo(200);
    assertThat(polls.get("/api/v1/me").status()).isEqualTo(200);
    assertThat(polls.post("/api/v1/socket-tickets", null).status()).isEqualTo(201);
    SERVER.passes(half);
    assertThat(ended(polls)).isEqualTo("IDLE");

    ApiServer.Browser works = SERVER.signedIn("Sara");
    SERVER.passes(half);
    assertThat(changes(works).status()).isEqualTo(200);
    SERVER.passes(half);
    assertThat(works.get("/api/v1/me").status()).isEqualTo(200);
  }

  private static ApiServer.Response changes(ApiServer.Browser browser) throws Exception {
    return browser.send("PATCH", "/api/v1/me", "{\"sound\":true}".getBytes(UTF_8));
  }

  /** What the refusal says of how the sign-in ended. */
  private static String ended(ApiServer.Browser browser) throws Exception {
    ApiServer.Response refused = browser.get("/api/v1/me");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo("UNAUTHENTICATED");
    return refused.json().getString("detail");
  }

  @Test
  void signingOutEndsTheSignInOnTheServer() throws Exception {
    ApiServer.Browser browser = SERVER.signedIn("Sara");
    String cookie = browser.cookie;

    assertThat(browser.post("/api/v1/sign-out", null).status()).isEqualTo(204);

    assertThat(browser.cookie).isEqualTo("__Host-indiretta=");
    browser.cookie = cookie;
    assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void anAccountIsLockedOutWithBackoffAndFreedByTime() throws Exception {
    String email = "paolo@rivalago.example";
    for (int i = 0; i < 5; i++) {
      assertThat(SERVER.browser().signIn(email, "wrong-wrong-wrong").status()).isEqualTo(401);
    }

    ApiServer.Response locked = SERVER.browser().signIn(email, ApiServer.PASSWORD);

    assertThat(locked.status()).isEqualTo(429);
    assertThat(locked.json().getLong("retryAfterMs")).isBetween(29_000L, 30_000L);
    assertThat(locked.header("Retry-After")).contains("30");
    SERVER.passes(Duration.ofSeconds(31));
    assertThat(SERVER.browser().signIn(email, "wrong-wrong-wrong").status()).isEqualTo(401);
    SERVER.passes(Duration.ofSeconds(31));
    assertThat(SERVER.browser().signIn(email, ApiServer.PASSWORD).status()).isEqualTo(429);
    SERVER.passes(Duration.ofSeconds(30));
    assertThat(SERVER.browser().signIn(email, ApiServer.PASSWORD).status()).isEqualTo(200);
    assertThat(SERVER.browser().signIn(email, "wrong-wrong-wrong").status()).isEqualTo(401);
  }

  @Test
  void guessesInParallelCountToo() throws Exception {
    String email = "elena@rivalago.example";
    SERVER.passes(Duration.ofHours(25));
    List<Integer> statuses;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 12; i++) {
        answers.add(
            threads.submit(() -> SERVER.browser().signIn(email, "guess-guess-guess").status()));
      }
      statuses = new ArrayList<>();
      for (var answer : answers) {
        statuses.add(answer.get());
      }
    }
    assertThat(statuses.stream().filter(status -> status == 401).count()).isEqualTo(5);
    assertThat(statuses.stream().filter(status -> status == 429).count()).isEqualTo(7);
  }

  @Test
  void aForeignOrMissingOriginOrAFormsTypeIsRefused() throws Exception {
    ApiServer.Browser foreign = SERVER.browser();
    foreign.origin = "https://evil.example";
    assertThat(foreign.signIn("luca@rivalago.example", ApiServer.PASSWORD).status()).isEqualTo(403);
    foreign.origin = "null";
    assertThat(foreign.signIn("luca@rivalago.example", ApiServer.PASSWORD).status()).isEqualTo(403);
    foreign.origin = null;
    assertThat(foreign.signIn("luca@rivalago.example", ApiServer.PASSWORD).status()).isEqualTo(403);
    foreign.origin = ApiServer.PORTAL;
    assertThat(foreign.signIn("luca@rivalago.example", ApiServer.PASSWORD).status()).isEqualTo(403);

    ApiServer.Browser form = SERVER.browser();
    form.contentType = "text/plain";
    assertThat(form.signIn("luca@rivalago.example", ApiServer.PASSWORD).code())
        .isEqualTo("BAD_TYPE");
    ApiServer.Browser signedIn = SERVER.signedIn("Luca");
    signedIn.contentType = null;
    assertThat(signedIn.post("/api/v1/sign-out", null).code()).isEqualTo("BAD_TYPE");
    assertThat(signedIn.get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void malformedBodiesAreProblems() throws Exception {
    ApiServer.Browser browser = SERVER.browser();

    assertThat(browser.send("POST", "/api/v1/sign-in", "{".getBytes(UTF_8)).code())
        .isEqualTo("MALFORMED");
    assertThat(browser.post("/api/v1/sign-in", new JsonObject().put("email", "x")).code())
        .isEqualTo("MALFORMED");
    assertThat(
            browser
                .post(
                    "/api/v1/sign-in",
                    new JsonObject().put("email", "x").put("password", "y").put("admin", true))
                .code())
        .isEqualTo("MALFORMED");
    assertThat(
            browser
                .send(
                    "POST",
                    "/api/v1/sign-in",
                    "{\"email\":\"a\",\"email\":\"b\",\"password\":\"c\"}".getBytes(UTF_8))
                .code())
        .isEqualTo("MALFORMED");
    assertThat(browser.send("POST", "/api/v1/sign-in", new byte[70_000]).status()).isEqualTo(413);
  }
}
