package org.indiretta.app;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Somebody at a browser of a whole server: HTTP with the Origin of a page, a cookie that is kept,
 * and a live connection.
 */
final class Visitor implements AutoCloseable {
  private final HttpClient client;
  private final URI server;
  private final String origin;
  private String cookie;
  private String bearer;

  Visitor(int port, String origin) {
    this(
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
        URI.create("http://127.0.0.1:" + port),
        origin);
  }

  /** With a browser that trusts whom it likes. */
  Visitor(HttpClient client, URI server, String origin) {
    this.client = client;
    this.server = server;
    this.origin = origin;
  }

  /** From now on with a citizen's token. */
  Visitor bearer(String token) {
    bearer = token;
    return this;
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, JsonObject body) throws Exception {
    HttpRequest.BodyPublisher publisher = HttpRequest.BodyPublishers.ofString(body.encode());
    return send(request(path).header("Content-Type", "application/json").POST(publisher));
  }

  /** The answer to a post that is expected to be done. */
  JsonObject posted(String path, JsonObject body) throws Exception {
    HttpResponse<String> response = post(path, body);
    if (response.statusCode() >= 300) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return new JsonObject(response.body());
  }

  /** Signs in as a member of staff and greets with a ticket. */
  Wire staff(String email, String password) throws Exception {
    JsonObject _ =
        posted("/api/v1/sign-in", new JsonObject().put("email", email).put("password", password));
    String ticket = posted("/api/v1/socket-tickets", new JsonObject()).getString("ticket");
    return live().greeted("ticket", ticket);
  }

  /** Gets a token as a citizen and greets with it. */
  Wire citizen(JsonObject who) throws Exception {
    return live().greeted("token", posted("/api/v1/citizens", who).getString("token"));
  }

  Wire live() throws Exception {
    return Wire.connect(client, server, origin);
  }

  /** The same browser at another server: with the cookie that one set. */
  Visitor sameAs(Visitor other) {
    cookie = other.cookie;
    return this;
  }

  /** The cookie of the sign-in, name and value. */
  String cookie() {
    return cookie;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Origin", origin);
    if (bearer != null) {
      HttpRequest.Builder _ = request.header("Authorization", "Bearer " + bearer);
    }
    return cookie == null ? request : request.header("Cookie", cookie);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    response
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
    return response;
  }

  @Override
  public void close() {
    client.close();
  }
}
