package org.indiretta.faults;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** How long each of something took, and when it was over. */
final class Latencies {
  private record Sample(long beganNanos, long atNanos, double ms) {}

  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();

  /** It began then and is over now. */
  void since(long beganNanos) {
    long now = System.nanoTime();
    samples.add(new Sample(beganNanos, now, (now - beganNanos) / 1e6));
  }

  /** How many were over between two moments. */
  long count(long fromNanos, long untilNanos) {
    return between(fromNanos, untilNanos).count();
  }

  /** Whether one that began after this moment is over. */
  boolean hasBegunAfter(long nanos) {
    return samples.stream().anyMatch(s -> s.beganNanos() - nanos > 0);
  }

  private Stream<Sample> between(long fromNanos, long untilNanos) {
    return samples.stream()
        .filter(s -> s.atNanos() - fromNanos >= 0 && s.atNanos() - untilNanos < 0);
  }

  /** Of those that were over between two moments, in ms; 0 when there was none. */
  double percentile(double percent, long fromNanos, long untilNanos) {
    double[] sorted = between(fromNanos, untilNanos).mapToDouble(Sample::ms).sorted().toArray();
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * percent / 100))];
  }

  /** The longest of those that were over between two moments, in ms. */
  double longest(long fromNanos, long untilNanos) {
    return percentile(100, fromNanos, untilNanos);
  }

  /** The middle one of some figures, or what lies between the two in the middle. */
  static double median(double... figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
