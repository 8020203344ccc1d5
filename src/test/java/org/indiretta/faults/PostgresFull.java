package org.indiretta.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody else takes every connection that PostgreSQL has, and the servers' own are ended: for 15
 * s nobody can connect.
 */
final class PostgresFull implements Family {
  private static final int PAIRS = 6;
  private static final long TAKEN_MS = 15_000;
  private static final long BRIEFLY_TAKEN_MS = 4_000;
  private static final String TOO_MANY_CONNECTIONS = "53300";

  @Override
  public String name() {
    return "postgres-full";
  }

  @Override
  public String fault() {
    return "all connections of PostgreSQL taken by somebody else for 15 s";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2, node -> node.jvm(Resources.TRACKING));
    for (int round = 0; round < scene.rounds(1, 3); round++) {
      try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
        crowd.awaitMessages(100 + scene.random().nextInt(200));
        Growth growth = Growth.from(scene, servers);
        List<Connection> taken = new ArrayList<>();
        long began = System.nanoTime();
        takeAll(servers, taken);
        crowd.pass(scene.lasts(BRIEFLY_TAKEN_MS, TAKEN_MS));
        growth.must();
        for (Connection connection : taken) {
          connection.close();
        }
        crowd.mustHeal("the connections were free again");
        crowd.mustRefuseWithin(PostgresKill.REFUSED_WITHIN_MS, began, System.nanoTime());
        crowd.awaitMessages(50);
        Checker.Verdict _ = crowd.settleAndCheck();
        scene.most("connections taken", taken.size());
      }
      scene.add("rounds", 1);
    }
  }

  /** Ends the servers' connections and is quicker than they, until there are none of theirs. */
  private static void takeAll(Servers servers, List<Connection> taken) throws Exception {
    taken.add(servers.connect());
    for (int ended = 1; ended > 0; ) {
      while (takeOne(servers, taken)) {
        // Until there is no more.
      }
      try (Statement statement = taken.getFirst().createStatement();
          var count =
              statement.executeQuery(
                  """
                  SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                  WHERE backend_type = 'client backend' AND usename = 'indiretta'
                    AND application_name <> 'PostgreSQL JDBC Driver'
                  """)) {
        ended = count.next() ? count.getInt(1) : 0;
      }
    }
  }

  private static boolean takeOne(Servers servers, List<Connection> taken) throws Exception {
    try {
      taken.add(servers.connect());
      return true;
    } catch (SQLException e) {
      if (!TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
        throw e;
      }
      return false;
    }
  }
}
