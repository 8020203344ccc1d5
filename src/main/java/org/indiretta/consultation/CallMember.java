package org.indiretta.consultation;

import java.time.Instant;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.MemberId;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.CallQuality;
import org.indiretta.protocol.CallView.Microphone;
import org.indiretta.transcript.Writer;

/**
 * A place in a running call.
 *
 * @param id stays the same for as long as the place is theirs
 * @param who the citizen, an operator or a guest
 * @param coming how somebody beside the citizen and the owner came; null for those two
 * @param seat the browser
 * @param media what it sends
 * @param quality the worst that was reported; null for nothing yet
 * @param setUpMs from joining to the first media; null until it is reported
 */
record CallMember(
    MemberId id,
    Writer who,
    CallRole role,
    Coming coming,
    Seat seat,
    Media media,
    CallQuality quality,
    Integer setUpMs) {

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

  /**
   * The browser of a member.
   *
   * @param last the one that is there, or was there last; null before the first
   * @param number counts how often a browser took it: what is said of an earlier time, such as the
   *     end of a link that was dead for a while, says nothing about now
   * @param awaySince since when none is there; null while one is
   */
  record Seat(PeerId last, int number, Instant awaySince) {
    /** Nobody has come yet. */
    static Seat empty(Instant at) {
      return new Seat(null, 0, at);
    }

    /** The browser that is there; null while there is none. */
    PeerId peer() {
      return awaySince == null ? last : null;
    }

    Seat taken(PeerId browser) {
      return new Seat(browser, number + 1, null);
    }

    Seat left(Instant at) {
      return new Seat(last, number, at);
    }
  }

  /**
   * How somebody came into a call.
   *
   * @param after the last place of the transcript before they came, which a guest does not read;
   *     null while they are only invited
   */
  record Coming(Instant invitedAt, Long after) {}

  /** The citizen or the owner: expected, and not there yet. */
  static CallMember expected(MemberId id, Writer who, Instant at) {
    CallRole role = who instanceof Writer.Citizen ? CallRole.CITIZEN : CallRole.OPERATOR;
    return new CallMember(id, who, role, null, Seat.empty(at), Media.NONE, null, null);
  }

  /** Anybody else: asked in, and not there yet. */
  static CallMember invited(MemberId id, Writer who, CallRole role, Instant at) {
    return new CallMember(
        id, who, role, new Coming(at, null), Seat.empty(at), Media.NONE, null, null);
  }

  /** Asked in and not come yet. */
  boolean isInvited() {
    return coming != null && coming.after() == null;
  }

  /** The browser that is there; null while there is none. */
  PeerId peer() {
    return seat.peer();
  }

  boolean isAt(PeerId browser) {
    return browser.equals(seat.peer());
  }

  /** What this member of the transcript's readers does not read; 0 for all but guests. */
  long cameAfter() {
    return coming == null || coming.after() == null ? 0 : coming.after();
  }

  /** With this browser, which sends nothing yet; {@code lastSeq} counts when they first come. */
  CallMember joined(PeerId browser, long lastSeq) {
    Coming came = isInvited() ? new Coming(coming.invitedAt(), lastSeq) : coming;
    return new CallMember(id, who, role, came, seat.taken(browser), Media.NONE, quality, setUpMs);
  }

  /** The same browser over another link: what it sends went on. */
  CallMember back() {
    return new CallMember(id, who, role, coming, seat.taken(seat.last()), media, quality, setUpMs);
  }

  /** Without a browser; waited for. */
  CallMember gone(Instant at) {
    return new CallMember(id, who, role, coming, seat.left(at), Media.NONE, quality, setUpMs);
  }

  CallMember sending(Media next) {
    return new CallMember(id, who, role, coming, seat, next, quality, setUpMs);
  }

  /** With a report; the worse of each figure stays, and the first set-up. */
  CallMember reported(CallQuality seen, int setUp) {
    return new CallMember(
        id,
        who,
        role,
        coming,
        seat,
        media,
        worse(quality, seen),
        setUpMs == null ? setUp : setUpMs);
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
