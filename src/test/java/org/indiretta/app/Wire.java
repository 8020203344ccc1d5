package org.indiretta.app;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** One plain WebSocket to {@code /live}, in JSON as it goes over the wire. */
final class Wire implements WebSocket.Listener, AutoCloseable {
  private static final int WAIT_S = 30;
  private static final AtomicInteger IDS = new AtomicInteger();

  private final Map<String, CompletableFuture<JsonObject>> open = new ConcurrentHashMap<>();
  private final BlockingQueue<JsonObject> others = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private WebSocket socket;
  private String secret;

  /**
   * @param server where it listens, {@code http} or {@code https}
   */
  static Wire connect(HttpClient client, URI server, String origin) throws Exception {
    Wire wire = new Wire();
    wire.socket =
        client
            .newWebSocketBuilder()
            .header("Origin", origin)
            .buildAsync(URI.create("ws" + server.toString().substring(4) + "/live/websocket"), wire)
            .get(WAIT_S, SECONDS);
    return wire;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      JsonObject message = new JsonObject(partial.toString());
      partial.setLength(0);
      String id = message.getString("id");
      CompletableFuture<JsonObject> asked = id == null ? null : open.remove(id);
      if (asked == null) {
        others.add(message);
      } else {
        asked.complete(message);
      }
    }
    from.request(1);
    return null;
  }

  /** Sends a text as it is; its refusal comes as the next of {@link #next}. */
  void raw(String text) throws Exception {
    var _ = socket.sendText(text, true).get(WAIT_S, SECONDS);
  }

  /** The reply to a command. */
  @CanIgnoreReturnValue
  JsonObject ask(String type, JsonObject fields) throws Exception {
    return begin(type, fields).get(WAIT_S, SECONDS);
  }

  /** Sends a command; its reply comes later. */
  CompletableFuture<JsonObject> begin(String type, JsonObject fields) throws Exception {
    String id = "w" + IDS.incrementAndGet();
    CompletableFuture<JsonObject> reply = new CompletableFuture<>();
    open.put(id, reply);
    raw(fields.copy().put("type", type).put("id", id).encode());
    return reply;
  }

  /** The reply, which is expected to be of this kind. */
  @CanIgnoreReturnValue
  JsonObject ask(String type, JsonObject fields, String kind) throws Exception {
    JsonObject reply = ask(type, fields);
    if (!reply.getString("type").equals(kind)) {
      throw new AssertionError(type + " is answered with " + reply.encode());
    }
    return reply;
  }

  /** The next message of this type that answers no command of ours. */
  @CanIgnoreReturnValue
  JsonObject next(String type) throws Exception {
    while (true) {
      JsonObject message = others.poll(WAIT_S, SECONDS);
      if (message == null) {
        throw new AssertionError("no " + type + " came");
      }
      if (message.getString("type").equals(type)) {
        return message;
      }
    }
  }

  /** Says who one is; the welcome. */
  @CanIgnoreReturnValue
  JsonObject hello(String kind, String value) throws Exception {
    secret = value;
    JsonObject credential = new JsonObject().put("type", kind).put("value", value);
    return ask(
        "hello",
        new JsonObject().put("protocol", 1).put("language", "it").put("credential", credential),
        "welcome");
  }

  Wire greeted(String kind, String value) throws Exception {
    hello(kind, value);
    return this;
  }

  /** The token or ticket it greeted with. */
  String secret() {
    return secret;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
