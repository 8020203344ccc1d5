package org.indiretta.consultation;

import java.time.Duration;

/**
 * Every deadline of a call.
 *
 * @param answer how long a proposal waits for its answer; default 60 s
 * @param rejoin how long a member without a browser is waited for; default 30 s
 * @param longest how long a call may last, and how long the credentials of its relay are valid;
 *     default 2 h
 * @param unseen how long after its node's last word a browser counts as lost; default 15 s
 */
public record CallTimings(Duration answer, Duration rejoin, Duration longest, Duration unseen) {
  /** How long a proposal waits for its answer (C2). */
  public static final Duration ANSWER = Duration.ofSeconds(60);

  /** How long a member without a browser is waited for (C7). */
  public static final Duration REJOIN = Duration.ofSeconds(30);

  /** How long a call may last, and the credentials of its relay are valid (C8). */
  public static final Duration LONGEST = Duration.ofHours(2);

  /** How long after its node's last word a browser counts as lost. */
  public static final Duration UNSEEN = Duration.ofSeconds(15);

  /** How long a guest's link is good; it dies with the call before (C14). */
  public static final Duration LINK = Duration.ofHours(24);

  public CallTimings {
    if (!answer.isPositive() || !rejoin.isPositive() || !unseen.isPositive()) {
      throw new IllegalArgumentException("timings: those of calls must be positive");
    }
    if (longest.compareTo(rejoin) <= 0) {
      throw new IllegalArgumentException("timings: a call lasts longer than it waits for members");
    }
  }

  /** The defaults named above. */
  public static CallTimings defaults() {
    return new CallTimings(ANSWER, REJOIN, LONGEST, UNSEEN);
  }
}
