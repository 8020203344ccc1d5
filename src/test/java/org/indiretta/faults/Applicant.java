package org.indiretta.faults;

import io.vertx.core.json.JsonObject;

/** A citizen who starts a consultation, waits until somebody serves it, and sees its end. */
final class Applicant implements Browser.Listener {
  private static final long ASK_AGAIN_MS = 1_000;

  private final World world;
  private final CityRows.Citizen citizen;
  private final Browser browser;
  private volatile String consultation;
  private volatile boolean served;
  private volatile boolean ended;

  Applicant(World world, CityRows.Citizen citizen, int home) {
    this.world = world;
    this.citizen = citizen;
    this.browser = new Browser(world, home, this);
  }

  void start() {
    browser.connect();
  }

  /** What was started; null: nothing yet. */
  String consultation() {
    return consultation;
  }

  boolean isServed() {
    return served;
  }

  boolean isEnded() {
    return ended;
  }

  void leave() {
    world.vertx().runOnContext(v -> browser.leave());
  }

  @Override
  public JsonObject credential() {
    return new JsonObject().put("type", "token").put("value", citizen.token());
  }

  @Override
  public void greeted(JsonObject welcome) {
    welcome.getJsonArray("consultations").forEach(each -> look((JsonObject) each));
    if (consultation == null) {
      begin();
    } else {
      follow();
    }
  }

  private void begin() {
    browser.say(
        "startConsultation",
        "start",
        new JsonObject()
            .put("topic", "fault")
            .put("mode", "WRITE")
            .put("language", "it")
            .put("question", "È aperto?"));
  }

  private void follow() {
    browser.say(
        "resume", "resume", new JsonObject().put("consultation", consultation).put("after", 0));
  }

  @Override
  public void heard(JsonObject message) {
    switch (message.getString("type")) {
      case "started" -> {
        look(message.getJsonObject("consultation"));
        follow();
      }
      case "resumed", "consultationChanged" -> look(message.getJsonObject("consultation"));
      case "refused" ->
          browser.later(
              message.getLong("retryAfterMs", ASK_AGAIN_MS),
              consultation == null ? this::begin : this::follow);
      default -> {
        // What is written is not looked at here.
      }
    }
    world.progress().changed();
  }

  private void look(JsonObject view) {
    consultation = view.getString("id");
    String state = view.getString("state");
    served |= state.equals("ACTIVE");
    ended |= state.equals("CLOSED") || state.equals("WRAP_UP");
  }

  @Override
  public void lost() {}

  @Override
  public void complain(String of) {
    world.journal().note(new Line.Complained("citizen-" + citizen.id(), of));
  }
}
