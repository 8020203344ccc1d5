package org.indiretta.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * The one family of counters for all that is refused: {@code indiretta_refusals_total{door, code}}.
 */
public final class Refusals {
  private Refusals() {}

  /** Where somebody was refused: over HTTP (RFC 9457 problems), or over {@code /live}. */
  public enum Door {
    HTTP,
    LIVE
  }

  /** The counter of one code at one door. */
  public static Counter counter(MeterRegistry meters, Door door, String code) {
    return Counter.builder("indiretta.refusals")
        .description("what was refused, by door and code")
        .tag("door", door.name().toLowerCase(Locale.ROOT))
        .tag("code", code)
        .register(meters);
  }
}
