package org.indiretta.socket;

import java.util.function.LongSupplier;

/**
 * Whether this node can ask PostgreSQL who may receive what (P7), and whether another node can
 * while this one cannot. Counted by the machine's own timer: a node that stood still must notice it
 * before it does anything else. Lives on the event loop of its hub.
 */
final class Sight {
  private static final long NANOS_PER_MS = 1_000_000;

  /** What another node said counts for so long. */
  private static final long HEARD_NANOS = 2 * Limits.TICK_MS * NANOS_PER_MS;

  /** One tick may be that of a node that woke and has not asked yet. */
  private static final int CERTAIN_TICKS = 2;

  /** A node that woke makes up for all ticks that it slept through, at once: they are one. */
  private static final long APART_NANOS = Limits.TICK_MS * NANOS_PER_MS / 2;

  private final LongSupplier nanos;
  private long askedAtNanos;
  private long answeredAtNanos;
  private long heardAtNanos;
  private long countedAtNanos;
  private int blindTicks;

  /**
   * As if it was just answered.
   *
   * @param nanos as {@link System#nanoTime}
   */
  Sight(LongSupplier nanos) {
    this.nanos = nanos;
    answeredAtNanos = nanos.getAsLong();
    askedAtNanos = answeredAtNanos;
    countedAtNanos = answeredAtNanos;
    heardAtNanos = answeredAtNanos - HEARD_NANOS - 1;
  }

  /** PostgreSQL is asked by this node. */
  void asked() {
    askedAtNanos = nanos.getAsLong();
  }

  /** It answered: what it said is as old as the question, however late it was read. */
  void answered() {
    answeredAtNanos = askedAtNanos;
  }

  /** Whether nobody could say for {@link Limits#UNASKED_MS} who may still receive. */
  boolean isBlind() {
    return nanos.getAsLong() - answeredAtNanos > Limits.UNASKED_MS * NANOS_PER_MS;
  }

  /** Whether the question is so old that its answer says nothing: this node stood still. */
  boolean isLate() {
    return nanos.getAsLong() - askedAtNanos > Limits.UNASKED_MS * NANOS_PER_MS;
  }

  /** PostgreSQL answers some node: while this one is blind, another one. */
  void heardOfAnswer() {
    if (isBlind()) {
      heardAtNanos = nanos.getAsLong();
    }
  }

  /** A second went by. */
  void tick() {
    long now = nanos.getAsLong();
    if (!isBlind()) {
      blindTicks = 0;
    } else if (now - countedAtNanos >= APART_NANOS) {
      blindTicks++;
      countedAtNanos = now;
    }
  }

  /**
   * Whether this node is blind for certain and another one is not: everybody fares better there.
   */
  boolean isOnlyElsewhere() {
    return blindTicks >= CERTAIN_TICKS && nanos.getAsLong() - heardAtNanos <= HEARD_NANOS;
  }
}
