package org.indiretta.faults;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The link of one browser, with the rules of the web client: it comes back after a wait with full
 * jitter, pings a quiet link, and gives up one that does not answer. Runs on one event loop.
 */
final class Browser implements Wire.Ear {
  // The same figures as in web-client/packages/connection.
  private static final int FIRST_WAIT_MS = 1_000;
  private static final int LONG_WAIT_MS = 6_000;
  private static final int PATIENT_AFTER_LOSSES = 16;
  private static final int LONGEST_WAIT_MS = 30_000;
  private static final int SHORTEST_WAIT_MS = 100;
  private static final int LOSSES_AFTER_AN_ANSWER = 2;
  private static final int STEADY_AFTER_MS = 10_000;
  private static final long LONGEST_PAUSE_MS = 15_000;
  static final long ANSWER_WITHIN_MS = 8_000;
  private static final long TICK_MS = 500;

  /** Who sits at it. */
  interface Listener {
    /** What is shown at the door, asked for each time. */
    JsonObject credential();

    void greeted(JsonObject welcome);

    /** Every message but the welcome. */
    void heard(JsonObject message);

    void lost();

    void complain(String of);
  }

  private final World world;
  private final int home;
  private final Wire.Road road;
  private final Listener listener;
  private Wire wire;
  private boolean greeted;
  private boolean over;
  private int losses;
  private int knocks;
  private long heardAtMs;
  private long askedAtMs;

  /** What the server said when it ended or refused the last link; null: nothing. */
  private Long retryAfterMs;

  private long pauseMs = LONGEST_PAUSE_MS;
  private final AtomicInteger lost = new AtomicInteger();
  private long setOutNanos = System.nanoTime();

  Browser(World world, int home, Listener listener) {
    this(world, home, Wire.Road.WEB_SOCKET, listener);
  }

  /** One that takes this road always. */
  Browser(World world, int home, Wire.Road road, Listener listener) {
    this.world = world;
    this.home = home;
    this.road = road;
    this.listener = listener;
  }

  int lost() {
    return lost.get();
  }

  /** When it was to set out for the link it has, by its own rules. */
  long setOutNanos() {
    return setOutNanos;
  }

  void connect() {
    if (over) {
      return;
    }
    road.open(world, world.door(home, knocks), this);
  }

  @Override
  public void failed() {
    comeBack();
  }

  @Override
  public void opened(Wire open) {
    wire = open;
    greeted = false;
    heardAtMs = nowMs();
    askedAtMs = nowMs();
    say(
        "hello",
        "hello",
        new JsonObject()
            .put("protocol", 1)
            .put("language", "it")
            .put("credential", listener.credential()));
    later(TICK_MS, () -> look(open));
    if (over) {
      leave();
    }
  }

  /** Finds out that a link is dead though nobody closed it. */
  private void look(Wire which) {
    if (!which.equals(wire)) {
      return;
    }
    long now = nowMs();
    if (askedAtMs > 0 && now - askedAtMs > ANSWER_WITHIN_MS) {
      lost(which);
      which.close();
      return;
    }
    if (askedAtMs == 0 && now - heardAtMs > pauseMs) {
      askedAtMs = now;
      say("ping", "ping", new JsonObject());
    }
    later(TICK_MS, () -> look(which));
  }

  @Override
  public void heard(Wire from, String text) {
    if (!from.equals(wire)) {
      return;
    }
    JsonObject message = new JsonObject(text);
    heardAtMs = nowMs();
    askedAtMs = greeted ? 0 : askedAtMs;
    String type = message.getString("type");
    String id = message.getString("id", "");
    switch (type) {
      case "welcome" -> {
        greeted = true;
        askedAtMs = 0;
        pauseMs = Math.min(message.getLong("pingEveryMs"), LONGEST_PAUSE_MS);
        later(STEADY_AFTER_MS, () -> losses = from.equals(wire) ? 0 : losses);
        listener.greeted(message);
      }
      case "disconnect" -> {
        retryAfterMs = message.getLong("retryAfterMs");
        String code = message.getString("code");
        if (code.equals("SIGNED_OUT") || code.equals("RELOAD")) {
          listener.complain("disconnected with " + code);
        }
      }
      case "refused" -> {
        // A proxy that repeats lines says hello twice.
        boolean second = message.getString("code").equals("NOT_GREETED");
        if (!id.equals("hello")) {
          listener.heard(message);
        } else if (!greeted && !second) {
          notGreeted(message);
        }
      }
      default -> listener.heard(message);
    }
  }

  private void notGreeted(JsonObject refusal) {
    retryAfterMs = refusal.getLong("retryAfterMs");
    String code = refusal.getString("code");
    if (!code.equals("UNAVAILABLE") && !code.equals("TOO_MANY")) {
      listener.complain("not greeted: " + refusal.encode());
    }
    Wire refused = wire;
    lost(refused);
    refused.close();
  }

  @Override
  public void lost(Wire which) {
    if (which.equals(wire)) {
      wire = null;
      int _ = lost.incrementAndGet();
      listener.lost();
      comeBack();
    }
  }

  private void comeBack() {
    if (over) {
      return;
    }
    if (retryAfterMs != null) {
      losses = Math.min(losses, LOSSES_AFTER_AN_ANSWER);
    }
    int ceiling =
        losses < PATIENT_AFTER_LOSSES
            ? Math.min(LONG_WAIT_MS, FIRST_WAIT_MS << losses)
            : LONGEST_WAIT_MS;
    long askedForMs = retryAfterMs == null ? 0 : retryAfterMs;
    long waitMs =
        Math.max(SHORTEST_WAIT_MS, askedForMs + ThreadLocalRandom.current().nextLong(ceiling));
    setOutNanos = System.nanoTime() + waitMs * 1_000_000;
    losses++;
    knocks++;
    retryAfterMs = null;
    later(waitMs, this::connect);
  }

  /** Says it when there is a link and it was greeted; nothing otherwise, for hello comes first. */
  void say(String type, String id, JsonObject more) {
    if (wire != null && (greeted || type.equals("hello"))) {
      wire.say(more.copy().put("type", type).put("id", id).encode());
    }
  }

  /** On this browser's event loop, after so many milliseconds. */
  void later(long ms, Runnable task) {
    long _ = world.vertx().setTimer(Math.max(1, ms), timer -> task.run());
  }

  void leave() {
    over = true;
    if (wire != null) {
      wire.close();
    }
  }

  private static long nowMs() {
    return System.nanoTime() / 1_000_000;
  }
}
