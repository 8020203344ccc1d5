package org.indiretta.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What durable messages cost: InDiretta against a bare relay and against itself with one insert per
 * message, in turns, on one core, driven from the other.
 */
final class DurableRelayBench {
  private static final String OPEN = "open loop";

  /** What a server had acknowledged when the runs were over, and what its table then held. */
  private record Stored(String contestant, long acknowledged, long stored) {}

  private final Options options;
  private final Contestant.Place place;
  private final List<Stored> stored = new ArrayList<>();
  private final List<Report.Goal> goals = new ArrayList<>();
  private final Map<String, Object> more = new LinkedHashMap<>();

  private DurableRelayBench(Options options, Contestant.Place place) {
    this.options = options;
    this.place = place;
  }

  static Report measured(Options options, Contestant.Place place, Machine machine)
      throws Exception {
    DurableRelayBench bench = new DurableRelayBench(options, place);
    List<Report.Goal> last = new ArrayList<>();
    if (options.parts.contains(Options.Part.start)) {
      StartTime start = StartTime.measure(place, place.firstPort() + 8, options.effort().rounds());
      last.add(startGoal(start));
      bench.more.put("start", start);
    }
    Machine.pin(ProcessHandle.current().pid(), ServerProcess.GENERATOR_CORE);
    if (options.parts.contains(Options.Part.memory)) {
      IdleMemory memory = IdleMemory.measure(place, options.effort().idle());
      last.addFirst(memoryGoal(memory));
      bench.more.put("memory", memory);
    }
    Results results = new Results();
    if (options.parts.contains(Options.Part.messages)) {
      results = bench.messages();
    }
    bench.goals.addAll(last);
    return new Report(machine, options.quick, results, bench.goals, bench.more);
  }

  private Results messages() throws Exception {
    int pairs = options.effort().pairs();
    Results results =
        new Contest(options, place, pairs, () -> new Cast.Writers(pairs), Wording::messages)
            .run(
                List.copyOf(options.servers),
                options.loads.stream().map(Options.Load::shape).toList(),
                this::count);
    more.put("stored", stored);
    if (results.contestants().contains(Results.OURS)) {
      results.shapes().forEach(shape -> goals(shape, results));
    }
    for (Stored s : stored) {
      String rows = "%,d rows for %,d messages".formatted(s.stored(), s.acknowledged());
      goals.add(
          new Report.Goal(
              "stored by " + s.contestant(), "all", rows, s.stored() == s.acknowledged()));
    }
    return results;
  }

  private void count(Contestant contestant) throws Exception {
    if (contestant.data().isPresent()) {
      stored.add(
          new Stored(
              contestant.name(), contestant.acknowledged().sum(), contestant.storedMessages()));
    }
  }

  private void goals(String shape, Results results) {
    if (results.counted(Results.OURS, shape).isEmpty()) {
      goals.add(new Report.Goal(shape, "a run that counts", "none", false));
    } else if (shape.startsWith(OPEN)) {
      double p50 = results.median(Results.OURS, shape, Run::p50Ms);
      goals.add(new Report.Goal("p50, " + shape, "≤ 2 ms", "%.2f ms".formatted(p50), p50 <= 2));
    } else {
      double relay = results.ratio(shape, Results.RELAY);
      double single = results.ratio(shape, Results.SINGLE);
      goals.add(
          new Report.Goal(
              "messages/s against the bare relay, " + shape,
              "≥ 0.25",
              "%.2f (by processor time %.2f)"
                  .formatted(relay, results.ratioByCpu(shape, Results.RELAY)),
              relay >= 0.25));
      goals.add(
          new Report.Goal(
              "messages/s against one insert per message, " + shape,
              "≥ 8",
              "%.1f (by processor time %.1f)"
                  .formatted(single, results.ratioByCpu(shape, Results.SINGLE)),
              single >= 8));
    }
  }

  private static Report.Goal memoryGoal(IdleMemory m) {
    double ratio = m.oursKib() / m.relayKib();
    return new Report.Goal(
        "memory per waiting citizen against an idle socket of the bare relay (%,d each)"
            .formatted(m.sockets()),
        "≤ 1.4",
        "%.2f (%.1f KiB : %.1f KiB)".formatted(ratio, m.oursKib(), m.relayKib()),
        ratio <= 1.4);
  }

  private static Report.Goal startGoal(StartTime s) {
    return new Report.Goal(
        "from `java` to ready with an external database, its schema there",
        "≤ 2.5 s",
        "%.2f s (the very first time, which makes the schema, %.2f s)"
            .formatted(s.againSeconds(), s.emptySeconds()),
        s.againSeconds() <= 2.5);
  }
}
