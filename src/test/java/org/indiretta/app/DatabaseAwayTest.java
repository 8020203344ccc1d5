package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.indiretta.sql.Signals;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.Stopwatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A whole server whose PostgreSQL stops answering: everything that needs it is refused within 2 s
 * with a time to come back (P8), and it heals by itself.
 */
final class DatabaseAwayTest {
  @RegisterExtension static final RunningCity CITY = new RunningCity();

  private static final Duration REFUSED_WITHIN = Duration.ofSeconds(2);
  private static final int HEALED_WITHIN_S = 20;

  @Test
  void p8_eachDoorRefusesWithinTwoSecondsAndHealsByItself() throws Exception {
    away(Duration.ZERO);
  }

  @Tag("long")
  @Test
  void p8_thirtySecondsLongToo() throws Exception {
    away(Duration.ofSeconds(30));
  }

  private static void away(Duration howLong) throws Exception {
    try (Visitor portal = CITY.portal();
        Visitor console = CITY.console();
        Wire marta = console.staff("marta@rivalago.example", Greeting.DEMO_PASSWORD);
        Wire citizen = portal.citizen(new JsonObject().put("site", "ch"))) {
      String id = RunningCity.answered(citizen, marta, "Siete aperti?");
      JsonObject message = message(id, "intanto");
      Signals.toAll("STOP", TestDatabase.server());
      try {
        long since = System.nanoTime();
        do {
          overTheWire(citizen, message);
          overHttp(portal, console);
        } while (System.nanoTime() - since < howLong.toNanos());
      } finally {
        Signals.toAll("CONT", TestDatabase.server());
      }
      healed(citizen, portal, message);
      answersOnce(200, () -> console.post("/api/v1/sign-in", marta()));
      // Staff's links are ended while nobody can ask whether they may still listen (P7).
      try (Wire back = console.staff("marta@rivalago.example", Greeting.DEMO_PASSWORD)) {
        isThereOnce(back, id);
      }
      citizen.ask("leaveConsultation", new JsonObject().put("consultation", id), "done");
    }
  }

  private static JsonObject marta() {
    return new JsonObject()
        .put("email", "marta@rivalago.example")
        .put("password", Greeting.DEMO_PASSWORD);
  }

  private static void overTheWire(Wire citizen, JsonObject message) throws Exception {
    for (String command : new String[] {"sendMessage", "resume"}) {
      JsonObject asked =
          command.equals("resume")
              ? new JsonObject()
                  .put("consultation", message.getString("consultation"))
                  .put("after", 0)
              : message;
      JsonObject refused = inTime(command, () -> citizen.ask(command, asked, "refused"));
      assertThat(refused.getString("code")).as(command).isEqualTo("UNAVAILABLE");
      assertThat(refused.getLong("retryAfterMs")).isPositive();
    }
  }

  private static void overHttp(Visitor portal, Visitor console) throws Exception {
    JsonObject signIn =
        new JsonObject().put("email", "luca@rivalago.example").put("password", "sbagliata-qui");
    JsonObject request =
        new JsonObject()
            .put("site", "ch")
            .put("topic", "passport")
            .put("language", "it")
            .put("email", "maria@example.org")
            .put("text", "Richiamatemi.");
    Map<String, Callable<HttpResponse<String>>> doors = new HashMap<>();
    doors.put(
        "citizens", () -> portal.post("/api/v1/citizens", new JsonObject().put("site", "ch")));
    doors.put("contact-requests", () -> portal.post("/api/v1/contact-requests", request));
    doors.put("sign-in", () -> console.post("/api/v1/sign-in", signIn));
    doors.put("me", () -> console.get("/api/v1/me"));
    doors.put("archive", () -> console.get("/api/v1/archive"));
    // All at once, as people ask: nobody's refusal waits for another one's.
    Map<String, Future<HttpResponse<String>>> asked = new HashMap<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      doors.forEach((door, call) -> asked.put(door, people.submit(() -> inTime(door, call))));
    }
    for (Map.Entry<String, Future<HttpResponse<String>>> door : asked.entrySet()) {
      HttpResponse<String> refused = door.getValue().get();
      assertThat(refused.statusCode()).as(door.getKey()).isEqualTo(503);
      assertThat(new JsonObject(refused.body()).getString("code")).isEqualTo("UNAVAILABLE");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }
    assertThat(inTime("readyz", () -> portal.get("/readyz")).statusCode()).isEqualTo(503);
    assertThat(inTime("livez", () -> portal.get("/livez")).statusCode()).isEqualTo(200);
  }

  private static <T> T inTime(String what, Callable<T> call) throws Exception {
    Stopwatch watch = Stopwatch.start();
    T answer = call.call();
    watch.assertLessThan(REFUSED_WITHIN, what);
    return answer;
  }

  /** The same message again, until it is taken; nobody starts anything anew. */
  private static void healed(Wire citizen, Visitor portal, JsonObject message) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(HEALED_WITHIN_S);
    JsonObject reply = citizen.ask("sendMessage", message);
    while (!reply.getString("type").equals("appended")) {
      assertThat(System.nanoTime()).as(reply.encode()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(reply.getLong("retryAfterMs")));
      reply = citizen.ask("sendMessage", message);
    }
    answersOnce(200, () -> portal.get("/readyz"));
    answersOnce(201, () -> portal.post("/api/v1/citizens", new JsonObject().put("site", "ch")));
  }

  /** Each door comes back by connections of its own, a moment after the first. */
  private static void answersOnce(int status, Callable<HttpResponse<String>> door)
      throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(HEALED_WITHIN_S);
    HttpResponse<String> answer = door.call();
    while (answer.statusCode() == 503 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      answer = door.call();
    }
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  private static void isThereOnce(Wire marta, String id) throws Exception {
    JsonObject all =
        marta.ask("resume", new JsonObject().put("consultation", id).put("after", 0), "resumed");
    assertThat(
            all.getJsonArray("entries").stream()
                .map(entry -> ((JsonObject) entry).getJsonObject("body").getString("text"))
                .filter("intanto"::equals))
        .hasSize(1);
  }

  private static JsonObject message(String consultation, String text) {
    return new JsonObject()
        .put("consultation", consultation)
        .put("clientMessageId", "away")
        .put("text", text);
  }
}
