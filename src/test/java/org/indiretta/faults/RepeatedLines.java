package org.indiretta.faults;

import org.indiretta.cluster.ServerProcess;
import org.indiretta.cluster.TcpProxy;

/** A proxy says every line of every client three times; meanwhile a server is killed. */
final class RepeatedLines implements Family {
  private static final int PAIRS = 6;

  @Override
  public String name() {
    return "repeated-lines";
  }

  @Override
  public String fault() {
    return "every line of every client arrives three times; a server is killed meanwhile";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Network network = Network.start(scene);
    for (int node = 0; node < 2; node++) {
      network.door(node).through(TcpProxy.Way.TO_SERVER, () -> new RepeatedFrames(3));
    }
    try (Crowd crowd = Crowd.of(scene, network.servers(), PAIRS, network.doors())) {
      crowd.awaitMessages(scene.rounds(200, 500));
      ServerProcess victim = network.servers().node(scene.random().nextInt(2));
      victim.kill();
      victim.startWithoutWaiting();
      crowd.mustHeal("the kill");
      victim.awaitReady();
      crowd.awaitMessages(scene.rounds(200, 1_000));
      Checker.Verdict _ = crowd.settleAndCheck();
    }
  }
}
