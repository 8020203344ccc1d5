package org.indiretta.faults;

import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.indiretta.cluster.ServerProcess;

/**
 * Citizens start, wait, are served and see the end, while one server after the other is killed
 * between offers, acceptances and closings (P9): each consultation is served, by one operator.
 */
final class KillQueue implements Family {
  private static final int OPERATORS = 4;
  private static final int CITIZENS = 60;
  private static final int SERVED_S = 100;

  @Override
  public String name() {
    return "kill-queue";
  }

  @Override
  public String fault() {
    return "kill -9 of one server after the other while citizens wait and offers are made";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2);
    // All of them at one door while the other server is down: 50, the usual most, are too few, and
    // who is over it would wait without an end.
    WebSocketClient web =
        scene
            .vertx()
            .createWebSocketClient(
                new WebSocketClientOptions().setMaxConnections(OPERATORS + CITIZENS));
    World world = World.of(scene, servers, web);
    List<Clerk> clerks = new ArrayList<>();
    List<Applicant> applicants = new ArrayList<>();
    try (Connection connection = servers.connect()) {
      for (CityRows.Operator operator : CityRows.operators(connection, OPERATORS)) {
        clerks.add(new Clerk(world, operator, clerks.size()));
      }
      for (CityRows.Citizen citizen :
          CityRows.citizens(connection, scene.rounds(CITIZENS / 2, CITIZENS))) {
        applicants.add(new Applicant(world, citizen, applicants.size()));
      }
    }
    scene
        .vertx()
        .runOnContext(
            v -> {
              clerks.forEach(Clerk::start);
              applicants.forEach(Applicant::start);
            });
    for (int kill = 0; kill < scene.rounds(1, 3); kill++) {
      long served = applicants.stream().filter(Applicant::isServed).count();
      long wanted = Math.min(served + 5, applicants.size());
      world
          .progress()
          .await(
              "some are served",
              SERVED_S,
              () -> applicants.stream().filter(Applicant::isServed).count() >= wanted);
      world.progress().pass(scene.random().nextInt(400));
      ServerProcess victim = servers.node(kill % 2);
      victim.kill();
      victim.start();
      scene.add("kills", 1);
    }
    boolean all =
        world
            .progress()
            .within(SERVED_S * 1_000L, () -> applicants.stream().allMatch(Applicant::isEnded));
    scene.must(
        all,
        "P9: %d of %d were not served"
            .formatted(
                applicants.stream().filter(one -> !one.isEnded()).count(), applicants.size()));
    scene.measured("served", applicants.stream().filter(Applicant::isEnded).count());
    check(scene, servers, clerks);
    clerks.forEach(Clerk::leave);
    applicants.forEach(Applicant::leave);
    world.journal().close();
  }

  /** One owner each, by what the operators were told and by what the tables hold. */
  private static void check(Scene scene, Servers servers, List<Clerk> clerks) throws Exception {
    Map<String, Integer> owners = new HashMap<>();
    clerks.forEach(clerk -> clerk.owned().forEach(id -> owners.merge(id, 1, Integer::sum)));
    owners.forEach(
        (id, count) ->
            scene.must(count == 1, "P9: %d operators were told to own %s".formatted(count, id)));
    try (Connection connection = servers.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT c.id, c.state,
                  (SELECT count(*) FROM offer o
                   WHERE o.consultation_id = c.id AND o.ending = 'ACCEPTED') AS accepted,
                  (SELECT count(*) FROM entry e
                   WHERE e.consultation_id = c.id AND e.data ->> 'event' = 'JOINED') AS joined,
                  (SELECT count(*) FROM entry e
                   WHERE e.consultation_id = c.id) = c.last_seq AS whole
                FROM consultation c
                """)) {
      while (row.next()) {
        scene.must(
            row.getInt("accepted") == 1 && row.getInt("joined") == 1 && row.getBoolean("whole"),
            "P9: %s is %s, was accepted %d times and joined %d times, whole: %s"
                .formatted(
                    row.getString("id"),
                    row.getString("state"),
                    row.getInt("accepted"),
                    row.getInt("joined"),
                    row.getBoolean("whole")));
      }
    }
  }
}
