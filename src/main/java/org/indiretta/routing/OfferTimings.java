package org.indiretta.routing;

import java.time.Duration;

/**
 * How long offers last.
 *
 * @param timeout how long an operator has to answer when somebody else could take it; default 20 s
 * @param pause for how long a consultation is not offered again to who declined it or let it
 *     expire; default 60 s. It stays on the waiting list and can be taken by hand
 */
public record OfferTimings(Duration timeout, Duration pause) {
  /** How long an operator has to answer when somebody else could take it. */
  public static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** For how long a consultation is not offered again to who did not take it. */
  public static final Duration PAUSE = Duration.ofSeconds(60);

  public OfferTimings {
    if (!timeout.isPositive() || pause.compareTo(timeout) < 0) {
      throw new IllegalArgumentException("offers: 0 < timeout <= pause is expected");
    }
  }

  /** 20 s and 60 s. */
  public static OfferTimings defaults() {
    return new OfferTimings(TIMEOUT, PAUSE);
  }
}
