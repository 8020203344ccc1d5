package org.indiretta.faults;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The program of an {@link OperatorsMachine}: one browser with the web client's rules, in a process
 * of its own, in which an operator writes. What nobody answered it says again over the next link.
 * It reads where to go and whom to be from standard input, and says what it does and hears on
 * standard output, one JSON object a line with the time its clock shows.
 */
final class LoneTab implements Browser.Listener {
  private static final long PACE_MS = 500;

  /** Sent and not answered, at most. */
  private static final int WINDOW = 3;

  private final Browser browser;
  private final String consultation;
  private final Iterator<Object> tickets;
  private final Set<String> open = new LinkedHashSet<>();
  private boolean greeted;
  private int number;

  private LoneTab(World world, JsonObject who) {
    consultation = who.getString("consultation");
    tickets = who.getJsonArray("tickets").iterator();
    browser = new Browser(world, 0, this);
  }

  /** Takes a file for its journal, which it does not need. */
  public static void main(String[] arguments) throws IOException {
    JsonObject who = new JsonObject(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    Journal journal = new Journal(Path.of(arguments[0]));
    World world =
        World.of(
            vertx,
            vertx.createWebSocketClient(),
            List.of(who.getInteger("port")),
            who.getString("origin"),
            journal);
    LoneTab tab = new LoneTab(world, who);
    vertx.runOnContext(v -> tab.browser.connect());
    long _ = vertx.setPeriodic(PACE_MS, timer -> tab.write());
  }

  /** What its parent is told in a line. */
  static JsonObject who(int port, String origin, String consultation, List<String> tickets) {
    return new JsonObject()
        .put("port", port)
        .put("origin", origin)
        .put("consultation", consultation)
        .put("tickets", new JsonArray(tickets));
  }

  private static void tell(String what, String of) {
    System.out.println(
        new JsonObject()
            .put("what", what)
            .put("of", of)
            .put("clockMs", System.currentTimeMillis())
            .encode());
  }

  private void write() {
    if (greeted && open.size() < WINDOW) {
      String id = "sonno-%d".formatted(number++);
      boolean _ = open.add(id);
      send(id);
    }
  }

  private void send(String id) {
    if (greeted && open.contains(id)) {
      tell("said", id);
      browser.say(
          "sendMessage",
          id,
          new JsonObject()
              .put("consultation", consultation)
              .put("clientMessageId", id)
              .put("text", SleptTab.FROM_SLEEP + id));
    }
  }

  @Override
  public JsonObject credential() {
    return new JsonObject().put("type", "ticket").put("value", tickets.next());
  }

  @Override
  public void greeted(JsonObject welcome) {
    greeted = true;
    tell("greeted", "");
    browser.say(
        "resume", "resume", new JsonObject().put("consultation", consultation).put("after", 0));
    List.copyOf(open).forEach(this::send);
  }

  @Override
  public void heard(JsonObject message) {
    String id = message.getString("id", "");
    switch (message.getString("type")) {
      case "entryAdded" ->
          tell("told", message.getJsonObject("entry").getJsonObject("body").getString("text", ""));
      case "resumed" ->
          message
              .getJsonArray("entries")
              .forEach(
                  entry ->
                      tell(
                          "told",
                          ((JsonObject) entry).getJsonObject("body").getString("text", "")));
      case "appended" -> {
        boolean _ = open.remove(id);
        tell("acknowledged", id);
      }
      case "refused" -> refused(id, message);
      default -> {
        // News of the desk.
      }
    }
  }

  private void refused(String id, JsonObject message) {
    Long pauseMs = message.getLong("retryAfterMs");
    if (pauseMs == null) {
      boolean _ = open.remove(id);
      tell("refused", id);
    } else {
      browser.later(pauseMs, () -> send(id));
    }
  }

  @Override
  public void lost() {
    greeted = false;
    tell("lost", "");
  }

  @Override
  public void complain(String of) {
    tell("complained", of);
  }
}
