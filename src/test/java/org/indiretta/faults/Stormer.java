package org.indiretta.faults;

import io.vertx.core.json.JsonObject;

/**
 * A citizen at a browser who wrote one message and mostly reads. Over each new link they resume,
 * and when told to they send the message again under its id, as a browser does that lost the link
 * before the ack.
 */
final class Stormer implements Browser.Listener {
  private final Storm storm;
  private final StormRows.Citizen who;
  private final Browser browser;
  private long seen;
  private Long seq;
  private volatile boolean there;
  private volatile boolean back;
  private volatile boolean wrote;

  /** What all of them have in common: the world, and what this storm is like. */
  static final class Storm {
    final World world;
    volatile boolean sendsAgain = true;

    /** From when it is counted how many set out in which tenth of a second. */
    volatile long fromNanos = System.nanoTime();

    private final java.util.concurrent.atomic.AtomicIntegerArray tenths =
        new java.util.concurrent.atomic.AtomicIntegerArray(600);

    Storm(World world) {
      this.world = world;
    }

    void begins(boolean again) {
      sendsAgain = again;
      for (int i = 0; i < tenths.length(); i++) {
        tenths.set(i, 0);
      }
      fromNanos = System.nanoTime();
    }

    private void came(long setOutNanos) {
      long tenth = (setOutNanos - fromNanos) / 100_000_000;
      if (tenth >= 0 && tenth < tenths.length()) {
        int _ = tenths.incrementAndGet((int) tenth);
      }
    }

    /**
     * Of all who came back, so many set out in the busiest tenth of a second: by their own rules,
     * for a machine that stands still for a moment lets many arrive together.
     */
    int busiest() {
      int most = 0;
      for (int i = 0; i < tenths.length(); i++) {
        most = Math.max(most, tenths.get(i));
      }
      return most;
    }
  }

  Stormer(Storm storm, StormRows.Citizen who) {
    this.storm = storm;
    this.who = who;
    this.browser = new Browser(storm.world, 0, this);
  }

  /** On the event loop. */
  void start() {
    browser.connect();
  }

  void leave() {
    browser.leave();
  }

  /** Linked, and told everything. */
  boolean isThere() {
    return there;
  }

  /** They are about to be dropped. */
  void stormBegins() {
    back = false;
  }

  /** There again since then. */
  boolean isBack() {
    return there && back;
  }

  /** Their message is acknowledged. */
  boolean hasWritten() {
    return wrote;
  }

  @Override
  public JsonObject credential() {
    storm.came(browser.setOutNanos());
    return new JsonObject().put("type", "token").put("value", who.token());
  }

  @Override
  public void greeted(JsonObject welcome) {
    resume();
  }

  private void resume() {
    browser.say(
        "resume",
        "resume",
        new JsonObject().put("consultation", who.consultation()).put("after", seen));
  }

  @Override
  public void heard(JsonObject message) {
    switch (message.getString("type")) {
      case "resumed" -> resumed(message);
      case "appended" -> appended(message.getLong("seq"));
      case "refused" -> refused(message);
      default -> {
        // News.
      }
    }
  }

  private void resumed(JsonObject message) {
    seen = Math.max(seen, message.getJsonObject("consultation").getLong("lastSeq"));
    there = true;
    back = true;
    storm.world.progress().changed();
    if (storm.sendsAgain || seq == null) {
      send();
    }
  }

  private void send() {
    browser.say(
        "sendMessage",
        "m",
        new JsonObject()
            .put("consultation", who.consultation())
            .put("clientMessageId", "storm-1")
            .put("text", "Ci siete?"));
  }

  private void appended(long at) {
    if (seq != null && seq != at) {
      complain("its message was at %d and is at %d".formatted(seq, at));
    }
    seq = at;
    seen = Math.max(seen, at);
    wrote = true;
    storm.world.progress().changed();
  }

  private void refused(JsonObject message) {
    String code = message.getString("code");
    if (!code.equals("UNAVAILABLE") && !code.equals("TOO_MANY")) {
      complain("refused: " + message.encode());
      return;
    }
    boolean writing = "m".equals(message.getString("id"));
    browser.later(message.getLong("retryAfterMs", 2_000L), writing ? this::send : this::resume);
  }

  @Override
  public void lost() {
    there = false;
  }

  @Override
  public void complain(String of) {
    storm.world.journal().note(new Line.Complained("stormer " + who.consultation(), of));
  }
}
