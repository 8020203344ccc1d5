package org.indiretta.consultation;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import org.indiretta.identity.GuestId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.transcript.Body;

/**
 * What becomes of a consultation's call, and of what hangs on it.
 *
 * @param next the call from now on; null for none
 * @param mode the consultation's from now on
 * @param liveText whether real-time text is on from now on
 * @param events what the transcript gets
 * @param told whether the others are told of the call; a report of quality is not
 * @param guest who is invited by link; null for nobody
 * @param cut whose share is ended from outside; null for nobody's
 */
record CallStep(
    Call next,
    Mode mode,
    boolean liveText,
    List<Body.Event> events,
    boolean told,
    NewGuest guest,
    Cut cut) {
  CallStep {
    events = List.copyOf(events);
  }

  CallStep(Call next, Mode mode, boolean liveText, List<Body.Event> events, boolean told) {
    this(next, mode, liveText, events, told, null, null);
  }

  /** A guest who was given a place, and the SHA-256 of their link. */
  record NewGuest(GuestId id, Buffer linkHash, Instant expiresAt) {}

  /** A peer whose share somebody else ended. */
  record Cut(PeerId peer, CallView.Share what) {}

  /** What a rule says about a command in the present state; a pure value. */
  sealed interface Decision {
    record Go(CallStep step) implements Decision {}

    /** It is so already. */
    record Stay() implements Decision {}

    record Refuse(ErrorCode code, String detail) implements Decision {}
  }

  /** The call changes and nothing else does. */
  static CallStep to(Consultation of, Call next, Body.Event... events) {
    return new CallStep(next, of.mode(), of.liveText(), List.of(events), true);
  }
}
