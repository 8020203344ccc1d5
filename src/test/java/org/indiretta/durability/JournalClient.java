package org.indiretta.durability;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * One person at a browser: writes with a small window, keeps what is not acknowledged, comes back
 * after a lost link, resumes from the last place without a hole and sends the rest again. It
 * journals what it was told, and complains when it is told two different things. Runs on one event
 * loop; what the test reads is safe to read from outside.
 */
final class JournalClient {
  private static final int WINDOW = 3;
  private static final long COME_BACK_MS = 60;
  private static final long ASK_AGAIN_MS = 100;

  /** What stays the same for both sides of a consultation. */
  record Place(Vertx vertx, WebSocketClient web, int port, Progress progress) {}

  private final Place place;
  private final String kind;
  private final String author;
  private final String consultation;
  private final Supplier<String> secrets;

  private final Map<String, String> unacknowledged =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final NavigableMap<Long, String> seen = new ConcurrentSkipListMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private volatile boolean writing = true;
  private volatile boolean caughtUp;
  private volatile boolean over;
  private WebSocket socket;
  private int number;

  /**
   * @param kind {@code token} for the citizen, {@code ticket} for the operator
   * @param secrets the credential of each time it connects
   */
  JournalClient(
      Place place, String kind, String author, String consultation, Supplier<String> secrets) {
    this.place = place;
    this.kind = kind;
    this.author = author;
    this.consultation = consultation;
    this.secrets = secrets;
  }

  /** Client message id to its place. */
  Map<String, Long> acknowledged() {
    return acknowledged;
  }

  /** Ids that were once refused and sent again: they may stand behind later ones. */
  Set<String> refused() {
    return refused;
  }

  /** Every place this person has seen, and what stands there. */
  NavigableMap<Long, String> seen() {
    return seen;
  }

  List<String> complaints() {
    return complaints;
  }

  boolean hasNothingOpen() {
    return unacknowledged.isEmpty();
  }

  boolean isCaughtUp() {
    return caughtUp;
  }

  void stopWriting() {
    writing = false;
  }

  /**
   * Asks for everything after the last place without a hole, as a browser does when it wakes up.
   */
  void wakeUp() {
    caughtUp = false;
    place.vertx().runOnContext(v -> resume());
  }

  void leave() {
    over = true;
    place
        .vertx()
        .runOnContext(
            v -> {
              if (socket != null) {
                var _ = socket.close();
              }
            });
  }

  void connect() {
    if (over) {
      return;
    }
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(place.port())
            .setURI("/live/websocket")
            .setTimeout(5_000)
            .addHeader("Origin", "http://127.0.0.1:" + place.port());
    var _ =
        place
            .web()
            .connect(options)
            .onFailure(away -> comeBack())
            .onSuccess(
                open -> {
                  socket = open;
                  open.textMessageHandler(text -> heard(open, new JsonObject(text)));
                  open.exceptionHandler(fault -> {});
                  open.closeHandler(v -> lost(open));
                  say("hello", "hello", greeting());
                });
  }

  private JsonObject greeting() {
    return new JsonObject()
        .put("protocol", 1)
        .put("language", "it")
        .put("credential", new JsonObject().put("type", kind).put("value", secrets.get()));
  }

  private void lost(WebSocket which) {
    if (which.equals(socket)) {
      socket = null;
      caughtUp = false;
      comeBack();
    }
  }

  private void comeBack() {
    long _ = place.vertx().setTimer(COME_BACK_MS, timer -> connect());
  }

  private void say(String type, String id, JsonObject more) {
    if (socket != null && !socket.isClosed()) {
      var _ = socket.writeTextMessage(more.copy().put("type", type).put("id", id).encode());
    }
  }

  private void resume() {
    say(
        "resume",
        "resume",
        new JsonObject().put("consultation", consultation).put("after", lastWithoutHole()));
  }

  private long lastWithoutHole() {
    long last = 0;
    while (seen.containsKey(last + 1)) {
      last++;
    }
    return last;
  }

  // ── what the server says ───────────────────────────────────────────────────────────────────────

  private void heard(WebSocket from, JsonObject message) {
    if (!from.equals(socket)) {
      return;
    }
    switch (message.getString("type")) {
      case "welcome" -> resume();
      case "resumed" -> resumed(message);
      case "entryAdded" -> take(message.getJsonObject("entry"));
      case "appended" -> appended(message.getString("id"), message.getLong("seq"));
      case "refused" -> refused(message);
      default -> {
        // Other news of the consultation.
      }
    }
    place.progress().changed();
  }

  private void resumed(JsonObject message) {
    message.getJsonArray("entries").forEach(entry -> take((JsonObject) entry));
    if (!message.getBoolean("caughtUp")) {
      resume();
      return;
    }
    boolean first = !caughtUp;
    caughtUp = true;
    if (first) {
      new ArrayList<>(unacknowledged.keySet()).forEach(this::send);
      writeMore();
    }
  }

  private void take(JsonObject entry) {
    JsonObject body = entry.getJsonObject("body");
    note(
        entry.getLong("seq"),
        entry.getJsonObject("author").getString("kind")
            + " "
            + body.getString("text", body.getString("type")));
  }

  private void note(long seq, String what) {
    String before = seen.putIfAbsent(seq, what);
    if (before != null && !before.equals(what)) {
      complaints.add("place %d was '%s' and is '%s'".formatted(seq, before, what));
    }
  }

  private void appended(String id, long seq) {
    String text = unacknowledged.remove(id);
    Long before = acknowledged.put(id, seq);
    if (before != null && before != seq) {
      complaints.add("%s was at %d and is at %d".formatted(id, before, seq));
    }
    if (text != null) {
      note(seq, author + " " + text);
    }
    writeMore();
  }

  private void refused(JsonObject message) {
    String id = message.getString("id");
    String code = message.getString("code");
    long pause = message.getLong("retryAfterMs", ASK_AGAIN_MS);
    if (!code.equals("UNAVAILABLE") && !code.equals("TOO_MANY")) {
      complaints.add("refused: " + message.encode());
    } else if (id.equals("resume")) {
      long _ = place.vertx().setTimer(pause, timer -> resume());
    } else if (id.equals("hello")) {
      var _ = socket.close();
    } else {
      refused.add(id);
      long _ = place.vertx().setTimer(pause, timer -> send(id));
    }
  }

  // ── what this person says ──────────────────────────────────────────────────────────────────────

  private void writeMore() {
    while (writing && caughtUp && unacknowledged.size() < WINDOW) {
      String id = author.charAt(0) + "-%06d".formatted(number++);
      unacknowledged.put(id, "messaggio " + id);
      send(id);
    }
  }

  private void send(String id) {
    String text = unacknowledged.get(id);
    if (text != null && caughtUp) {
      say(
          "sendMessage",
          id,
          new JsonObject()
              .put("consultation", consultation)
              .put("clientMessageId", id)
              .put("text", text));
    }
  }
}
