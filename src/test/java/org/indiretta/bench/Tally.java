package org.indiretta.bench;

import org.HdrHistogram.Histogram;

/** Counts what was done while a run was measured, and in which time. */
final class Tally {
  /** What happens after a message is done. */
  interface Next {
    void after(Pair pair, int slot, long nowNanos);

    /** The server said: not now. */
    void later(Pair pair, int slot);
  }

  private static final long LONGEST_NANOS = 60_000_000_000L;

  private final Next next;
  private final Histogram nanos = new Histogram(LONGEST_NANOS, 3);
  private long done;
  private long all;
  private long refusals;
  private String refusal = "";
  private long twice;
  private long later;

  Tally(Next next) {
    this.next = next;
  }

  /** The warm-up ends: counting begins. */
  void reset() {
    done = 0;
    later = 0;
    nanos.reset();
  }

  void done(Pair pair, int slot, long sinceNanos) {
    long now = System.nanoTime();
    done++;
    all++;
    nanos.recordValue(Math.min(now - sinceNanos, LONGEST_NANOS));
    next.after(pair, slot, now);
  }

  void refused(String reply) {
    refusals++;
    refusal = reply;
  }

  void later(Pair pair, int slot) {
    later++;
    next.later(pair, slot);
  }

  /** How often the server said: not now. */
  long laterCount() {
    return later;
  }

  /** The same thing came twice, which no promise allows. */
  void twice() {
    twice++;
  }

  long messages() {
    return done;
  }

  /** With those of the warm-up. */
  long allMessages() {
    return all;
  }

  double percentileMs(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }

  /** What makes the figures worthless; empty when nothing does. */
  String fault() {
    if (refusals > 0) {
      return refusals + " refused, the last one: " + refusal;
    }
    return twice > 0 ? twice + " came twice" : "";
  }
}
