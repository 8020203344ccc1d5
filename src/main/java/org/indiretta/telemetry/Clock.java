package org.indiretta.telemetry;

import java.time.Instant;

/**
 * The one clock that decides every deadline. In the server it is the database's time, read every
 * few seconds and monotonic in between, so that a node's wrong clock harms nothing; in tests it is
 * moved by hand. SQL decisions take {@code :now} from here and never call {@code now()}.
 */
@FunctionalInterface
public interface Clock {
  /** The time now, with at least millisecond precision; never goes back. */
  Instant now();
}
