package org.indiretta.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Calls that signal, beside whatever a browser test does with a running InDiretta; {@code
 * .ci/with-calls} starts it. Its people are written straight into the server's embedded PostgreSQL.
 * Goes on until its input ends, then says what it did; fails when a signal was refused or lost.
 */
public final class CallLoad {
  /** Several short loads one after the other, so that the end is not long in coming. */
  private static final double SECONDS = 1;

  private static final long HEARTBEAT_MS = 20_000;

  private CallLoad() {}

  /** The server's port and its data folder. */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    Cast.Callers cast = new Cast.Callers(LiveTextBench.CALLS);
    try (BenchCity city = new BenchCity(Contestant.database(Path.of(arguments[1])))) {
      cast.prepare(city);
    }
    CountDownLatch over = new CountDownLatch(1);
    Thread.ofVirtual().start(() -> awaitEndOfInput(over));
    try (Generator generator = new Generator()) {
      List<WireSocket> sockets = Greeting.connect(generator, port, cast.guests());
      generator.keepAlive(new Heartbeat(sockets, HEARTBEAT_MS));
      List<Pair> pairs = Pair.all(sockets, cast.wordings());
      System.out.println("ready");
      long signals = 0;
      long begunAt = System.nanoTime();
      while (over.getCount() > 0) {
        MessageLoad load = LiveTextBench.signals(pairs, SECONDS);
        // A browser test has use for the core that a generator in a hurry would spin on.
        generator.drive(
            now -> {
              long wait = load.turn(now);
              return wait == Generator.Load.AT_ONCE ? 1 : wait;
            });
        if (!load.fault().isEmpty()) {
          throw new IOException(load.fault());
        }
        signals += load.tally().allMessages();
      }
      double seconds = (System.nanoTime() - begunAt) / 1e9;
      System.out.printf("%d calls, %.0f signals/s%n", LiveTextBench.CALLS, signals / seconds);
    }
    System.exit(0);
  }

  private static void awaitEndOfInput(CountDownLatch over) {
    try {
      var _ = System.in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      over.countDown();
    }
  }
}
