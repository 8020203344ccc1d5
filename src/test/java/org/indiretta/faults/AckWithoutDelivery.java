package org.indiretta.faults;

import java.util.List;
import org.indiretta.cluster.ServerProcess;
import org.indiretta.cluster.TcpProxy;

/**
 * {@code kill -9} of a server exactly between acks and their deliveries: citizens and operators
 * come through a proxy each; what the server says to the operators is held back, and with the next
 * acks to citizens it is killed. What it had said to the operators is lost with it.
 */
final class AckWithoutDelivery implements Family {
  private static final String UNREAD = "acknowledged and not delivered";
  private static final int ROUNDS = 10;
  private static final int PAIRS = 6;

  @Override
  public String name() {
    return "ack-without-delivery";
  }

  @Override
  public String fault() {
    return "kill -9 of a server when the writers have their acks and no reader anything yet";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2);
    ServerProcess victim = servers.node(0);
    TcpProxy citizens = scene.closing(TcpProxy.to(victim.port()));
    TcpProxy operators = scene.closing(TcpProxy.to(victim.port()));
    for (int round = 0; scene.isRound(round, ROUNDS, UNREAD); round++) {
      // Each pair begins at these two doors, to the same server; the third leads to the other.
      List<Integer> doors = List.of(citizens.port(), operators.port(), servers.node(1).port());
      try (Crowd crowd = Crowd.of(scene, servers, PAIRS, doors)) {
        crowd.awaitMessages(50 + scene.random().nextInt(100));
        operators.hold(TcpProxy.Way.TO_CLIENT);
        int before = crowd.acknowledged();
        crowd.await("acks", () -> crowd.acknowledged() > before + PAIRS);
        victim.kill();
        operators.reset();
        operators.pass();
        scene.add(UNREAD, crowd.undelivered());
        victim.startWithoutWaiting();
        crowd.mustHeal("the kill of round " + round);
        victim.awaitReady();
        Checker.Verdict _ = crowd.settleAndCheck();
      }
      scene.add("rounds", 1);
    }
    scene.must(
        scene.hasCounted(UNREAD), "not once was something acknowledged that its reader had not");
  }
}
