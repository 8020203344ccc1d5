package org.indiretta.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.indiretta.cluster.Balancer;
import org.indiretta.cluster.FreePorts;
import org.indiretta.cluster.ServerProcess;

/**
 * Both servers behind the balancer are stopped by SIGTERM and started again, one after the other,
 * as for an update (P6). Each is told twice, because somebody who waits does that. In the first
 * round some come over SockJS, whose requests the balancer sends to the other server before they
 * were told to go; in that one round, because a server waits for the links they left behind.
 */
final class RollingRestart implements Family {
  private static final int PAIRS = 6;
  private static final int ROUNDS = 10;

  /** On a busy machine. */
  private static final int LEAST_ROUNDS = 5;

  /** What the last comparison takes of a program's time; rounds that would not fit are left out. */
  private static final int SETTLES_IN_S = 8;

  private static final long ROUNDS_FIT_NANOS = TimeUnit.SECONDS.toNanos(LIMIT_S - SETTLES_IN_S);

  private static final List<Style> FALLBACK =
      List.of(
          Style.CHAT.by(Wire.Road.XHR_STREAMING),
          Style.CHAT.by(Wire.Road.XHR_STREAMING),
          Style.CHAT.by(Wire.Road.XHR_POLLING),
          Style.CHAT.by(Wire.Road.XHR_POLLING));

  /** For the balancer to notice; its checks take 2.5 s at most. */
  private static final int DRAIN_S = 3;

  private static final int STOPPED_WITHIN_S = 30;

  /** 128 and the number of SIGTERM: it ended by itself, in order. */
  private static final int BY_SIGTERM = 143;

  @Override
  public String name() {
    return "rolling-restart";
  }

  @Override
  public String fault() {
    return "SIGTERM and a new start of each of two servers in turn under load, 10 rounds";
  }

  @Override
  public void run(Scene scene) throws Exception {
    long scenesBegin = System.nanoTime();
    Servers servers =
        Servers.start(
            scene, 2, node -> node.with("INDIRETTA_DRAIN_SECONDS", Integer.toString(DRAIN_S)));
    Balancer balancer =
        scene.closing(
            Balancer.start(scene.folder().resolve("balancer"), FreePorts.next(), servers.nodes()));
    long began = System.nanoTime();
    int rounds = scene.rounds(1, ROUNDS);
    List<Integer> doors = List.of(balancer.port());
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS, doors)) {
      crowd.awaitMessages(50);
      restartUnderFallback(scene, servers, balancer, crowd);
      long longest = 0;
      int done = 1;
      for (int round = 1;
          round < rounds && System.nanoTime() - scenesBegin + longest < ROUNDS_FIT_NANOS;
          round++) {
        long roundBegan = System.nanoTime();
        for (ServerProcess node : servers.nodes()) {
          restart(scene, List.of(crowd), balancer, node);
        }
        longest = Math.max(longest, System.nanoTime() - roundBegan);
        scene.add("rounds", 1);
        done++;
      }
      scene.must(done >= scene.rounds(1, LEAST_ROUNDS), "only %d rounds fitted".formatted(done));
      scene.measured("longest wait for an ack, ms", longestAck(crowd, began));
      scene.measured("links lost", losses(crowd));
      Checker.Verdict _ = crowd.settleAndCheck();
    }
  }

  /** One round, with people at both roads. */
  private static void restartUnderFallback(
      Scene scene, Servers servers, Balancer balancer, Crowd crowd) throws Exception {
    long began = System.nanoTime();
    try (Crowd fallback = Crowd.of(scene, servers, FALLBACK, List.of(balancer.port()))) {
      fallback.awaitMessages(20);
      for (ServerProcess node : servers.nodes()) {
        restart(scene, List.of(crowd, fallback), balancer, node);
      }
      scene.measured("longest wait for an ack over XHR, ms", longestAck(fallback, began));
      scene.measured("links lost over XHR", losses(fallback));
      scene.must(losses(fallback) > 0, "nobody over XHR had to go to the other server");
      Checker.Verdict _ = fallback.settleAndCheck();
    }
    scene.add("rounds", 1);
  }

  /** The first crowd must not be sent away before the balancer knows. */
  private static void restart(
      Scene scene, List<Crowd> crowds, Balancer balancer, ServerProcess node)
      throws IOException, InterruptedException {
    Crowd crowd = crowds.getFirst();
    int lossesBefore = losses(crowd);
    int upBefore = timesUp(balancer);
    long told = System.nanoTime();
    node.terminate();
    crowd.await("/readyz says no", () -> saysNo(node));
    crowd.awaitMessages(10);
    node.terminate();
    // In this order: who is sent away after this look is sent away later than that.
    boolean allThere = losses(crowd) == lossesBefore;
    long servedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - told);
    scene.must(
        allThere || servedMs >= DRAIN_S * 1_000L,
        "%s sent people away after %d ms, before the balancer knew"
            .formatted(node.name(), servedMs));
    int code = node.awaitEnd(STOPPED_WITHIN_S);
    scene.most("stopped after ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - told));
    scene.must(code == BY_SIGTERM, "%s ended with code %d".formatted(node.name(), code));
    node.startWithoutWaiting();
    for (Crowd each : crowds) {
      each.mustHeal("the end of " + node.name());
    }
    node.awaitReady();
    crowd.await("the balancer takes it back", () -> timesUp(balancer) > upBefore);
  }

  private static double longestAck(Crowd crowd, long began) {
    return Math.round(crowd.acks().longest(began, System.nanoTime()));
  }

  private static int losses(Crowd crowd) {
    return crowd.people().stream().mapToInt(Person::losses).sum();
  }

  private static boolean saysNo(ServerProcess node) {
    try {
      return !node.isReady();
    } catch (IOException gone) {
      return true;
    }
  }

  private static int timesUp(Balancer balancer) {
    try (var lines = Files.lines(balancer.log())) {
      return (int) lines.filter(line -> line.contains(" is UP")).count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
