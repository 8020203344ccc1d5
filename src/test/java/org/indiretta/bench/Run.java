package org.indiretta.bench;

import java.io.IOException;

/**
 * What one run of one contestant showed.
 *
 * @param cpuSeconds of the server and its PostgreSQL, for 10,000 messages
 * @param serverCore how busy the server's core was, 0 to 1, whoever used it
 * @param generatorCore the same of the generator's core
 * @param others what other processes took of the server's core, 0 to 1
 * @param notNow how many messages the server put off with UNAVAILABLE; sent again after 500 ms
 * @param lateMs how late the generator itself sent, 99 of 100; open loop only
 * @param verdict "ok", or why it does not count or is doubtful
 */
record Run(
    String contestant,
    String shape,
    double messagesPerSecond,
    double p50Ms,
    double p99Ms,
    double cpuSeconds,
    double serverCore,
    double generatorCore,
    double others,
    long notNow,
    double lateMs,
    String verdict) {
  private static final double FULL = 0.95;
  private static final double NOISE = 0.08;
  private static final double LATE_MS = 1;

  /** Whether the figures may be used. */
  boolean counts() {
    return verdict.equals("ok") || verdict.equals("noisy");
  }

  boolean clean() {
    return verdict.equals("ok");
  }

  /** Drives one contestant for {@code seconds} after a warm-up. */
  static Run of(
      Generator generator,
      Contestant contestant,
      MessageLoad.Shape shape,
      double warmUpSeconds,
      double seconds)
      throws IOException {
    ProcFigures.Moment[] moments = new ProcFigures.Moment[2];
    long[] messages = new long[1];
    MessageLoad[] load = new MessageLoad[1];
    load[0] =
        new MessageLoad(
            contestant.pairs(),
            shape,
            warmUpSeconds,
            seconds,
            () -> moments[0] = ProcFigures.moment(contestant.roots()),
            () -> {
              moments[1] = ProcFigures.moment(contestant.roots());
              messages[0] = load[0].tally().messages();
            });
    generator.drive(load[0]);
    contestant.acknowledged().add(load[0].tally().allMessages());
    return figures(contestant, shape, load[0], messages[0], moments);
  }

  private static Run figures(
      Contestant contestant,
      MessageLoad.Shape shape,
      MessageLoad load,
      long messages,
      ProcFigures.Moment[] moments) {
    ProcFigures.Moment from = moments[0];
    ProcFigures.Moment to = moments[1];
    double seconds = (to.atNanos() - from.atNanos()) / 1e9;
    double server = (to.server() - from.server()) / seconds;
    double[] busy = new double[2];
    for (int core = 0; core < 2; core++) {
      busy[core] = Math.min(1, (to.busy().get(core) - from.busy().get(core)) / seconds);
    }
    double serverCore = busy[ServerProcess.SERVER_CORE];
    double generatorCore = busy[ServerProcess.GENERATOR_CORE];
    double others = Math.max(0, serverCore - server);
    return new Run(
        contestant.name(),
        shape.name(),
        messages / seconds,
        load.tally().percentileMs(50),
        load.tally().percentileMs(99),
        messages == 0 ? 0 : server * seconds * 10_000 / messages,
        serverCore,
        generatorCore,
        others,
        load.tally().laterCount(),
        shape.isOpen() ? load.lateMs(99) : 0,
        verdict(load, shape, serverCore, generatorCore, others));
  }

  private static String verdict(
      MessageLoad load,
      MessageLoad.Shape shape,
      double serverCore,
      double generatorCore,
      double others) {
    if (!load.fault().isEmpty()) {
      return load.fault();
    }
    // The open loop spins, so that it is on time: there, what counts is whether it was.
    boolean bound =
        shape.isOpen() ? load.lateMs(99) > LATE_MS : generatorCore >= FULL && serverCore < FULL;
    if (bound) {
      return "generator-bound";
    }
    return others > NOISE ? "noisy" : "ok";
  }

  @Override
  public String toString() {
    return "%-34s %-17s %8.0f/s  p50 %7.2f ms  p99 %7.2f ms  cpu %6.3f s/10k  server core %3.0f %% (others %2.0f %%)  generator core %3.0f %%  put off %d  %s"
        .formatted(
            contestant,
            shape,
            messagesPerSecond,
            p50Ms,
            p99Ms,
            cpuSeconds,
            100 * serverCore,
            100 * others,
            100 * generatorCore,
            notNow,
            verdict);
  }
}
