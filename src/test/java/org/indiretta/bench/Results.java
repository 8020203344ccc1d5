package org.indiretta.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** All runs of a contest, and what they come to. */
final class Results {
  static final String RELAY = "bare relay";
  static final String OURS = "InDiretta";
  static final String SINGLE = "InDiretta, one insert per message";
  static final String OTHER = "InDiretta, another build";

  /** A run, and when it was. */
  record InRound(int round, Run run) {}

  private final List<InRound> runs = new ArrayList<>();

  void add(int round, Run run) {
    runs.add(new InRound(round, run));
  }

  List<InRound> runs() {
    return runs;
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

  /** The runs of one server under one load that may be used. */
  List<InRound> counted(String contestant, String shape) {
    return runs.stream()
        .filter(at -> at.run().contestant().equals(contestant) && at.run().shape().equals(shape))
        .filter(at -> at.run().counts())
        .toList();
  }

  double median(String contestant, String shape, ToDoubleFunction<Run> figure) {
    return median(
        counted(contestant, shape).stream().map(at -> figure.applyAsDouble(at.run())).toList());
  }

  /** The median of the ratios of each round: what slowed the machine slowed both. */
  double ratio(String shape, String against) {
    return ratio(shape, against, Run::messagesPerSecond);
  }

  /** The same by processor time: what others took of the core does not count in it. */
  double ratioByCpu(String shape, String against) {
    return 1 / ratio(shape, against, Run::cpuSeconds);
  }

  /** Ours against another's, of any figure. */
  double ratio(String shape, String against, ToDoubleFunction<Run> figure) {
    List<Double> ratios = new ArrayList<>();
    for (InRound ours : counted(OURS, shape)) {
      for (InRound other : counted(against, shape)) {
        if (other.round() == ours.round()) {
          ratios.add(figure.applyAsDouble(ours.run()) / figure.applyAsDouble(other.run()));
        }
      }
    }
    return median(ratios);
  }

  Set<String> shapes() {
    return all(Run::shape);
  }

  Set<String> contestants() {
    return all(Run::contestant);
  }

  /** Those that ran under a load. */
  private List<String> under(String shape) {
    return runs.stream()
        .map(InRound::run)
        .filter(run -> run.shape().equals(shape))
        .map(Run::contestant)
        .distinct()
        .toList();
  }

  private Set<String> all(Function<Run, String> what) {
    Set<String> found = new LinkedHashSet<>();
    runs.forEach(at -> found.add(what.apply(at.run())));
    return found;
  }

  // ── for people ────────────────────────────────────────────────────────────────────────────────

  /** A row for each load and server. */
  String rows() {
    StringBuilder text =
        new StringBuilder(
            """

            | load | server | messages/s | p50 ms | p99 ms | server CPU s per 10,000 | runs |
            |---|---|---:|---:|---:|---:|---|
            """);
    for (String shape : shapes()) {
      for (String contestant : under(shape)) {
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
    return text.toString();
  }

  private String verdicts(String contestant, String shape) {
    return String.join(
        ", ",
        runs.stream()
            .map(InRound::run)
            .filter(run -> run.contestant().equals(contestant) && run.shape().equals(shape))
            .map(Run::verdict)
            .toList());
  }

  // ── for machines ──────────────────────────────────────────────────────────────────────────────

  List<Map<String, Object>> medians() {
    List<Map<String, Object>> medians = new ArrayList<>();
    for (String shape : shapes()) {
      for (String contestant : under(shape)) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("load", shape);
        row.put("server", contestant);
        row.put("messagesPerSecond", median(contestant, shape, Run::messagesPerSecond));
        row.put("p50Ms", median(contestant, shape, Run::p50Ms));
        row.put("p99Ms", median(contestant, shape, Run::p99Ms));
        row.put("serverCpuSecondsPer10000", median(contestant, shape, Run::cpuSeconds));
        if (contestant.equals(OURS)) {
          against(RELAY, shape, "BareRelay", row);
          against(SINGLE, shape, "OneInsertPerMessage", row);
          against(OTHER, shape, "OtherBuild", row);
        }
        medians.add(row);
      }
    }
    return medians;
  }

  private void against(String other, String shape, String name, Map<String, Object> row) {
    if (contestants().contains(other)) {
      row.put("ratioTo" + name, ratio(shape, other));
      row.put("ratioTo" + name + "ByCpu", ratioByCpu(shape, other));
    }
  }
}
