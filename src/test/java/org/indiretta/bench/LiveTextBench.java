package org.indiretta.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How long a key takes to the other screen's socket while many calls are set up at once: in each
 * call somebody types, and beside it the call signals. Both in the open loop, latency from the
 * moment each key was meant to be pressed.
 */
final class LiveTextBench {
  /** Calls that signal and type. */
  static final int CALLS = 200;

  /** Keys a second in each call, as somebody types who knows how (60 words a minute). */
  private static final int KEYS = 5;

  /** Signals of 2 KB a second in each call: what a browser sends in the second it connects in. */
  private static final int SIGNALS = 20;

  private static final double GOAL_MS = 500;

  /**
   * What was measured.
   *
   * @param lateMs how late the generator itself was, 99 of 100; part of the latency
   */
  record Figures(
      int calls,
      int keysPerSecond,
      int signalsPerSecond,
      long keys,
      double p50Ms,
      double p99Ms,
      double worstMs,
      double lateMs,
      String fault) {}

  private LiveTextBench() {}

  static Figures measured(Options options, Contestant.Place place) throws Exception {
    Machine.pin(ProcessHandle.current().pid(), ServerProcess.GENERATOR_CORE);
    Options.Effort effort = options.effort();
    Path data = Files.createTempDirectory(place.folder(), "live-text");
    Cast.Callers cast = new Cast.Callers(CALLS);
    Contestant.prepare(data, cast);
    int port = place.firstPort() + Options.Server.ours.portOffset;
    try (Generator generator = new Generator();
        ServerProcess _ =
            Contestant.startInDiretta(place, port, "live-text", data, Map.of(), List.of())) {
      List<WireSocket> sockets = Greeting.connect(generator, port, cast.guests());
      List<Pair> signalling = Pair.all(sockets, cast.wordings());
      List<Pair> typing = Pair.all(sockets, cast.typing());
      var _ = together(generator, signalling, typing, effort.coldSeconds() / 3);
      Figures figures = together(generator, signalling, typing, 2 * effort.seconds());
      System.err.println("live text " + figures);
      return figures;
    }
  }

  private static Figures together(
      Generator generator, List<Pair> signalling, List<Pair> typing, double seconds)
      throws IOException {
    MessageLoad signals = signals(signalling, seconds);
    MessageLoad keys = load(typing, KEYS * CALLS, seconds);
    generator.drive(
        now -> {
          long wait = signals.turn(now);
          long other = keys.turn(now);
          // Each of them waits only when it has sent its last.
          return wait == Generator.Load.DONE ? other : wait;
        });
    return new Figures(
        CALLS,
        KEYS * CALLS,
        SIGNALS * CALLS,
        keys.tally().messages(),
        keys.tally().percentileMs(50),
        keys.tally().percentileMs(99),
        keys.tally().percentileMs(100),
        keys.lateMs(99),
        signals.fault() + keys.fault());
  }

  /** All calls signal as they do in the second in which they connect. */
  static MessageLoad signals(List<Pair> pairs, double seconds) {
    return load(pairs, SIGNALS * CALLS, seconds);
  }

  private static MessageLoad load(List<Pair> pairs, int perSecond, double seconds) {
    MessageLoad.Shape shape = MessageLoad.Shape.open(perSecond);
    return new MessageLoad(pairs, shape, 0, seconds, () -> {}, () -> {});
  }

  static Report.Goal goal(Figures figures) {
    return new Report.Goal(
        "key to the other screen's socket, p99, %d calls signalling".formatted(CALLS),
        "≤ 500 ms",
        "%.2f ms (p50 %.2f, worst %.2f, of %,d keys beside %,d signals/s)%s"
            .formatted(
                figures.p99Ms(),
                figures.p50Ms(),
                figures.worstMs(),
                figures.keys(),
                figures.signalsPerSecond(),
                figures.fault()),
        figures.fault().isEmpty() && figures.p99Ms() <= GOAL_MS);
  }
}
