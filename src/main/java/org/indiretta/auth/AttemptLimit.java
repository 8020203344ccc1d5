package org.indiretta.auth;

import java.time.Duration;

/**
 * How much of what is taken from one address. A town hall's front desk or a mobile carrier is one
 * address, so an address is slowed and never locked: what is over {@code free} in the window waits
 * {@link #STEP_MS} more each, at most {@link #LONGEST_DELAY_MS}; over {@code most} it is refused
 * with a retry-after until the window has moved on.
 */
public enum AttemptLimit {
  /** Tries to sign in. */
  SIGN_IN(Duration.ofMinutes(15), 50, 3_000),
  /** Citizens' tokens: starts of consultations. */
  CITIZEN(Duration.ofMinutes(1), 60, 600),
  /** Messages left because nobody is there. */
  CONTACT_REQUEST(Duration.ofMinutes(10), 20, 200),
  /** Confirmations to one e-mail address or telephone number; over it none is sent. */
  CONFIRMATION_TO(Duration.ofHours(24), 3, 3),
  /** Confirmations because of one address; over it none is sent. */
  CONFIRMATION_FROM(Duration.ofHours(1), 20, 20),
  /** Looks at and uses of one-use links. */
  ONE_USE_LINK(Duration.ofMinutes(15), 50, 1_000);

  /** How much longer each one over the free number waits, in milliseconds. */
  static final long STEP_MS = 100;

  /** The longest wait, in milliseconds. */
  static final long LONGEST_DELAY_MS = 3_000;

  private final Duration window;
  private final int free;
  private final int most;

  AttemptLimit(Duration window, int free, int most) {
    this.window = window;
    this.free = free;
    this.most = most;
  }

  Duration window() {
    return window;
  }

  int free() {
    return free;
  }

  int most() {
    return most;
  }

  /** How long one waits when {@code before} were there in the window, in milliseconds. */
  long delayMs(int before) {
    return Math.clamp((before - free + 1L) * STEP_MS, 0, LONGEST_DELAY_MS);
  }
}
