package org.indiretta.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * "Unharmed": the 99th percentile of people's acks while something is broken against that of
 * control rounds in the same run, before, between and after. At most 20 % above the middle of the
 * controls; a difference below the machine's noise does not count, for the controls differ by more
 * among themselves: 10 ms, and 50 ms where the controls are storms. A round lasts until each of
 * them had an ack of something they wrote after its end, so that who was kept waiting all through
 * it counts. A short run writes it down and judges nothing, for other families run beside it.
 */
final class Unharmed {
  /** A part of a run. */
  interface Part {
    void run() throws Exception;
  }

  private static final double MOST = 1.2;
  private static final double NOISE_MS = 10;

  /** Of storms: their controls differed by 37 to 162 ms in one run. */
  static final double STORM_NOISE_MS = 50;

  private final Scene scene;
  private final String what;
  private final Crowd people;
  private final double noiseMs;
  private final List<Double> controls = new ArrayList<>();
  private final List<Double> faults = new ArrayList<>();

  Unharmed(Scene scene, String what, Crowd people) {
    this(scene, what, people, NOISE_MS);
  }

  Unharmed(Scene scene, String what, Crowd people, double noiseMs) {
    this.scene = scene;
    this.what = what;
    this.people = people;
    this.noiseMs = noiseMs;
  }

  /** Nothing is broken in this part. */
  void control(Part part) throws Exception {
    controls.add(measured(part));
  }

  /** Something is broken in this part. */
  void fault(Part part) throws Exception {
    faults.add(measured(part));
  }

  private double measured(Part part) throws Exception {
    long began = System.nanoTime();
    part.run();
    long _ = people.awaitEverybodyWrites();
    return people.acks().percentile(99, began, System.nanoTime());
  }

  /** Writes both down, and says when it was harmed. */
  void must() {
    double control = Latencies.median(controls.stream().mapToDouble(c -> c).toArray());
    double fault = Latencies.median(faults.stream().mapToDouble(f -> f).toArray());
    scene.measured(what + ", control rounds, ms", rounded(controls));
    scene.measured(what + ", broken rounds, ms", rounded(faults));
    scene.must(
        scene.isBrief() || fault <= Math.max(control * MOST, control + noiseMs),
        "%s: %.1f ms against %.1f ms in the control rounds".formatted(what, fault, control));
  }

  private static List<Double> rounded(List<Double> all) {
    return all.stream().map(ms -> Math.round(ms * 10) / 10.0).toList();
  }
}
