package org.indiretta.faults;

import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * An operator's machine sleeps for ten minutes, by its own clock, while they write: its browser, a
 * process of its own, stands still (SIGSTOP) until the consultation went back to the queue and
 * another operator took it. Then it wakes with its clock moved, and says what it has left to say:
 * there is one owner, and the old tab wrote nothing (P9).
 */
final class SleptTab implements Family {
  /** Until its server misses it (60 s, at most 90) and its consultations wait again (45 s). */
  private static final int LOST_S = 145;

  private static final int ASK_AGAIN_MS = 500;

  /** P7 says 2 s; on a busy machine. */
  private static final int RIGHTS_END_MS = 4_000;

  /** What the sleeper writes begins so. */
  static final String FROM_SLEEP = "dal sonno ";

  @Override
  public String name() {
    return "slept-tab";
  }

  @Override
  public String fault() {
    return "an operator's machine sleeps until after the takeover and wakes ten minutes later";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2);
    WebSocketClient web = scene.vertx().createWebSocketClient();
    try (Crowd crowd = Crowd.of(scene, servers, 2);
        Connection connection = servers.connect()) {
      List<CityRows.Pair> two = CityRows.pairs(connection, 2);
      connection.setAutoCommit(true);
      serve(connection, two);
      CityRows.Pair pair = two.getFirst();
      String id = pair.consultation();
      int door = servers.node(0).port();
      Tab citizen =
          Tab.open(web, servers.node(1).port(), servers.origin(), "token", pair.citizenToken(), id)
              .awake(scene.vertx());
      OperatorsMachine machine =
          scene.closing(
              OperatorsMachine.start(
                  scene, LoneTab.who(door, servers.origin(), id, pair.tickets())));
      machine.await("acknowledged", 0);

      long asleep = System.nanoTime();
      machine.sleep();
      Tab second = takenOver(scene, servers, web, connection, two);
      scene.measured("taken over after ms", (System.nanoTime() - asleep) / 1_000_000);
      long written = WokenNode.count(connection, id, FROM_SLEEP + "%");
      int saidBefore = machine.said().size();
      machine.wake();
      machine.await("refused", saidBefore);
      citizen.writeForSure(id, "con chi parlo?");
      second.await("the citizen's words", () -> second.isTold("con chi parlo?"));
      crowd.awaitMessages(20);

      woken(scene, machine.said(), saidBefore);
      scene.must(
          WokenNode.count(connection, id, FROM_SLEEP + "%") == written,
          "P9: the old tab wrote into it");
      scene.must(owner(connection, id).equals(two.getLast().operator()), "P9: the owner changed");
      Checker.Verdict _ = crowd.settleAndCheck();
    }
  }

  /** What the machine noticed once it was awake. */
  private static void woken(Scene scene, List<OperatorsMachine.Said> all, int saidBefore) {
    List<OperatorsMachine.Said> since = all.subList(saidBefore, all.size());
    long ahead = since.getLast().minutesAhead();
    scene.measured("its clock was ahead by minutes", ahead);
    scene.must(
        all.getFirst().minutesAhead() == 0 && ahead == OperatorsMachine.SLEPT_MINUTES,
        "its clock went on by %d minutes".formatted(ahead - all.getFirst().minutesAhead()));
    scene.must(
        scene.isBrief() || since.stream().anyMatch(said -> said.is("lost")),
        "the old link did not end");
    scene.must(
        since.stream().noneMatch(said -> said.is("told") && said.of().equals("con chi parlo?")),
        "P7: the woken tab is told what is another's");
    scene.must(
        all.stream().noneMatch(said -> said.is("complained")), "the woken tab was told nonsense");
    scene.measured(
        "refused once it was awake", since.stream().filter(said -> said.is("refused")).count());
  }

  /**
   * The second operator takes it as soon as it waits again. In the short run it becomes theirs by
   * the table, as by a hand-over.
   */
  private static Tab takenOver(
      Scene scene,
      Servers servers,
      WebSocketClient web,
      Connection connection,
      List<CityRows.Pair> two)
      throws Exception {
    String id = two.getFirst().consultation();
    CityRows.Pair other = two.getLast();
    if (scene.isBrief()) {
      WokenNode.handOver(connection, id, other.operator());
      scene.pass(RIGHTS_END_MS);
    }
    Tab second =
        Tab.open(
                web,
                servers.node(1).port(),
                servers.origin(),
                "ticket",
                other.tickets().getFirst(),
                other.consultation())
            .awake(scene.vertx());
    JsonObject _ = second.ask("setPresence", new JsonObject().put("state", "AVAILABLE"));
    JsonObject take = new JsonObject().put("consultation", id);
    long deadline = System.nanoTime() + LOST_S * 1_000_000_000L;
    while (!owner(connection, id).equals(other.operator())) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nobody could take it over within " + LOST_S + " s");
      }
      second.pass(ASK_AGAIN_MS);
      // Not before: who is refused so often is cut off.
      if (owner(connection, id).isEmpty()) {
        JsonObject _ = second.ask("takeConsultation", take);
      }
    }
    JsonObject _ = second.ask("resume", take.copy().put("after", 0));
    return second;
  }

  /** Both serve the topic, so that the one may take what the other lost. */
  private static void serve(Connection connection, List<CityRows.Pair> pairs) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (CityRows.Pair pair : pairs) {
        int _ =
            statement.executeUpdate(
                "INSERT INTO competence (operator_id, topic_id, level) VALUES ('%s', 'fault', 1)"
                    .formatted(pair.operator()));
      }
    }
  }

  /** Empty while nobody answers. */
  private static String owner(Connection connection, String id) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT coalesce(CASE WHEN state = 'ACTIVE' THEN operator_id END::text, '')"
                    + " FROM consultation WHERE id = '%s'".formatted(id))) {
      boolean _ = rows.next();
      return rows.getString(1);
    }
  }
}
