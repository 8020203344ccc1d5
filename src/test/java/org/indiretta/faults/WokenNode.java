package org.indiretta.faults;

import io.vertx.core.http.WebSocketClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.indiretta.cluster.ServerProcess;

/**
 * A server stands still for 20 s and wakes. Meanwhile a consultation of one of its operators became
 * somebody else's, and what that operator wrote waits in its socket: nothing of it holds, and
 * nothing that was said since reaches the old link (P7, P9).
 */
final class WokenNode implements Family {
  private static final int PAIRS = 4;
  private static final long STOOD_STILL_MS = 20_000;

  /** Longer than a server may go on without having asked PostgreSQL (P7). */
  private static final long STOOD_STILL_BRIEF_MS = 7_000;

  private static final int AFTER = 5;

  @Override
  public String name() {
    return "woken-node";
  }

  @Override
  public String fault() {
    return "a server stopped for 20 s (SIGSTOP) wakes and finds that a consultation is another's";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2);
    WebSocketClient web = scene.vertx().createWebSocketClient();
    for (int round = 0; round < scene.rounds(1, 3); round++) {
      try (Crowd crowd = Crowd.of(scene, servers, PAIRS);
          Connection connection = servers.connect()) {
        crowd.awaitMessages(50 + scene.random().nextInt(100));
        List<CityRows.Pair> two = CityRows.pairs(connection, 2);
        connection.setAutoCommit(true);
        round(scene, servers, web, crowd, two, connection);
        crowd.awaitMessages(50);
        Checker.Verdict _ = crowd.settleAndCheck();
      }
      scene.add("rounds", 1);
    }
  }

  private static void round(
      Scene scene,
      Servers servers,
      WebSocketClient web,
      Crowd crowd,
      List<CityRows.Pair> two,
      Connection connection)
      throws Exception {
    CityRows.Pair pair = two.getFirst();
    String id = pair.consultation();
    ServerProcess victim = servers.node(0);
    Tab citizen =
        Tab.open(web, servers.node(1).port(), servers.origin(), "token", pair.citizenToken(), id);
    Tab operator =
        Tab.open(web, victim.port(), servers.origin(), "ticket", pair.tickets().getFirst(), id);
    citizen.writeForSure(id, "prima");
    operator.await("what was written before", () -> operator.isTold("prima"));

    victim.freeze();
    String _ = operator.write(id, "dal passato");
    handOver(connection, id, two.getLast().operator());
    for (int i = 0; i < AFTER; i++) {
      citizen.writeForSure(id, "dopo " + i);
    }
    crowd.pass(scene.lasts(STOOD_STILL_BRIEF_MS, STOOD_STILL_MS));
    victim.thaw();
    long backMs = crowd.awaitEverybodyWrites();

    scene.most("everybody writes again after ms", backMs);
    operator.await("the old link ended", operator::isClosed);
    for (int i = 0; i < AFTER; i++) {
      scene.must(!operator.isTold("dopo " + i), "the old link was told what is another's by now");
    }
    scene.must(count(connection, id, "dal passato") == 0, "the old link wrote into it");
    scene.must(count(connection, id, "dopo %") == AFTER, "what the citizen wrote is not there");
  }

  /** By the table, as when news of it does not arrive. */
  static void handOver(Connection connection, String id, String to) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int _ =
          statement.executeUpdate(
              "UPDATE consultation SET operator_id = '%s' WHERE id = '%s'".formatted(to, id));
    }
  }

  /** How many entries of it read so. */
  static int count(Connection connection, String id, String text) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM entry WHERE consultation_id = '%s' AND text LIKE '%s'"
                    .formatted(id, text))) {
      boolean _ = rows.next();
      return rows.getInt(1);
    }
  }
}
