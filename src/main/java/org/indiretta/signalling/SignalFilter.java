package org.indiretta.signalling;

import org.indiretta.protocol.IcePolicy;
import org.indiretta.protocol.SignalBody;

/** What of a signal passes under a policy (C6). Pure. */
final class SignalFilter {
  private final IcePolicy policy;

  SignalFilter(IcePolicy policy) {
    this.policy = policy;
  }

  /** What becomes of a signal. */
  sealed interface Verdict {
    /** Passed on, as it came or without addresses. */
    record Passes(SignalBody body) implements Verdict {}

    /** Held back, and nobody needs to know: it is nobody's mistake. */
    record Dropped() implements Verdict {}

    /** Not what it says to be. */
    record Malformed(String detail) implements Verdict {}
  }

  Verdict judge(SignalBody body) {
    return switch (body) {
      case SignalBody.Description description -> judge(description);
      case SignalBody.Candidate candidate -> judge(candidate);
    };
  }

  private Verdict judge(SignalBody.Description description) {
    String fault = Sdp.fault(description.sdp());
    if (fault != null) {
      return new Verdict.Malformed("sdp: " + fault);
    }
    return policy == IcePolicy.ALL
        ? new Verdict.Passes(description)
        : new Verdict.Passes(
            new SignalBody.Description(description.type(), Sdp.relayOnly(description.sdp())));
  }

  private Verdict judge(SignalBody.Candidate candidate) {
    if (candidate.candidate().isEmpty()) {
      return new Verdict.Passes(candidate);
    }
    IceCandidate read = IceCandidate.read(candidate.candidate()).orElse(null);
    if (read == null) {
      return new Verdict.Malformed("candidate: it is none");
    }
    if (policy == IcePolicy.ALL) {
      return new Verdict.Passes(candidate);
    }
    return read.isRelay() ? new Verdict.Passes(scrubbed(candidate, read)) : new Verdict.Dropped();
  }

  private static SignalBody scrubbed(SignalBody.Candidate candidate, IceCandidate read) {
    return new SignalBody.Candidate(
        read.scrubbed(),
        harmless(candidate.sdpMid()),
        candidate.sdpMLineIndex(),
        harmless(candidate.usernameFragment()));
  }

  private static String harmless(String text) {
    return text == null || Addresses.isIn(text) ? null : text;
  }
}
