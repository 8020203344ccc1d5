package org.indiretta.presence;

import java.time.Duration;
import java.time.Instant;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.AwayReason;
import org.indiretta.protocol.PresenceState;

/**
 * The one presence of a person.
 *
 * @param reason with AWAY only; null otherwise
 * @param since when the state was set
 * @param until when they expect to be back, with AWAY; null when they did not say
 * @param linkedAt the last time a browser of theirs was known to be connected; null for never
 * @param lastServed the last time they got a consultation; null for never
 * @param wrapUpUntil until when they complete a consultation and are asked for none; null for never
 */
public record Presence(
    OperatorId operator,
    PresenceState state,
    AwayReason reason,
    Instant since,
    Instant until,
    Instant linkedAt,
    Instant lastServed,
    Instant wrapUpUntil) {

  /** Nothing is known of them: offline. */
  public static Presence unknown(OperatorId operator, Instant now) {
    return new Presence(operator, PresenceState.OFFLINE, null, now, null, null, null, null);
  }

  /** Whether they can be asked. */
  public boolean available() {
    return state == PresenceState.AVAILABLE;
  }

  /** When their pause is expected to end; null when they take none, did not say, or are late. */
  public Instant backAt(Instant now) {
    return state == PresenceState.AWAY && until != null && until.isAfter(now) ? until : null;
  }

  /** Whether they complete a consultation now: there, but not to be asked. */
  public boolean wrappingUp(Instant now) {
    return wrapUpUntil != null && now.isBefore(wrapUpUntil);
  }

  /** Whether a browser of theirs was connected within {@code fresh}. */
  public boolean linked(Instant now, Duration fresh) {
    return linkedAt != null && !linkedAt.isBefore(now.minus(fresh));
  }
}
