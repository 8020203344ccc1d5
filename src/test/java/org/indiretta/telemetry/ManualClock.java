package org.indiretta.telemetry;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. */
public final class ManualClock implements Clock {
  private final AtomicReference<Instant> now;

  public ManualClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  /** Starts on a Monday morning: 2026-03-02T09:00:00Z. */
  public ManualClock() {
    this(Instant.parse("2026-03-02T09:00:00Z"));
  }

  @Override
  public Instant now() {
    return now.get();
  }

  /** Moves it forward and returns the new time. */
  @CanIgnoreReturnValue
  public Instant advance(Duration by) {
    return now.updateAndGet(t -> t.plus(by));
  }
}
