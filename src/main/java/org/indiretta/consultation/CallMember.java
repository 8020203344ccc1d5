package org.indiretta.consultation;

import java.time.Instant;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.CallQuality;
import org.indiretta.protocol.CallView.Microphone;
import org.indiretta.transcript.Writer;

/**
 * A place in a running call.
 *
 * @param who the citizen or an operator
 * @param peer the browser; null while there is none
 * @param awaySince since when there is none; null while there is one
 * @param media what it sends
 * @param quality the worst that was reported; null for nothing yet
 * @param setUpMs from joining to the first media; null until it is reported
 */
record CallMember(
    Writer who, PeerId peer, Instant awaySince, Media media, CallQuality quality, Integer setUpMs) {

  /**
   * What a browser sends.
   *
   * @param cameraSince since when the camera is on; null while it is off
   * @param screenSince since when a screen is shown; null while none is
   */
  record Media(Microphone microphone, Instant cameraSince, Instant screenSince, boolean onHold) {
    /** Nothing: each browser begins so, and nothing goes on by itself after a reload. */
    static final Media NONE = new Media(Microphone.OFF, null, null, false);
  }

  /** Expected, and not there yet. */
  static CallMember expected(Writer who, Instant at) {
    return new CallMember(who, null, at, Media.NONE, null, null);
  }

  boolean isAt(PeerId browser) {
    return browser.equals(peer);
  }

  /** With this browser, which sends nothing yet. */
  CallMember joined(PeerId browser) {
    return new CallMember(who, browser, null, Media.NONE, quality, setUpMs);
  }

  /** Without a browser; waited for. */
  CallMember gone(Instant at) {
    return new CallMember(who, null, at, Media.NONE, quality, setUpMs);
  }

  CallMember sending(Media next) {
    return new CallMember(who, peer, awaySince, next, quality, setUpMs);
  }

  /** With a report; the worse of each figure stays, and the first set-up. */
  CallMember reported(CallQuality seen, int setUp) {
    return new CallMember(
        who, peer, awaySince, media, worse(quality, seen), setUpMs == null ? setUp : setUpMs);
  }

  /** The worse of two; either may be null. */
  static CallQuality worse(CallQuality one, CallQuality other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return new CallQuality(
        Math.max(one.lossPercent(), other.lossPercent()),
        Math.max(one.roundTripMs(), other.roundTripMs()),
        one.relayed() || other.relayed());
  }
}
