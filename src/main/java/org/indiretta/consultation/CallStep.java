package org.indiretta.consultation;

import java.util.List;
import org.indiretta.identity.Mode;
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
 */
record CallStep(Call next, Mode mode, boolean liveText, List<Body.Event> events, boolean told) {
  CallStep {
    events = List.copyOf(events);
  }

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
