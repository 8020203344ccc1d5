package org.indiretta.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.indiretta.identity.Language;

/**
 * How it stands for somebody who would start now with a topic in a mode.
 *
 * @param expectedWait how long until the answer, when BUSY and known; null otherwise
 * @param opensAt when one can start again, when CLOSED and known; null otherwise
 * @param byAppointment whether staff are there for appointments while the live desk is closed
 * @param closure what a sudden closure says; empty for none
 * @param languages those of the people who could take it
 */
public record Openness(
    Kind kind,
    Wait expectedWait,
    Instant opensAt,
    boolean byAppointment,
    Map<Language, String> closure,
    Set<Language> languages) {
  /** Whether one can start. */
  public enum Kind {
    /** Somebody could answer at once. */
    OPEN,
    /** Somebody could answer later. */
    BUSY,
    /** As many wait as may. */
    FULL,
    /** The calendar says closed, or nobody is there. */
    CLOSED
  }

  /** How long an answer takes: most of the time between the two. */
  public record Wait(Duration least, Duration most) {}

  /** Whether a start is let in. */
  public boolean letsIn() {
    return kind == Kind.OPEN || kind == Kind.BUSY;
  }

  static Openness closed(Instant opensAt, boolean byAppointment, Map<Language, String> closure) {
    return new Openness(Kind.CLOSED, null, opensAt, byAppointment, closure, Set.of());
  }

  static Openness nobodyThere() {
    return closed(null, false, Map.of());
  }
}
