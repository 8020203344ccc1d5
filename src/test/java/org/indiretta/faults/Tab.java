package org.indiretta.faults;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * One link over which a program itself speaks and listens: it does not come back, and pings only
 * when it is {@link #awake}.
 */
final class Tab {
  private static final int ANSWER_S = 20;
  private static final int MOST_TRIES = 5;
  private static final int PING_EVERY_MS = 10_000;

  private final Progress progress = new Progress();
  private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
  private final WebSocket socket;
  private volatile boolean closed;
  private final AtomicInteger asked = new AtomicInteger();

  private Tab(WebSocket socket) {
    this.socket = socket;
    socket.textMessageHandler(
        text -> {
          heard.add(new JsonObject(text));
          progress.changed();
        });
    socket.closeHandler(
        end -> {
          closed = true;
          progress.changed();
        });
  }

  /** Greeted, and following the consultation. */
  static Tab open(
      WebSocketClient web, int port, String origin, String type, String secret, String consultation)
      throws TimeoutException, InterruptedException {
    Tab tab = greeted(web, port, origin, type, secret);
    JsonObject _ =
        tab.ask("resume", new JsonObject().put("consultation", consultation).put("after", 0));
    return tab;
  }

  /** Greeted. */
  static Tab greeted(WebSocketClient web, int port, String origin, String type, String secret)
      throws TimeoutException, InterruptedException {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/live/websocket")
            .addHeader("Origin", origin);
    Tab tab = new Tab(web.connect(options).await(ANSWER_S, TimeUnit.SECONDS));
    JsonObject _ =
        tab.ask(
            "hello",
            new JsonObject()
                .put("protocol", 1)
                .put("language", "it")
                .put("credential", new JsonObject().put("type", type).put("value", secret)));
    return tab;
  }

  /** Nobody is there any more. */
  void close() {
    var _ = socket.close();
  }

  /** From now on it pings, as one that is awake. */
  @CanIgnoreReturnValue
  Tab awake(Vertx vertx) {
    long _ =
        vertx.setPeriodic(
            PING_EVERY_MS,
            timer -> {
              if (closed) {
                boolean _ = vertx.cancelTimer(timer);
              } else {
                String _ = say("ping", new JsonObject());
              }
            });
    return this;
  }

  /** Says it and waits for the answer; says it again when it is refused for a while. */
  JsonObject ask(String type, JsonObject fields) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      String id = say(type, fields);
      await("an answer to " + type, () -> answer(id) != null);
      Long pauseMs = isRefused(id) ? answer(id).getLong("retryAfterMs") : null;
      if (pauseMs == null || tries == MOST_TRIES) {
        return answer(id);
      }
      pass(pauseMs);
    }
  }

  /** Says it; the id of the command. */
  String say(String type, JsonObject fields) {
    String id = "t" + asked.incrementAndGet();
    var _ = socket.writeTextMessage(fields.copy().put("type", type).put("id", id).encode());
    return id;
  }

  /** Writes a message; the id of the command. */
  String write(String consultation, String text) {
    return say("sendMessage", message(consultation, text));
  }

  /** Writes a message until it is acknowledged. */
  void writeForSure(String consultation, String text) throws InterruptedException {
    JsonObject answer = ask("sendMessage", message(consultation, text));
    if (!"appended".equals(answer.getString("type"))) {
      throw new AssertionError("'%s' was answered %s".formatted(text, answer.encode()));
    }
  }

  private static JsonObject message(String consultation, String text) {
    return new JsonObject()
        .put("consultation", consultation)
        .put("clientMessageId", text.replaceAll("[^a-z0-9]", "-"))
        .put("text", text);
  }

  private JsonObject answer(String id) {
    return heard.stream()
        .filter(message -> id.equals(message.getString("id")))
        .findFirst()
        .orElse(null);
  }

  /** Waits for the answer to a command; whether it was refused. */
  boolean isRefused(String id) throws InterruptedException {
    await("an answer to " + id, () -> answer(id) != null);
    return "refused".equals(answer(id).getString("type"));
  }

  /** Whether it was pushed this text. */
  boolean isTold(String text) {
    return heard.stream()
        .filter(message -> "entryAdded".equals(message.getString("type")))
        .anyMatch(
            message ->
                text.equals(
                    message.getJsonObject("entry").getJsonObject("body").getString("text")));
  }

  boolean isClosed() {
    return closed;
  }

  void await(String what, BooleanSupplier condition) throws InterruptedException {
    progress.await(what, ANSWER_S, condition);
  }

  /** Lets time pass. */
  void pass(long ms) throws InterruptedException {
    progress.pass(ms);
  }
}
