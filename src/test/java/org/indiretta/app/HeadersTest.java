package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The security headers stand on every answer of every port, whoever writes it. */
final class HeadersTest {
  @RegisterExtension static final RunningCity CITY = new RunningCity();

  private static final String XHR = "/live/000/12345678901234567890123456789012/";
  private static final String ALLOWED = "Origin: " + RunningCity.PORTAL;
  private static final String FOREIGN = "Origin: https://evil.example";
  private static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket";
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  private static final Pattern NONCE = Pattern.compile("style-src 'self' 'nonce-([\\w-]{22})';");

  @ParameterizedTest
  @CsvSource({
    "/livez,200",
    "/readyz,200",
    "/metrics,404",
    "/nothing,404",
    "/,302",
    "/console,302",
    "/console/assets/nothing.js,404",
    "/assets/nothing.js,404",
    "/c,302",
    "/demo,302",
    "/api/v1/availability?site=ch,200",
    "/api/v1/openapi.json,200",
    "/api/v1/me,401",
    "/api/v1/nothing,404",
    "/api/v1/sites/ch,400",
    "/live,404",
    "/live/info,403",
    "/live/iframe.html,403",
    "/%2e%2e/etc/passwd,404"
  })
  void onEveryPathOfTheMainPort(String path, int status) throws Exception {
    RawHttp.Answer answer = RawHttp.get(CITY.port(), path);

    assertThat(answer.status()).isEqualTo(status);
    secure(answer);
    hsts(answer);
  }

  @ParameterizedTest
  @CsvSource({"/livez,200", "/readyz,200", "/metrics,200", "/nothing,404", "/console/,404"})
  void onEveryPathOfTheManagementPort(String path, int status) throws Exception {
    RawHttp.Answer answer = RawHttp.get(CITY.managementPort(), path);

    assertThat(answer.status()).isEqualTo(status);
    secure(answer);
    assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'; base");
    assertThat(answer.header("Cache-Control")).isEqualTo(status == 200 ? "no-store" : null);
    assertThat(answer.header("Strict-Transport-Security"))
        .as("this port is not behind TLS (RFC 6797, 7.2)")
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"})
  void onEveryMethod(String method) throws Exception {
    for (String path : new String[] {"/nothing", "/api/v1/citizens", "/widget.js", "/livez"}) {
      secure(RawHttp.send(CITY.port(), method, path, "Content-Length: 0"));
    }
  }

  @Test
  void onWhatSockJsAnswers() throws Exception {
    RawHttp.Answer info = RawHttp.get(CITY.port(), "/live/info", ALLOWED);
    assertThat(info.status()).isEqualTo(200);
    secure(info);
    RawHttp.Answer opened = RawHttp.send(CITY.port(), "POST", XHR + "xhr", ALLOWED);
    assertThat(opened.status()).isEqualTo(200);
    secure(opened);
    RawHttp.Answer unknown = RawHttp.send(CITY.port(), "POST", XHR + "0/xhr_send", ALLOWED);
    assertThat(unknown.status()).isEqualTo(404);
    secure(unknown);
    RawHttp.Answer preflight = RawHttp.send(CITY.port(), "OPTIONS", XHR + "xhr", ALLOWED);
    assertThat(preflight.status()).isEqualTo(204);
    secure(preflight);
  }

  @Test
  void onRefusedUpgradesToTheWebSocket() throws Exception {
    refusedUpgrade(403, FOREIGN, UPGRADE, KEY, "Sec-WebSocket-Version: 13");
    refusedUpgrade(403, UPGRADE, KEY, "Sec-WebSocket-Version: 13");
    refusedUpgrade(426, ALLOWED);
    refusedUpgrade(426, ALLOWED, UPGRADE, KEY, "Sec-WebSocket-Version: 99");
    refusedUpgrade(400, ALLOWED, UPGRADE, "Sec-WebSocket-Version: 13");
  }

  private static void refusedUpgrade(int status, String... headers) throws IOException {
    for (String path : new String[] {"/live/websocket", XHR + "websocket"}) {
      RawHttp.Answer refused = RawHttp.get(CITY.port(), path, headers);
      if (path.equals("/live/websocket")) {
        assertThat(refused.status()).isEqualTo(status);
      }
      assertThat(refused.status()).as(path).isBetween(400, 499);
      secure(refused);
    }
  }

  @Test
  void onWhatIsNoHttpRequest() throws Exception {
    for (int port : new int[] {CITY.port(), CITY.managementPort()}) {
      noRequest(port, 414, "GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
      noRequest(port, 431, "GET / HTTP/1.1\r\nX-Pad: " + "x".repeat(20_000) + "\r\n\r\n");
      noRequest(port, 400, "GET / HTTP/1.1\r\nHost : a b\r\n \0: c\r\n\r\n");
    }
  }

  private static void noRequest(int port, int status, String head) throws IOException {
    RawHttp.Answer answer = RawHttp.write(port, head, "");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Connection")).isEqualTo("close");
    secure(answer);
  }

  @Tag("long")
  @Test
  void aConnectionThatAskedOnceIsKeptAndHalfAHeaderIsCut() throws Exception {
    for (int port : new int[] {CITY.port(), CITY.managementPort()}) {
      try (RawHttp.Kept kept = RawHttp.keep(port);
          RawHttp.Kept half = RawHttp.keep(port)) {
        assertThat(kept.get("/livez").status()).isEqualTo(200);
        half.write("GET /livez HTTP/1.1\r\nHost: loc");
        assertThat(half.isEnded()).as("after ten seconds").isTrue();
        assertThat(kept.get("/livez").status()).isEqualTo(200);
      }
    }
  }

  // ── pages ─────────────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/",
        "/console/queue",
        "/c?site=ch",
        "/demo/",
        "/widget.js",
        "/favicon.svg"
      })
  void onTheBuiltWebClient(String path) throws Exception {
    webClientIsBuilt();
    RawHttp.Answer answer = RawHttp.get(CITY.port(), path);

    assertThat(answer.status()).isEqualTo(200);
    secure(answer);
    hsts(answer);
  }

  @Test
  void theConsolesStyleNonceIsNewEachTimeAndTheOneOfItsPage() throws Exception {
    webClientIsBuilt();
    String first = nonce(RawHttp.get(CITY.port(), "/console/"));
    String second = nonce(RawHttp.get(CITY.port(), "/console/sign-in"));

    assertThat(first).isNotEqualTo(second);
  }

  private static String nonce(RawHttp.Answer page) {
    Matcher policy = NONCE.matcher(page.header("Content-Security-Policy"));
    assertThat(policy.find()).isTrue();
    String nonce = policy.group(1);
    assertThat(page.body())
        .contains("<meta name=\"indiretta-style-nonce\" content=\"" + nonce + "\"")
        .doesNotContain("__STYLE_NONCE__", "<style", " style=", "<script>", " onclick=");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("ETag")).as("a page kept would keep its nonce").isNull();
    return nonce;
  }

  /** `make test` builds it first; a run of Maven alone has none. */
  private static void webClientIsBuilt() {
    assumeTrue(HeadersTest.class.getResource("/web/console/index.html") != null);
  }

  private static void secure(RawHttp.Answer answer) {
    assertThat(answer.header("Content-Security-Policy"))
        .isNotNull()
        .startsWith("default-src 'none'")
        .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
        .doesNotContain("unsafe-inline", "unsafe-eval", "*");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Permissions-Policy")).contains("geolocation=()");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isIn("same-origin", "cross-origin");
  }

  private static void hsts(RawHttp.Answer answer) {
    assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=31536000");
  }
}
