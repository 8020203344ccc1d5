package org.indiretta.faults;

import java.util.List;
import org.indiretta.cluster.Balancer;
import org.indiretta.cluster.FreePorts;
import org.indiretta.cluster.TcpProxy;

/**
 * One of two servers behind the balancer loses PostgreSQL and Redis at once for 25 s, so that it
 * hears from nobody that the other one is answered. It finds that by the public address, and its
 * people, citizens too, write on by the other one.
 */
final class CutOff implements Family {
  private static final int PAIRS = 6;
  private static final int ROUNDS = 2;
  private static final long CUT_MS = 25_000;

  /** 7 s until it is certain, a look of 3 s, a wait of 2 s; and a busy machine. */
  private static final long MOVED_WITHIN_MS = 20_000;

  /** Who goes on being thrown from one to the other flaps. */
  private static final int MOST_LOSSES = 4;

  @Override
  public String name() {
    return "cut-off";
  }

  @Override
  public String fault() {
    return "one of two servers cut from PostgreSQL and Redis at once for 25 s, behind the balancer";
  }

  @Override
  public void run(Scene scene) throws Exception {
    int port = FreePorts.next();
    Network network =
        Network.start(
            scene,
            (city, node) ->
                node.with("INDIRETTA_PUBLIC_URL", "http://127.0.0.1:" + port)
                    .with("INDIRETTA_ALLOWED_ORIGINS", city.origin())
                    .with("INDIRETTA_TRUSTED_PROXIES", "127.0.0.1"));
    Servers servers = network.servers();
    Balancer balancer =
        scene.closing(Balancer.start(scene.folder().resolve("balancer"), port, servers.nodes()));
    for (int round = 0; round < scene.rounds(1, ROUNDS); round++) {
      balancer.awaitSees(servers.nodes());
      try (Crowd crowd = Crowd.of(scene, servers, PAIRS, List.of(port))) {
        crowd.awaitSteady();
        crowd.awaitMessages(100 + scene.random().nextInt(200));
        network.toPostgres(round).hold(TcpProxy.Way.values());
        network.toRedis(round).hold(TcpProxy.Way.values());
        long began = System.nanoTime();
        long movedMs = crowd.awaitEverybodyWrites();
        scene.mustTake("everybody at the other server", movedMs, MOVED_WITHIN_MS);
        crowd.pass(Math.max(1, scene.lasts(1, CUT_MS) - (System.nanoTime() - began) / 1_000_000));
        scene.most("links lost by one person", crowd.losses());
        scene.must(
            crowd.losses() <= MOST_LOSSES,
            "somebody lost the link %d times".formatted(crowd.losses()));
        network.toPostgres(round).pass();
        network.toRedis(round).pass();
        crowd.mustHeal("the cut " + round);
        crowd.awaitMessages(50);
        Checker.Verdict _ = crowd.settleAndCheck();
      }
      scene.add("rounds", 1);
    }
  }
}
