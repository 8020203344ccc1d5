package org.indiretta.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.UUID;

/**
 * One consultation's row is locked for 60 s by somebody else. Its two people are refused with a
 * retry-after and then go on; everybody else notices nothing, against control rounds before and
 * after in the same run.
 */
final class RowLocked implements Family {
  private static final int PAIRS = 8;
  private static final long CONTROL_MS = 20_000;
  private static final long LOCKED_MS = 60_000;

  /** Long enough for a refusal, a wait and another refusal. */
  private static final long BRIEFLY_LOCKED_MS = 6_000;

  @Override
  public String name() {
    return "row-locked";
  }

  @Override
  public String fault() {
    return "one consultation's row locked for 60 s";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2, node -> node.jvm(Resources.TRACKING));
    try (Crowd unlucky = Crowd.of(scene, servers, 1);
        Crowd others = Crowd.of(scene, servers, PAIRS);
        Connection connection = servers.connect()) {
      unlucky.awaitMessages(20);
      others.awaitMessages(scene.rounds(100, 500));
      Unharmed unharmed = new Unharmed(scene, "others' p99", others);
      unharmed.control(() -> others.pass(scene.lasts(1_000, CONTROL_MS)));
      Growth growth = Growth.from(scene, servers);
      lock(connection, unlucky.people().getFirst().who().consultation());
      long locked = System.nanoTime();
      unharmed.fault(() -> others.pass(scene.lasts(BRIEFLY_LOCKED_MS, LOCKED_MS)));
      scene.must(
          unlucky.people().stream().noneMatch(person -> person.wroteSince(locked)),
          "the row was not locked");
      growth.must();
      connection.rollback();
      unlucky.mustHeal("the row was free again");
      unlucky.mustRefuseWithin(PostgresKill.REFUSED_WITHIN_MS, locked, System.nanoTime());
      unharmed.control(() -> others.pass(scene.lasts(1_000, CONTROL_MS)));
      unharmed.must();
      Checker.Verdict verdict = unlucky.settleAndCheck();
      scene.measured("refused with a retry-after", verdict.refused());
      scene.must(verdict.refused() > 0, "nobody was refused");
      Checker.Verdict _ = others.settleAndCheck();
    }
  }

  private static void lock(Connection connection, String consultation) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET idle_in_transaction_session_timeout = 0");
    }
    connection.setAutoCommit(false);
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id FROM consultation WHERE id = ? FOR UPDATE")) {
      statement.setObject(1, UUID.fromString(consultation));
      statement.executeQuery().close();
    }
  }
}
