package org.indiretta.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.indiretta.cluster.ServerProcess;

/**
 * A hundred sockets follow a consultation and never read, while 5 MB is written in it. Each is
 * ended at the limit of its outbox; other people notice nothing, against control rounds with the
 * same writing and without those sockets. The heap is there from the start, so what grows is what
 * waits for the sockets.
 */
final class SlowReaders implements Family {
  private static final int SOCKETS = 100;
  private static final int BRIEF_SOCKETS = 20;
  private static final int PAIRS = 4;
  private static final long BYTES_EACH = 5_000_000;

  /** The limit of an outbox, what the kernel keeps besides, and a third as much again. */
  private static final long BRIEF_BYTES_EACH = 2_100_000;

  private static final long BRIEF_CONTROL_BYTES = 100_000;
  static final long MOST_GROWTH_MIB = 150;

  /** The server waits 5 s for who was told to go. */
  private static final int GONE_WITHIN_S = 10;

  private static final int GONE_WITHIN_BRIEF_S = 30;

  /** Well within the time after which a server ends who says nothing. */
  private static final long PING_EVERY_NANOS = 5_000_000_000L;

  private static final Style LONG_MESSAGES = new Style(20, 3_900);

  @Override
  public String name() {
    return "slow-readers";
  }

  @Override
  public String fault() {
    return "100 sockets that never read while 5 MB is sent to each";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 1, node -> node.jvm(Resources.WHOLE_HEAP));
    ServerProcess server = servers.node(0);
    try (Crowd others = Crowd.of(scene, servers, PAIRS)) {
      others.awaitMessages(scene.rounds(100, 500));
      Unharmed unharmed = new Unharmed(scene, "others' p99", others);
      unharmed.control(() -> write(scene, servers, server, Optional.empty()));
      for (int round = 0; round < scene.rounds(1, 2); round++) {
        int sockets = scene.rounds(BRIEF_SOCKETS, SOCKETS);
        List<MuteSocket> mute = new ArrayList<>();
        double cappedBefore = capped(server);
        double openBefore = open(server);
        unharmed.fault(() -> write(scene, servers, server, Optional.of(mute)));
        long ended = Math.round(capped(server) - cappedBefore);
        scene.measured("ended at the cap, of " + sockets, ended);
        scene.must(ended == sockets, "only %d of %d were ended".formatted(ended, sockets));
        scene.must(
            others.within(
                scene.rounds(GONE_WITHIN_BRIEF_S, GONE_WITHIN_S), () -> open(server) <= openBefore),
            "they were not cut");
        for (MuteSocket socket : mute) {
          socket.close();
        }
        unharmed.control(() -> write(scene, servers, server, Optional.empty()));
      }
      unharmed.must();
      Checker.Verdict _ = others.settleAndCheck();
    }
  }

  private static double capped(ServerProcess server) throws IOException {
    return server.metric("indiretta_disconnects_total", "code=\"RESUME_LATER\"").orElse(0.0);
  }

  private static double open(ServerProcess server) {
    try {
      return server.metric("indiretta_sockets").orElse(0.0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two people write 5 MB to each other; the sockets, if any are wanted, follow it. */
  private static void write(
      Scene scene, Servers servers, ServerProcess server, Optional<List<MuteSocket>> mute)
      throws Exception {
    try (Crowd writers = Crowd.of(scene, servers, 1, LONG_MESSAGES)) {
      writers.awaitMessages(1);
      writers.write(false);
      long before = Resources.residentMib(server.pid());
      if (mute.isPresent()) {
        addAll(scene, mute.get(), writers, servers, server);
      }
      writers.write(true);
      long briefly = mute.isPresent() ? BRIEF_BYTES_EACH : BRIEF_CONTROL_BYTES;
      long bytes = scene.isBrief() ? briefly : BYTES_EACH;
      long wanted = writers.acknowledged() + bytes / LONG_MESSAGES.characters();
      long pinged = System.nanoTime();
      while (writers.acknowledged() < wanted) {
        writers.pass(200);
        if (System.nanoTime() - pinged > PING_EVERY_NANOS) {
          pinged = System.nanoTime();
          mute.ifPresent(all -> all.forEach(MuteSocket::ping));
        }
        scene.most("resident memory grew by MiB", Resources.residentMib(server.pid()) - before);
      }
      Checker.Verdict _ = writers.settleAndCheck();
    }
    long grew = (Long) scene.figures().get("resident memory grew by MiB");
    scene.must(grew < MOST_GROWTH_MIB, "the server grew by %d MiB".formatted(grew));
  }

  private static void addAll(
      Scene scene, List<MuteSocket> mute, Crowd writers, Servers servers, ServerProcess server)
      throws IOException {
    Who citizen = writers.people().getFirst().who();
    for (int i = 0; i < scene.rounds(BRIEF_SOCKETS, SOCKETS); i++) {
      mute.add(
          MuteSocket.following(
              server.port(), servers.origin(), citizen.secrets().get(), citizen.consultation()));
    }
  }
}
