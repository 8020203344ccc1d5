package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Prometheus reads of a whole server, before and after a consultation over {@code /live}. */
final class MetricsTest {
  @RegisterExtension static final RunningCity CITY = new RunningCity();

  private static final String ACTIVE = "indiretta_consultations_open{state=\"ACTIVE\"}";
  private static final String APPENDS = "indiretta_append_latency_seconds_count";
  private static final String BATCHES = "indiretta_append_batch_count";
  private static final String ENTRIES = "indiretta_append_batch_sum";
  private static final String SOCKETS = "indiretta_sockets{transport=\"websocket\"}";
  private static final String RESUMES = "indiretta_resumes_total";

  @Test
  void everyMeterMovesWithAConsultation() throws Exception {
    // The links of another test are gone a moment after it.
    Map<String, Double> before = await(now -> now.getOrDefault(SOCKETS, 0.0) == 0);

    try (Visitor portal = CITY.portal();
        Visitor console = CITY.console();
        Wire marta = console.staff("marta@rivalago.example", Greeting.DEMO_PASSWORD);
        Wire citizen = portal.citizen(new JsonObject().put("site", "ch"))) {
      String id = RunningCity.answered(citizen, marta, "Che cosa serve?");
      for (int i = 0; i < 5; i++) {
        citizen.ask("sendMessage", message(id, "m" + i), "appended");
      }

      Map<String, Double> during = await(now -> now.get(ACTIVE) == 1);
      assertThat(during.get(SOCKETS)).isEqualTo(2);
      assertThat(during.get(RESUMES)).isEqualTo(before.get(RESUMES) + 2);
      assertThat(during.get(APPENDS)).isGreaterThanOrEqualTo(before.get(APPENDS) + 5);
      assertThat(during.get(ENTRIES)).isGreaterThanOrEqualTo(before.get(ENTRIES) + 5);
      assertThat(during.get(BATCHES)).isGreaterThan(before.get(BATCHES));
      assertThat(during.get("indiretta_append_latency_seconds_sum")).isPositive();
      citizen.ask("leaveConsultation", new JsonObject().put("consultation", id), "done");
    }

    Map<String, Double> after = await(now -> now.get(ACTIVE) == 0 && now.get(SOCKETS) == 0);
    assertThat(after.get(RESUMES)).isEqualTo(before.get(RESUMES) + 2);
  }

  @Test
  void refusalsAreCountedByDoorAndCode() throws Exception {
    Map<String, Double> before = scrape();

    try (Visitor portal = CITY.portal();
        Wire citizen = portal.citizen(new JsonObject().put("site", "ch"))) {
      citizen.raw("no JSON");
      citizen.next("refused");
      citizen.ask("watchQueue", new JsonObject(), "refused");
      assertThat(RawHttp.get(CITY.port(), "/live/info", "Origin: https://evil.example").status())
          .isEqualTo(403);
      assertThat(portal.get("/api/v1/nothing").statusCode()).isEqualTo(404);
      assertThat(portal.post("/api/v1/citizens", new JsonObject()).statusCode()).isEqualTo(400);
      JsonObject wrong = new JsonObject().put("email", "a@b.ch").put("password", "falsch-falsch");
      try (Visitor console = CITY.console()) {
        assertThat(console.post("/api/v1/sign-in", wrong).statusCode()).isEqualTo(401);
      }
    }

    // What is refused is counted a moment after it was said.
    Map<String, Double> after =
        await(
            now ->
                more(before, now, "live", "MALFORMED") >= 1
                    && more(before, now, "live", "FORBIDDEN") >= 2);
    assertThat(more(before, after, "live", "MALFORMED")).isEqualTo(1);
    assertThat(more(before, after, "live", "FORBIDDEN")).isEqualTo(2);
    assertThat(more(before, after, "http", "NOT_FOUND")).isEqualTo(1);
    assertThat(more(before, after, "http", "MALFORMED")).isEqualTo(1);
    assertThat(more(before, after, "http", "UNAUTHENTICATED")).isEqualTo(1);
    assertThat(more(before, after, "http", "TOO_MANY")).isZero();
  }

  @Test
  void metricsAreOnTheManagementPortOnly_andNothingElseIsThere() throws Exception {
    assertThat(RawHttp.get(CITY.managementPort(), "/metrics").status()).isEqualTo(200);
    assertThat(RawHttp.get(CITY.port(), "/metrics").status()).isEqualTo(404);
    for (String path :
        new String[] {"/", "/console/", "/demo/", "/widget.js", "/api/v1/openapi.json", "/live"}) {
      assertThat(RawHttp.get(CITY.managementPort(), path).status()).as(path).isEqualTo(404);
    }
    for (int port : new int[] {CITY.port(), CITY.managementPort()}) {
      assertThat(RawHttp.get(port, "/livez").status()).isEqualTo(200);
      assertThat(RawHttp.get(port, "/readyz").status()).isEqualTo(200);
    }
  }

  private static double more(
      Map<String, Double> before, Map<String, Double> after, String door, String code) {
    String name = "indiretta_refusals_total{code=\"%s\",door=\"%s\"}".formatted(code, door);
    return after.get(name) - before.get(name);
  }

  private static JsonObject message(String consultation, String key) {
    return new JsonObject()
        .put("consultation", consultation)
        .put("clientMessageId", key)
        .put("text", "testo " + key);
  }

  private static Map<String, Double> scrape() throws IOException {
    Map<String, Double> values = new HashMap<>();
    RawHttp.get(CITY.managementPort(), "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("indiretta_"))
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              values.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
            });
    return values;
  }

  /** Gauges are read every few seconds, and a link's end is noticed a moment later. */
  private static Map<String, Double> await(Predicate<Map<String, Double>> reached)
      throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    Map<String, Double> now = scrape();
    while (!reached.test(now)) {
      assertThat(System.nanoTime()).as("not in time: %s", now).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      now = scrape();
    }
    return now;
  }
}
