package org.indiretta.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What signalling costs: descriptions of 2 KB between the peers of running calls, against a bare
 * relay of the same bytes, in turns, on one core, driven from the other; and what a key that is
 * typed beside the voice takes.
 */
final class SignallingBench {
  /** Enough that no connection signals faster than a browser may. */
  private static final int CALLS = 600;

  private static final double GOAL = 0.6;
  private static final MessageLoad.Shape SHAPE = new MessageLoad.Shape("signals of 2 KB", 1, 0);

  private SignallingBench() {}

  static Report measured(Options options, Contestant.Place place, Machine machine)
      throws Exception {
    Machine.pin(ProcessHandle.current().pid(), ServerProcess.GENERATOR_CORE);
    Results results = new Results();
    List<Report.Goal> goals = new ArrayList<>();
    Map<String, Object> more = new LinkedHashMap<>();
    if (options.parts.contains(Options.Part.signals)) {
      results = signals(options, place);
      goals.add(goal(results));
      more.put("calls", CALLS);
    }
    if (options.parts.contains(Options.Part.typing)) {
      LiveTextBench.Figures typing = LiveTextBench.measured(options, place);
      goals.add(LiveTextBench.goal(typing));
      more.put("liveText", typing);
    }
    return new Report(machine, options.quick, results, goals, more);
  }

  private static Results signals(Options options, Contestant.Place place) throws Exception {
    return new Contest(
            options,
            place,
            CALLS,
            () -> new Cast.Callers(CALLS),
            id -> Wording.signals(id, id, List.of(id, id)))
        .run(
            options.servers.stream().filter(server -> server != Options.Server.single).toList(),
            List.of(SHAPE),
            contestant -> {});
  }

  private static Report.Goal goal(Results results) {
    double ratio = results.ratio(SHAPE.name(), Results.RELAY);
    return new Report.Goal(
        "signals/s against the bare relay",
        "≥ " + GOAL,
        "%.2f (by processor time %.2f)"
            .formatted(ratio, results.ratioByCpu(SHAPE.name(), Results.RELAY)),
        ratio >= GOAL);
  }
}
