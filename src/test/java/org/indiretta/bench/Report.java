package org.indiretta.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Gathers the runs, and says what they come to: the table for people, the JSON for machines. */
final class Report {
  static final String RELAY = "bare relay";
  static final String OURS = "InDiretta";
  static final String SINGLE = "InDiretta, one insert per message";
  static final String OTHER = "InDiretta, another build";
  private static final String OPEN = "open loop";

  /** One promise about speed. */
  private record Goal(String what, String wanted, String measured, boolean met) {}

  /** What a server had acknowledged when the runs were over, and what its table then held. */
  private record Stored(String contestant, long acknowledged, long stored) {}

  private record InRound(int round, Run run) {}

  private final Machine machine;
  private final boolean quick;
  private final List<InRound> runs = new ArrayList<>();
  private final List<Stored> stored = new ArrayList<>();
  private Optional<StartTime> start = Optional.empty();
  private Optional<IdleMemory> memory = Optional.empty();

  Report(Machine machine, boolean quick) {
    this.machine = machine;
    this.quick = quick;
  }

  void run(int round, Run run) {
    runs.add(new InRound(round, run));
  }

  void stored(String contestant, long acknowledged, long rows) {
    stored.add(new Stored(contestant, acknowledged, rows));
  }

  void start(StartTime measured) {
    start = Optional.of(measured);
  }

  void memory(IdleMemory measured) {
    memory = Optional.of(measured);
  }

  /** The middle one; of an even number the mean of the two in the middle. NaN of none. */
  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  // ── what the runs come to ─────────────────────────────────────────────────────────────────────

  private List<Run> counted(String contestant, String shape) {
    return runs.stream()
        .map(InRound::run)
        .filter(r -> r.contestant().equals(contestant) && r.shape().equals(shape) && r.counts())
        .toList();
  }

  private double median(String contestant, String shape, ToDoubleFunction<Run> figure) {
    return median(
        counted(contestant, shape).stream().map(run -> figure.applyAsDouble(run)).toList());
  }

  /** The median of the ratios of each round: what slowed the machine slowed both. */
  private double ratio(String shape, String against) {
    return ratio(shape, against, Run::messagesPerSecond);
  }

  /** The same by processor time: what others took of the core does not count in it. */
  private double ratioByCpu(String shape, String against) {
    return 1 / ratio(shape, against, Run::cpuSeconds);
  }

  private double ratio(String shape, String against, ToDoubleFunction<Run> figure) {
    List<Double> ratios = new ArrayList<>();
    for (InRound ours : runs) {
      if (ours.run().contestant().equals(OURS)
          && ours.run().shape().equals(shape)
          && ours.run().counts()) {
        for (InRound other : runs) {
          if (other.round() == ours.round()
              && other.run().contestant().equals(against)
              && other.run().shape().equals(shape)
              && other.run().counts()) {
            ratios.add(figure.applyAsDouble(ours.run()) / figure.applyAsDouble(other.run()));
          }
        }
      }
    }
    return median(ratios);
  }

  private Set<String> all(java.util.function.Function<Run, String> what) {
    Set<String> found = new LinkedHashSet<>();
    runs.forEach(r -> found.add(what.apply(r.run())));
    return found;
  }

  private List<Goal> goals() {
    List<Goal> goals = new ArrayList<>();
    for (String shape : all(Run::shape)) {
      if (!all(Run::contestant).contains(OURS)) {
        continue;
      }
      if (counted(OURS, shape).isEmpty()) {
        goals.add(new Goal(shape, "a run that counts", "none", false));
        continue;
      }
      if (shape.startsWith(OPEN)) {
        double p50 = median(OURS, shape, Run::p50Ms);
        goals.add(new Goal("p50, " + shape, "≤ 2 ms", "%.2f ms".formatted(p50), p50 <= 2));
      } else {
        double relay = ratio(shape, RELAY);
        double single = ratio(shape, SINGLE);
        goals.add(
            new Goal(
                "messages/s against the bare relay, " + shape,
                "≥ 0.25",
                "%.2f (by processor time %.2f)".formatted(relay, ratioByCpu(shape, RELAY)),
                relay >= 0.25));
        goals.add(
            new Goal(
                "messages/s against one insert per message, " + shape,
                "≥ 8",
                "%.1f (by processor time %.1f)".formatted(single, ratioByCpu(shape, SINGLE)),
                single >= 8));
      }
    }
    for (Stored s : stored) {
      String rows = "%,d rows for %,d messages".formatted(s.stored(), s.acknowledged());
      goals.add(
          new Goal("stored by " + s.contestant(), "all", rows, s.stored() == s.acknowledged()));
    }
    memory.ifPresent(m -> goals.add(memoryGoal(m)));
    start.ifPresent(s -> goals.add(startGoal(s)));
    return goals;
  }

  private static Goal memoryGoal(IdleMemory m) {
    double ratio = m.oursKib() / m.relayKib();
    return new Goal(
        "memory per waiting citizen against an idle socket of the bare relay (%,d each)"
            .formatted(m.sockets()),
        "≤ 1.4",
        "%.2f (%.1f KiB : %.1f KiB)".formatted(ratio, m.oursKib(), m.relayKib()),
        ratio <= 1.4);
  }

  private static Goal startGoal(StartTime s) {
    return new Goal(
        "from `java` to ready with an external database, its schema there",
        "≤ 2.5 s",
        "%.2f s (the very first time, which makes the schema, %.2f s)"
            .formatted(s.againSeconds(), s.emptySeconds()),
        s.againSeconds() <= 2.5);
  }

  // ── for people ────────────────────────────────────────────────────────────────────────────────

  String table() {
    StringBuilder text = new StringBuilder();
    text.append("\nMachine: ").append(machine).append("; ").append(Instant.now()).append('\n');
    if (quick) {
      text.append("**Quick run: these figures are for trying things, not for quoting.**\n");
    }
    if (!runs.isEmpty()) {
      rows(text);
    }
    text.append("\n| goal | wanted | measured | |\n|---|---|---|---|\n");
    for (Goal goal : goals()) {
      text.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  goal.what(), goal.wanted(), goal.measured(), goal.met() ? "met" : "missed"));
    }
    return text.toString();
  }

  private void rows(StringBuilder text) {
    text.append(
        """

        | load | server | messages/s | p50 ms | p99 ms | server CPU s per 10,000 | runs |
        |---|---|---:|---:|---:|---:|---|
        """);
    for (String shape : all(Run::shape)) {
      for (String contestant : all(Run::contestant)) {
        text.append(
            "| %s | %s | %,.0f | %.2f | %.2f | %.3f | %s |\n"
                .formatted(
                    shape,
                    contestant,
                    median(contestant, shape, Run::messagesPerSecond),
                    median(contestant, shape, Run::p50Ms),
                    median(contestant, shape, Run::p99Ms),
                    median(contestant, shape, Run::cpuSeconds),
                    verdicts(contestant, shape)));
      }
    }
  }

  private String verdicts(String contestant, String shape) {
    return String.join(
        ", ",
        runs.stream()
            .map(InRound::run)
            .filter(r -> r.contestant().equals(contestant) && r.shape().equals(shape))
            .map(Run::verdict)
            .toList());
  }

  // ── for machines ──────────────────────────────────────────────────────────────────────────────

  void write(Path file) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", Instant.now().toString());
    json.put("quick", quick);
    json.put("machine", machine);
    json.put("jvmFlags", ServerProcess.JVM_FLAGS);
    json.put("medians", medians());
    json.put("goals", goals());
    json.put("stored", stored);
    json.put("runs", runs);
    memory.ifPresent(m -> json.put("memory", m));
    start.ifPresent(s -> json.put("start", s));
    Files.createDirectories(file.toAbsolutePath().getParent());
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(file.toFile(), json);
  }

  private List<Map<String, Object>> medians() {
    List<Map<String, Object>> medians = new ArrayList<>();
    for (String shape : all(Run::shape)) {
      for (String contestant : all(Run::contestant)) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("load", shape);
        row.put("server", contestant);
        row.put("messagesPerSecond", median(contestant, shape, Run::messagesPerSecond));
        row.put("p50Ms", median(contestant, shape, Run::p50Ms));
        row.put("p99Ms", median(contestant, shape, Run::p99Ms));
        row.put("serverCpuSecondsPer10000", median(contestant, shape, Run::cpuSeconds));
        if (contestant.equals(OURS)) {
          row.put("ratioToBareRelay", ratio(shape, RELAY));
          row.put("ratioToOneInsertPerMessage", ratio(shape, SINGLE));
          row.put("ratioToBareRelayByCpu", ratioByCpu(shape, RELAY));
          row.put("ratioToOneInsertPerMessageByCpu", ratioByCpu(shape, SINGLE));
        }
        medians.add(row);
      }
    }
    return medians;
  }
}
