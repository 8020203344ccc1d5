package org.indiretta.faults;

import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.indiretta.cluster.ServerProcess;
import org.indiretta.consultation.Timings;
import org.indiretta.presence.LinkTimings;
import org.indiretta.routing.OfferTimings;

/**
 * What ends by itself at one server: an offer that nobody answers, what an operator without a link
 * owned, and the place of a citizen who went. Found in the tables by a clock that is right: none of
 * them may end too early or too late.
 */
final class TimeOuts implements AutoCloseable {
  private static final int LOOK_EVERY_MS = 100;

  /** More than wait, those of the round before too: with nobody else to ask nothing counts down. */
  private static final int OPERATORS = 8;

  private static final int BEGINS_WITHIN_S = 20;

  /** Of the ten minutes for which a place is kept; the others are written as gone by. */
  private static final long LEFT_OF_PLACE_MS = 25_000;

  /** From what the table says to when it is looked at. */
  private static final long EARLY_MS = 1_000;

  /** Each server looks once a second; on a busy machine. */
  private static final long LATE_MS = 5_000;

  /** One of them. */
  private record Wait(String what, String over, long fromNanos, long leastMs, long mostMs) {}

  private final Scene scene;
  private final Connection connection;
  private final ExecutorService looking = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<Long>> ends = new ArrayList<>();
  private final List<Wait> waits = new ArrayList<>();

  private TimeOuts(Scene scene, Connection connection) {
    this.scene = scene;
    this.connection = connection;
  }

  /** All of them begin at this server. */
  static TimeOuts at(Scene scene, Servers servers, WebSocketClient web, ServerProcess server)
      throws Exception {
    TimeOuts all = new TimeOuts(scene, servers.connect());
    List<CityRows.Operator> operators = CityRows.operators(all.connection, OPERATORS);
    List<CityRows.Citizen> citizens = CityRows.citizens(all.connection, 2);
    CityRows.Pair pair = CityRows.pairs(all.connection, 1).getFirst();
    all.connection.setAutoCommit(true);
    Tab lost =
        Tab.greeted(web, server.port(), servers.origin(), "ticket", pair.tickets().getFirst());
    for (CityRows.Operator operator : operators) {
      Tab tab =
          Tab.greeted(web, server.port(), servers.origin(), "ticket", operator.tickets().getFirst())
              .awake(scene.vertx());
      JsonObject _ = tab.ask("setPresence", new JsonObject().put("state", "AVAILABLE"));
    }
    List<Tab> asking = new ArrayList<>();
    for (CityRows.Citizen citizen : citizens) {
      asking.add(
          Tab.greeted(web, server.port(), servers.origin(), "token", citizen.token())
              .awake(scene.vertx()));
    }
    all.offerIsLeft(start(asking.getFirst()));
    all.citizenGoes(asking.getLast(), start(asking.getLast()));
    all.operatorIsLost(lost, pair.consultation());
    return all;
  }

  private static String start(Tab citizen) throws InterruptedException {
    JsonObject started =
        citizen.ask(
            "startConsultation",
            new JsonObject()
                .put("topic", "fault")
                .put("mode", "WRITE")
                .put("language", "it")
                .put("question", "È aperto?"));
    return started.getJsonObject("consultation").getString("id");
  }

  /** Their server writes every 5 s that they are there, so that they may be lost so much sooner. */
  private void operatorIsLost(Tab operator, String consultation) {
    operator.close();
    long lostMs = LinkTimings.LOST.toMillis();
    begins(
        "what a lost operator owned waits again",
        "SELECT state <> 'ACTIVE' FROM consultation WHERE id = '%s'".formatted(consultation),
        lostMs - LinkTimings.HEARTBEAT.toMillis(),
        lostMs);
  }

  private void offerIsLeft(String consultation) throws Exception {
    String offer = " FROM offer WHERE consultation_id = '%s'".formatted(consultation);
    await("an offer", "SELECT count(*) > 0" + offer);
    long countdownMs = OfferTimings.TIMEOUT.toMillis();
    double left = seconds("offer_expires_at - clock_timestamp()", consultation) * 1_000;
    scene.must(
        left > countdownMs - LATE_MS && left < countdownMs + EARLY_MS,
        "the countdown of an offer was %.0f ms".formatted(left));
    begins(
        "an offer that nobody answers ends",
        "SELECT ended_at IS NOT NULL" + offer + " ORDER BY offered_at LIMIT 1",
        countdownMs,
        countdownMs);
  }

  private void citizenGoes(Tab citizen, String consultation) throws Exception {
    citizen.close();
    await(
        "the citizen is missed",
        "SELECT citizen_gone_at IS NOT NULL FROM consultation WHERE id = '%s'"
            .formatted(consultation));
    double since = seconds("clock_timestamp() - citizen_gone_at", consultation);
    scene.must(
        Math.abs(since) * 1_000 < LATE_MS, "a citizen went %.0f s ago, it says".formatted(since));
    Duration gone = Timings.WAITING_GONE.minusMillis(LEFT_OF_PLACE_MS);
    try (Statement statement = connection.createStatement()) {
      int _ =
          statement.executeUpdate(
              """
              UPDATE consultation
              SET citizen_gone_at = clock_timestamp() - interval '%d ms' WHERE id = '%s'
              """
                  .formatted(gone.toMillis(), consultation));
    }
    begins(
        "the place of a citizen who went ends",
        "SELECT state NOT IN ('WAITING', 'OFFERED') FROM consultation WHERE id = '%s'"
            .formatted(consultation),
        LEFT_OF_PLACE_MS,
        LEFT_OF_PLACE_MS);
  }

  private void begins(String what, String over, long leastMs, long mostMs) {
    Wait wait = new Wait(what, over, System.nanoTime(), leastMs - EARLY_MS, mostMs + LATE_MS);
    waits.add(wait);
    ends.add(looking.submit(() -> tookMs(wait)));
  }

  /** Until it is over; a little longer than it may take. */
  private long tookMs(Wait wait) throws SQLException, InterruptedException {
    long tookMs = 0;
    while (!is(wait.over()) && tookMs <= 2 * wait.mostMs()) {
      scene.pass(LOOK_EVERY_MS);
      tookMs = (System.nanoTime() - wait.fromNanos()) / 1_000_000;
    }
    return (System.nanoTime() - wait.fromNanos()) / 1_000_000;
  }

  /** Waits until the offer and the place are over, and says when one was too early or too late. */
  void mustEndSoon() throws Exception {
    must(0);
    must(1);
  }

  /** The same of what the lost operator owned. */
  void mustEndAtLast() throws Exception {
    must(2);
  }

  private void must(int which) throws Exception {
    Wait wait = waits.get(which);
    long tookMs = ends.get(which).get();
    scene.most(wait.what() + ", after ms at most", tookMs);
    scene.must(
        tookMs >= wait.leastMs() && tookMs <= wait.mostMs(),
        "%s after %d ms, not %d to %d"
            .formatted(wait.what(), tookMs, wait.leastMs(), wait.mostMs()));
  }

  private void await(String what, String sql) throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + BEGINS_WITHIN_S * 1_000_000_000L;
    while (!is(sql)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + BEGINS_WITHIN_S + " s: " + what);
      }
      scene.pass(LOOK_EVERY_MS);
    }
  }

  private synchronized boolean is(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private synchronized double seconds(String between, String consultation) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT extract(epoch FROM %s) FROM consultation WHERE id = '%s'"
                    .formatted(between, consultation))) {
      return rows.next() ? rows.getDouble(1) : Double.NaN;
    }
  }

  @Override
  public void close() throws SQLException {
    looking.shutdownNow();
    connection.close();
  }
}
