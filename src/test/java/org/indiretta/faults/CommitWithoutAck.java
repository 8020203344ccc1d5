package org.indiretta.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.indiretta.cluster.ServerProcess;
import org.indiretta.cluster.TcpProxy;

/**
 * {@code kill -9} of a server exactly between a commit and its acks. No hook in the product is
 * needed: a proxy between the server and PostgreSQL reads what PostgreSQL answers, and when that is
 * "committed" it kills the server instead of passing it on.
 */
final class CommitWithoutAck implements Family {
  private static final int PAIRS = 6;

  /** CommandComplete of the protocol: type, length and tag. */
  private static final String COMMITTED = "C\0\0\0\13COMMIT\0";

  private static final String UNTOLD = "committed and never acknowledged";
  private static final int ROUNDS = 10;

  @Override
  public String name() {
    return "commit-without-ack";
  }

  @Override
  public String fault() {
    return "kill -9 of a server when PostgreSQL has committed and the server was not told yet";
  }

  @Override
  public void run(Scene scene) throws Exception {
    AtomicBoolean armed = new AtomicBoolean();
    List<TcpProxy> proxies = new ArrayList<>();
    Servers servers =
        Servers.start(
            scene,
            2,
            (city, node) -> {
              TcpProxy proxy = scene.closing(TcpProxy.to(city.postgres().port()));
              proxies.add(proxy);
              node.with("INDIRETTA_DATABASE_URL", city.postgres().url(proxy.port()));
            });
    ServerProcess victim = servers.node(0);
    UnaryOperator<byte[]> watch =
        bytes -> armed.get() ? killedAtCommit(bytes, victim, armed) : bytes;
    proxies.getFirst().through(TcpProxy.Way.TO_CLIENT, () -> watch);
    // What is committed at that moment may also be of the server itself.
    for (int round = 0; scene.isRound(round, ROUNDS, UNTOLD); round++) {
      try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
        crowd.awaitMessages(50 + scene.random().nextInt(100));
        armed.set(true);
        crowd.await("a commit and the kill", () -> !armed.get() && !victim.isRunning());
        scene.add(UNTOLD, crowd.unacknowledgedInTable());
        victim.startWithoutWaiting();
        crowd.mustHeal("the kill of round " + round);
        victim.awaitReady();
        Checker.Verdict _ = crowd.settleAndCheck();
      }
      scene.add("rounds", 1);
    }
    scene.must(scene.hasCounted(UNTOLD), "not once was something committed that nobody was told");
  }

  private static byte[] killedAtCommit(byte[] bytes, ServerProcess victim, AtomicBoolean armed) {
    boolean committed = new String(bytes, StandardCharsets.ISO_8859_1).contains(COMMITTED);
    if (!committed || !armed.compareAndSet(true, false)) {
      return bytes;
    }
    try {
      victim.kill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new byte[0];
  }
}
