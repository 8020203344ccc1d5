package org.indiretta.signalling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands in for a Jitsi server: its external API, a page for each room, and its token
 * authentication, which checks what Prosody's does with {@code enable_domain_verification}: the
 * signature, {@code typ} and {@code alg}, {@code exp}, {@code nbf}, {@code iss}, {@code aud},
 * {@code room} and {@code sub}. No media flows here.
 */
public final class StubJitsi {
  /** What Prosody says to somebody who comes with a token. */
  public sealed interface Verdict {
    /** Let in. */
    record LetIn(boolean moderator, String name) implements Verdict {}

    record Refused(String reason) implements Verdict {}
  }

  private final JitsiSettings settings;
  private final Supplier<Instant> now;
  private final Map<String, Set<ServerWebSocket>> rooms = new ConcurrentHashMap<>();

  /**
   * @param settings what the makers of tokens share with it
   */
  public StubJitsi(JitsiSettings settings, Supplier<Instant> now) {
    this.settings = settings;
    this.now = now;
  }

  /** Serves it on its own, for browsers: the arguments are port, app id, secret and audience. */
  public static void main(String... args) {
    int port = Integer.parseInt(args[0]);
    URI url = URI.create("http://localhost:" + port);
    StubJitsi stub =
        new StubJitsi(
            new JitsiSettings(url, args[1], args[2], args[3]), Clock.systemUTC()::instant);
    HttpServer _ = stub.serve(Vertx.vertx(), port).await();
    System.out.println("The stub of Jitsi is ready: " + url);
  }

  /** Listens on loopback. */
  public Future<HttpServer> serve(Vertx vertx, int port) {
    return vertx
        .createHttpServer()
        .requestHandler(request -> page(vertx, request))
        .webSocketHandler(this::comes)
        .listen(port, "127.0.0.1");
  }

  private static void page(Vertx vertx, HttpServerRequest request) {
    boolean api = request.path().equals("/external_api.js");
    String file = api ? "jitsi/external_api.js" : "jitsi/room.html";
    var _ =
        vertx
            .fileSystem()
            .readFile(file)
            .onSuccess(
                content ->
                    request
                        .response()
                        .putHeader("Content-Type", api ? "text/javascript" : "text/html")
                        .end(content));
  }

  /** As a browser does over XMPP: with the room it wants and its token. */
  private void comes(ServerWebSocket socket) {
    Map<String, List<String>> query = new QueryStringDecoder(socket.uri()).parameters();
    String room = query.get("room").getFirst();
    switch (check(query.get("token").getFirst(), room)) {
      case Verdict.Refused(String reason) ->
          say(socket, "refused", new JsonObject().put("reason", reason));
      case Verdict.LetIn(boolean moderator, String name) -> {
        Set<ServerWebSocket> others =
            rooms.computeIfAbsent(room, key -> ConcurrentHashMap.newKeySet());
        say(socket, "joined", new JsonObject().put("moderator", moderator).put("name", name));
        others.forEach(
            other -> {
              say(other, "participantJoined", new JsonObject());
              say(socket, "participantJoined", new JsonObject());
            });
        others.add(socket);
        socket.closeHandler(
            gone -> {
              others.remove(socket);
              others.forEach(other -> say(other, "participantLeft", new JsonObject()));
            });
      }
    }
  }

  private static void say(ServerWebSocket socket, String type, JsonObject more) {
    var _ = socket.writeTextMessage(more.put("type", type).encode());
  }

  /** Prosody's judgement of a token that somebody comes with into a room. */
  public Verdict check(String token, String room) {
    List<String> parts = List.of(token.split("\\.", -1));
    if (parts.size() != 3) {
      return new Verdict.Refused("Invalid token");
    }
    JsonObject header = json(parts.get(0));
    JsonObject claims = json(parts.get(1));
    if (header == null || claims == null) {
      return new Verdict.Refused("Invalid header or body");
    }
    String reason = fault(header, claims, parts, room);
    if (reason != null) {
      return new Verdict.Refused(reason);
    }
    JsonObject user = claims.getJsonObject("context").getJsonObject("user");
    // The plug-in that gives rights by the token; other values than these make a member.
    boolean moderator =
        "owner".equals(user.getString("affiliation")) || "true".equals(user.getString("moderator"));
    return new Verdict.LetIn(moderator, user.getString("name"));
  }

  private String fault(JsonObject header, JsonObject claims, List<String> parts, String room) {
    if (!"JWT".equals(header.getString("typ"))) {
      return "Invalid typ";
    }
    if (!"HS256".equals(header.getString("alg"))) {
      return "Invalid or incorrect alg";
    }
    if (!isSigned(parts)) {
      return "Invalid signature";
    }
    long seconds = now.get().getEpochSecond();
    if (claims.containsKey("exp") && seconds >= claims.getLong("exp")) {
      return "Not acceptable by exp";
    }
    if (claims.containsKey("nbf") && seconds < claims.getLong("nbf")) {
      return "Not acceptable by nbf";
    }
    if (!settings.appId().equals(claims.getString("iss"))) {
      return "Invalid issuer ('iss' claim)";
    }
    if (!settings.audience().equals(claims.getString("aud"))) {
      return "Invalid audience ('aud' claim)";
    }
    if (claims.getString("room") == null) {
      return "'room' claim is missing";
    }
    boolean everyString =
        claims.getJsonObject("context").getJsonObject("user").stream()
            .allMatch(field -> field.getValue() instanceof String);
    if (!everyString) {
      return "the user's details are not strings";
    }
    return isRoom(claims, room) ? null : "Room and token mismatched";
  }

  /** The name of a room is in lower case; {@code *} stands for any. */
  private boolean isRoom(JsonObject claims, String room) {
    String claimed = claims.getString("room");
    String domain = claims.getString("sub");
    return (claimed.equals("*") || claimed.toLowerCase(Locale.ROOT).equals(room))
        && ("*".equals(domain) || settings.url().getHost().equals(domain));
  }

  private boolean isSigned(List<String> parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(settings.secret().getBytes(UTF_8), "HmacSHA256"));
      byte[] expected = mac.doFinal((parts.get(0) + "." + parts.get(1)).getBytes(UTF_8));
      return MessageDigest.isEqual(expected, Base64.getUrlDecoder().decode(parts.get(2)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject json(String part) {
    try {
      return new JsonObject(new String(Base64.getUrlDecoder().decode(part), UTF_8));
    } catch (IllegalArgumentException | DecodeException e) {
      return null;
    }
  }
}
