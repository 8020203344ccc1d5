package org.indiretta.faults;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One person at a browser, in one consultation: writes with a small window and a pace, keeps what
 * is not acknowledged, comes back after a lost link, resumes from the last place without a hole and
 * sends the rest again under the same ids. It writes everything down. Runs on one event loop; what
 * programs read is safe to read from outside.
 */
final class Person implements Browser.Listener {
  private static final int WINDOW = 3;

  /** As in web-client/packages/connection. */
  private static final long LATE_AFTER_MS = 1_000;

  /** Each so many of an operator's messages is a note, which the citizen must not see. */
  private static final int NOTE_EVERY = 7;

  /** A message that is not acknowledged yet. */
  private record Draft(String text, boolean note, long atNanos) {}

  private final World world;
  private final Who who;
  private final String client;
  private final Browser browser;
  private final Style style;

  private final Map<String, Draft> unacknowledged = new LinkedHashMap<>();
  private final Seen seen;
  private final Map<String, Long> sentAtNanos = new java.util.HashMap<>();
  private int number;
  private boolean following;
  private boolean asking;
  private volatile boolean writing = true;
  private volatile boolean caughtUp;
  private volatile boolean complete;
  private volatile int open;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private volatile long lastAckOfNanos;

  /** Begins with {@link #start}. */
  Person(World world, Who who, Style style) {
    this.world = world;
    this.who = who;
    this.client = who.client();
    this.style = style;
    this.seen = new Seen(world.journal(), client, who.side());
    this.browser = new Browser(world, who.home(), style.road(), this);
    world.journal().note(new Line.Came(client, who.side(), who.id()));
  }

  /** On the event loop. */
  void start() {
    browser.connect();
    long _ = world.vertx().setPeriodic(style.paceMs(), timer -> writeMore());
  }

  // ── read by programs ───────────────────────────────────────────────────────────────────────────

  int acknowledged() {
    return acknowledged.get();
  }

  /** Whether a message that was written after this moment is acknowledged. */
  boolean wroteSince(long nanos) {
    return acknowledged.get() > 0 && lastAckOfNanos - nanos > 0;
  }

  boolean hasNothingOpen() {
    return open == 0;
  }

  boolean isCaughtUp() {
    return caughtUp;
  }

  boolean isComplete() {
    return complete;
  }

  Who who() {
    return who;
  }

  /** Times the link was lost. */
  int losses() {
    return browser.lost();
  }

  /** Entries of the other side that were shown to this person. */
  int shownOfOthers() {
    return seen.ofOthers();
  }

  void write(boolean now) {
    writing = now;
  }

  /** Asks for all that is left to see, as a browser that wakes up; then {@link #isComplete}. */
  void wakeUp() {
    world
        .vertx()
        .runOnContext(
            v -> {
              complete = false;
              asking = true;
              resume();
            });
  }

  void leave() {
    world.vertx().runOnContext(v -> browser.leave());
  }

  // ── the link ───────────────────────────────────────────────────────────────────────────────────

  @Override
  public JsonObject credential() {
    return new JsonObject()
        .put("type", who.side().equals("CITIZEN") ? "token" : "ticket")
        .put("value", who.secrets().get());
  }

  @Override
  public void greeted(JsonObject welcome) {
    resume();
  }

  @Override
  public void lost() {
    following = false;
    caughtUp = false;
    sentAtNanos.values().forEach(world.answers()::since);
    sentAtNanos.clear();
  }

  @Override
  public void complain(String of) {
    world.journal().note(new Line.Complained(client, of));
    world.progress().changed();
  }

  private void resume() {
    browser.say(
        "resume",
        "resume",
        new JsonObject()
            .put("consultation", who.consultation())
            .put("after", seen.lastWithoutHole()));
  }

  // ── what the server says ───────────────────────────────────────────────────────────────────────

  @Override
  public void heard(JsonObject message) {
    switch (message.getString("type")) {
      case "resumed" -> resumed(message);
      case "entryAdded" -> pushed(message);
      case "appended" -> appended(message.getString("id"), message.getLong("seq"));
      case "refused" -> refused(message);
      default -> {
        // Other news of the consultation.
      }
    }
    world.progress().changed();
  }

  private void resumed(JsonObject message) {
    JsonArray entries = message.getJsonArray("entries");
    String consultation = message.getJsonObject("consultation").getString("id");
    entries.forEach(entry -> take(consultation, (JsonObject) entry));
    if (!message.getBoolean("caughtUp")) {
      resume();
      return;
    }
    caughtUp = true;
    if (asking) {
      asking = false;
      // In this order: whoever sees that it is complete may read the journal.
      world.journal().note(new Line.Complete(client, consultation, seen.lastWithoutHole()));
      complete = true;
    }
    if (!following) {
      following = true;
      new ArrayList<>(unacknowledged.keySet()).forEach(this::sendAgain);
    }
  }

  private void pushed(JsonObject message) {
    JsonObject entry = message.getJsonObject("entry");
    String text = entry.getJsonObject("body").getString("text");
    if (following && text != null && text.startsWith("@")) {
      world.deliveries().since(Long.parseLong(text, 1, text.indexOf(' '), 10));
    }
    take(message.getString("consultation"), entry);
    if (entry.getLong("seq") > seen.lastWithoutHole()) {
      // Something before it is late, or was missed and is asked for.
      browser.later(LATE_AFTER_MS, () -> askFor(entry.getLong("seq")));
    }
  }

  private void askFor(long seq) {
    if (seq > seen.lastWithoutHole() && following) {
      resume();
    }
  }

  private void take(String consultation, JsonObject entry) {
    JsonObject body = entry.getJsonObject("body");
    String author = entry.getJsonObject("author").getString("kind");
    String type = body.getString("type");
    seen.take(
        consultation,
        entry.getLong("seq"),
        switch (type) {
          case "message", "note" -> author + " " + type + " " + body.getString("text");
          case "event" -> "event " + body.getString("event");
          default -> type;
        });
  }

  private void appended(String id, long seq) {
    world.journal().note(new Line.Acked(client, who.consultation(), id, seq));
    Draft draft = unacknowledged.remove(id);
    if (draft == null) {
      return;
    }
    open = unacknowledged.size();
    int _ = acknowledged.incrementAndGet();
    lastAckOfNanos = draft.atNanos();
    world.acks().since(draft.atNanos());
    long _ = answered(id);
    seen.take(
        who.consultation(),
        seq,
        who.side() + (draft.note() ? " note " : " message ") + draft.text());
  }

  private void refused(JsonObject message) {
    String id = message.getString("id", "");
    String code = message.getString("code");
    long pauseMs = message.getLong("retryAfterMs", 0L);
    boolean comesBack = code.equals("UNAVAILABLE") || code.equals("TOO_MANY");
    if (!comesBack || !message.containsKey("retryAfterMs")) {
      complain("refused: " + message.encode());
    } else if (id.equals("resume")) {
      browser.later(pauseMs, this::resume);
    } else if (unacknowledged.containsKey(id)) {
      long beganNanos = answered(id);
      world.refusals().since(beganNanos);
      long tookMs = (System.nanoTime() - beganNanos) / 1_000_000;
      world.journal().note(new Line.Refused(client, who.consultation(), id, code, tookMs));
      browser.later(pauseMs, () -> sendAgain(id));
    }
  }

  /** Acknowledged or refused; when it was sent, over this link. */
  private long answered(String id) {
    Long sent = sentAtNanos.remove(id);
    long beganNanos = sent == null ? System.nanoTime() : sent;
    world.answers().since(beganNanos);
    return beganNanos;
  }

  // ── what this person says ──────────────────────────────────────────────────────────────────────

  private void writeMore() {
    if (!writing || !caughtUp || unacknowledged.size() >= WINDOW) {
      return;
    }
    String id = who.side().charAt(0) + "-%06d".formatted(number++);
    boolean note = who.side().equals("OPERATOR") && number % NOTE_EVERY == 0;
    long now = System.nanoTime();
    String filling = style.characters() == 0 ? "" : " " + "x".repeat(style.characters());
    Draft draft = new Draft("@%d messaggio %s%s".formatted(now, id, filling), note, now);
    unacknowledged.put(id, draft);
    open = unacknowledged.size();
    world
        .journal()
        .before(
            new Line.Sent(client, who.consultation(), id, draft.text(), note),
            () -> world.vertx().runOnContext(v -> send(id)));
  }

  private void sendAgain(String id) {
    if (following && unacknowledged.containsKey(id)) {
      world.journal().note(new Line.Again(client, who.consultation(), id));
      send(id);
    }
  }

  private void send(String id) {
    Draft draft = unacknowledged.get(id);
    if (draft == null || !following) {
      return;
    }
    sentAtNanos.put(id, System.nanoTime());
    browser.say(
        draft.note() ? "addNote" : "sendMessage",
        id,
        new JsonObject()
            .put("consultation", who.consultation())
            .put("clientMessageId", id)
            .put("text", draft.text()));
  }
}
