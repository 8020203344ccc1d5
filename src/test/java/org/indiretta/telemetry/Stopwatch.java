package org.indiretta.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long something took, for tests of promises that name a time. A witness that does nothing but
 * sleep tells how late this machine wakes anybody (a busy processor, a pause of the JVM or of the
 * virtual machine): that much is not counted, but never more than {@link #EXCUSED} times the limit,
 * because a product that burns the processor or stops its JVM looks like a busy machine. On a quiet
 * one it is next to nothing.
 */
public final class Stopwatch {
  /** So many times its limit may the machine be late: what takes longer than that is too long. */
  static final int EXCUSED = 2;

  private final long beganNanos = System.nanoTime();
  private final long lateNanos = Witness.lateNanos(beganNanos);

  private Stopwatch() {}

  /** Begins now. */
  public static Stopwatch start() {
    return new Stopwatch();
  }

  /** Less than this has passed. */
  public void assertLessThan(Duration limit) {
    assertLessThan(limit, "it");
  }

  /** Less than this has passed until this came. */
  public void assertLessThan(Duration limit, String what) {
    long now = System.nanoTime();
    Duration passed = Duration.ofNanos(now - beganNanos);
    Duration late = Duration.ofNanos(Witness.lateNanos(now) - lateNanos);
    assertThat(counted(passed, late, limit))
        .as("%s came after %s, in which the machine was late for %s", what, passed, late)
        .isLessThan(limit);
  }

  /** How much of the time counts. */
  static Duration counted(Duration passed, Duration late, Duration limit) {
    Duration most = limit.multipliedBy(EXCUSED);
    return passed.minus(late.compareTo(most) < 0 ? late : most);
  }

  /** One for the JVM: it sleeps a little, again and again, and adds up how much later it woke. */
  private static final class Witness {
    private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** What a wake costs on any machine, and is not late. */
    private static final long USUAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static long wokeNanos = System.nanoTime();
    private static long sumNanos;

    static {
      Thread _ = Thread.ofPlatform().daemon().name("stopwatch").start(Witness::sleeps);
    }

    private Witness() {}

    private static void sleeps() {
      while (true) {
        LockSupport.parkNanos(SLEEP_NANOS);
        synchronized (Witness.class) {
          long now = System.nanoTime();
          sumNanos += overdue(now);
          wokeNanos = now;
        }
      }
    }

    /** Until now, with what it sleeps too long at the moment. */
    static synchronized long lateNanos(long now) {
      return sumNanos + overdue(now);
    }

    private static long overdue(long now) {
      return Math.max(0, now - wokeNanos - SLEEP_NANOS - USUAL_NANOS);
    }
  }
}
