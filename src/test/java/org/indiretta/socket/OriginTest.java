package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.Map;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in at {@code /live}, and which of its paths are served (rule W1). */
final class OriginTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase(LiveCity.PATIENT);

  private static LiveCity city;
  private static HttpClient client;
  private static WebSocketClient webSockets;

  @BeforeAll
  static void open() throws Exception {
    city = new LiveCity(DATABASE);
    client = city.vertx().createHttpClient();
    webSockets = city.vertx().createWebSocketClient();
  }

  @AfterAll
  static void close() throws Exception {
    city.close();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "null",
        "https://evil.example",
        "https://www.rivalago.example.evil.example",
        "http://www.rivalago.example",
        "https://www.rivalago.example:8443",
        "https://WWW.RIVALAGO.EXAMPLE/",
        ""
      })
  void w1_aForeignNullOrMissingOriginIsRefusedOnEveryTransport(String origin) throws Exception {
    String path = Pipe.newPath();
    for (String transport : new String[] {"xhr", "xhr_streaming", "xhr_send"}) {
      HttpClientResponse refused = request(HttpMethod.POST, path + transport, origin, Map.of());
      assertThat(refused.statusCode()).as(transport).isEqualTo(403);
      assertThat(refused.getHeader("Access-Control-Allow-Origin")).isNull();
      assertThat(request(HttpMethod.OPTIONS, path + transport, origin, Map.of()).statusCode())
          .isEqualTo(403);
    }
    assertThat(request(HttpMethod.GET, "/live/info", origin, Map.of()).statusCode()).isEqualTo(403);
    assertThat(upgrade("/live/websocket", origin)).isEqualTo(403);
    assertThat(upgrade(path + "websocket", origin)).isEqualTo(403);
  }

  @Test
  void w1_twoOriginsAreRefused() throws Exception {
    RequestOptions options = options(HttpMethod.GET, "/live/info");
    options.addHeader("Origin", LiveCity.PORTAL);
    options.addHeader("Origin", LiveCity.PORTAL);

    assertThat(send(options).statusCode()).isEqualTo(403);
  }

  @Test
  void w1_aPortalIsLetInOnEveryTransport() throws Exception {
    for (Pipe.Transport transport : Pipe.Transport.values()) {
      try (LiveClient allowed = city.connect(transport)) {
        allowed.hello(city.citizenToken());
      }
    }
  }

  @Test
  void w1_onlyOurOwnInfoMayLackTheOrigin() throws Exception {
    Map<String, String> own = Map.of("Sec-Fetch-Site", "same-origin");
    assertThat(request(HttpMethod.GET, "/live/info", null, own).statusCode()).isEqualTo(200);

    for (String site : new String[] {"cross-site", "same-site", "none"}) {
      assertThat(
              request(HttpMethod.GET, "/live/info", null, Map.of("Sec-Fetch-Site", site))
                  .statusCode())
          .isEqualTo(403);
    }
    assertThat(request(HttpMethod.POST, Pipe.newPath() + "xhr", null, own).statusCode())
        .isEqualTo(403);
    assertThat(
            request(
                    HttpMethod.GET,
                    "/live/info",
                    "https://evil.example",
                    Map.of("Sec-Fetch-Site", "same-origin"))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void onlyAnAllowedOriginIsReflectedAndCachesAreTold() throws Exception {
    HttpClientResponse info = request(HttpMethod.GET, "/live/info", LiveCity.PORTAL, Map.of());

    assertThat(info.statusCode()).isEqualTo(200);
    assertThat(info.getHeader("Access-Control-Allow-Origin")).isEqualTo(LiveCity.PORTAL);
    assertThat(info.getHeader("Vary")).containsIgnoringCase("origin");
    assertThat(info.getHeader("Set-Cookie")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/live",
        "/live/",
        "/live/iframe.html",
        "/live/iframe-1.html",
        "/live/chunking_test",
        "/live/000/12345678901234567890123456789012/eventsource",
        "/live/000/12345678901234567890123456789012/jsonp",
        "/live/000/12345678901234567890123456789012/jsonp_send",
        "/live/000/12345678901234567890123456789012/htmlfile",
        "/live/000/short/xhr",
        "/live/000/1234567890123456789012345678901/xhr_send",
        "/live/000/short/websocket"
      })
  void whatIsNotServedIsNotThere(String path) throws Exception {
    for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.POST}) {
      assertThat(request(method, path, LiveCity.PORTAL, Map.of()).statusCode())
          .as("%s %s", method, path)
          .isEqualTo(404);
    }
  }

  @Test
  void aPlainRequestForTheWebSocketIsToldToUpgrade() throws Exception {
    assertThat(request(HttpMethod.GET, "/live/websocket", LiveCity.PORTAL, Map.of()).statusCode())
        .isEqualTo(426);
  }

  @Test
  void aLargeXhrBodyIsRefused() throws Exception {
    RequestOptions options = options(HttpMethod.POST, Pipe.newPath() + "xhr_send");
    options.addHeader("Origin", LiveCity.PORTAL);

    HttpClientResponse refused =
        await(
            client
                .request(options)
                .compose(request -> request.send("x".repeat(Limits.XHR_BYTES + 1))));

    assertThat(refused.statusCode()).isEqualTo(413);
  }

  private static RequestOptions options(HttpMethod method, String path) {
    return new RequestOptions()
        .setMethod(method)
        .setHost("127.0.0.1")
        .setPort(city.port())
        .setURI(path);
  }

  private static HttpClientResponse request(
      HttpMethod method, String path, String origin, Map<String, String> headers) throws Exception {
    RequestOptions options = options(method, path);
    if (origin != null) {
      options.addHeader("Origin", origin);
    }
    headers.forEach(options::addHeader);
    return send(options);
  }

  private static HttpClientResponse send(RequestOptions options) throws Exception {
    return await(client.request(options).compose(request -> request.send()));
  }

  /** The status by which an upgrade is refused; 101 when it is not. */
  private static int upgrade(String path, String origin) throws Exception {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(city.port()).setURI(path);
    if (origin != null) {
      options.addHeader("Origin", origin);
    }
    options.setAllowOriginHeader(false);
    try {
      await(webSockets.connect(options).compose(socket -> socket.close()));
      return 101;
    } catch (UpgradeRejectedException refused) {
      return refused.getStatus();
    }
  }
}
