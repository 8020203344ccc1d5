package org.indiretta.faults;

import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An operator who accepts every offer, serves it for a moment and closes it. */
final class Clerk implements Browser.Listener {
  private static final long SERVED_MS = 800;
  private static final long ASK_AGAIN_MS = 1_000;

  private final World world;
  private final CityRows.Operator operator;
  private final Queue<String> tickets;
  private final Browser browser;
  private final Set<String> owned = ConcurrentHashMap.newKeySet();
  private final Set<String> closing = new HashSet<>();

  Clerk(World world, CityRows.Operator operator, int home) {
    this.world = world;
    this.operator = operator;
    this.tickets = new ConcurrentLinkedQueue<>(operator.tickets());
    this.browser = new Browser(world, home, this);
  }

  void start() {
    browser.connect();
  }

  /** Consultations whose offer this one was told to have accepted. */
  Set<String> owned() {
    return owned;
  }

  void leave() {
    world.vertx().runOnContext(v -> browser.leave());
  }

  @Override
  public JsonObject credential() {
    return new JsonObject().put("type", "ticket").put("value", tickets.remove());
  }

  @Override
  public void greeted(JsonObject welcome) {
    closing.clear();
    available();
    watch();
  }

  private void available() {
    browser.say("setPresence", "presence", new JsonObject().put("state", "AVAILABLE"));
  }

  private void watch() {
    browser.say("watchQueue", "watch", new JsonObject());
  }

  @Override
  public void heard(JsonObject message) {
    String id = message.getString("id", "");
    switch (message.getString("type")) {
      case "offerMade" -> accept(message.getJsonObject("waiting").getString("id"));
      case "desk", "deskChanged" -> look(message.getJsonObject("desk"));
      case "done" -> done(id);
      case "refused" -> refused(id, message.getLong("retryAfterMs", ASK_AGAIN_MS));
      default -> {
        // The desk tells the rest.
      }
    }
    world.progress().changed();
  }

  private void look(JsonObject desk) {
    desk.getJsonArray("waiting")
        .forEach(
            each -> {
              JsonObject waiting = (JsonObject) each;
              if (operator.id().equals(waiting.getString("offeredTo"))) {
                accept(waiting.getString("id"));
              }
            });
    desk.getJsonArray("own")
        .forEach(
            each -> {
              JsonObject own = (JsonObject) each;
              if (own.getString("state").equals("ACTIVE") && closing.add(own.getString("id"))) {
                browser.later(SERVED_MS, () -> close(own.getString("id")));
              }
            });
  }

  private void accept(String consultation) {
    browser.say("acceptOffer", consultation, new JsonObject().put("consultation", consultation));
  }

  private void close(String consultation) {
    browser.say(
        "closeConsultation",
        closeId(consultation),
        new JsonObject().put("consultation", consultation).put("outcome", "RESOLVED"));
  }

  /** Without a space: the id of a command is visible ASCII only (protocol.Checks). */
  private static String closeId(String consultation) {
    return "close-" + consultation.substring(20);
  }

  private void done(String id) {
    if (id.length() == 36) {
      owned.add(id);
    }
  }

  private void refused(String id, long pauseMs) {
    // What is not there any more, or is not ours, the desk will not show again.
    closing.removeIf(consultation -> id.equals(closeId(consultation)));
    browser.later(pauseMs, id.equals("presence") ? this::available : this::watch);
  }

  @Override
  public void lost() {}

  @Override
  public void complain(String of) {
    world.journal().note(new Line.Complained("operator-" + operator.id(), of));
  }
}
