package org.indiretta.consultation;

import java.time.Duration;
import org.indiretta.presence.LinkTimings;
import org.indiretta.routing.OfferTimings;

/**
 * Every deadline of a consultation.
 *
 * @param undo how long an operator may take the end back; the citizen is told after it; default 5 s
 * @param hold how long a place is held for an operator whose link was lost when nobody else is
 *     there; default 5 min
 * @param waitingGone how long a waiting consultation is kept for a citizen without any link;
 *     default 10 min
 * @param activeGone the same for an active written one; default 15 min
 * @param callGone the same when they were in a call, Talk or Show, as they went; default 3 min
 * @param reopen how long after the end the citizen may reopen; default 15 min
 * @param readable how long after the end the citizen may read and rate; default 24 h
 * @param nodeGone how long after its last word a node counts as dead; default 15 s
 * @param unanswered after how long an offer without a countdown asks "still there?"; default 5 min
 */
public record Timings(
    Duration undo,
    Duration hold,
    Duration waitingGone,
    Duration activeGone,
    Duration callGone,
    Duration reopen,
    Duration readable,
    Duration nodeGone,
    Duration unanswered,
    LinkTimings links,
    OfferTimings offers,
    CallTimings calls) {
  /** How long an operator may take the end back. */
  public static final Duration UNDO = Duration.ofSeconds(5);

  /** How long a place is held for an operator whose link was lost. */
  public static final Duration HOLD = Duration.ofMinutes(5);

  /** How long a waiting consultation is kept for a citizen without any link. */
  public static final Duration WAITING_GONE = Duration.ofMinutes(10);

  /** The same for an active written one. */
  public static final Duration ACTIVE_GONE = Duration.ofMinutes(15);

  /** The same when they were in a call as they went. */
  public static final Duration CALL_GONE = Duration.ofMinutes(3);

  /** How long after the end the citizen may reopen. */
  public static final Duration REOPEN = Duration.ofMinutes(15);

  /** How long after the end the citizen may read and rate. */
  public static final Duration READABLE = Duration.ofHours(24);

  /** How long after its last word a node counts as dead. */
  public static final Duration NODE_GONE = Duration.ofSeconds(15);

  /** After how long an offer without a countdown asks "still there?", and asks again. */
  public static final Duration UNANSWERED = Duration.ofMinutes(5);

  public Timings {
    if (!unanswered.isPositive()) {
      throw new IllegalArgumentException("timings: unanswered must be positive");
    }
    if (!undo.isPositive() || !hold.isPositive() || !nodeGone.isPositive()) {
      throw new IllegalArgumentException("timings: undo, hold and nodeGone must be positive");
    }
    if (!waitingGone.isPositive() || !activeGone.isPositive() || !callGone.isPositive()) {
      throw new IllegalArgumentException(
          "timings: waitingGone, activeGone and callGone must be positive");
    }
    if (!reopen.isPositive() || readable.compareTo(reopen) < 0) {
      throw new IllegalArgumentException("timings: 0 < reopen <= readable is expected");
    }
  }

  /** The defaults named above. */
  public static Timings defaults() {
    return new Timings(
        UNDO,
        HOLD,
        WAITING_GONE,
        ACTIVE_GONE,
        CALL_GONE,
        REOPEN,
        READABLE,
        NODE_GONE,
        UNANSWERED,
        LinkTimings.defaults(),
        OfferTimings.defaults(),
        CallTimings.defaults());
  }

  /** The same with other times for citizens who are gone. */
  public Timings keeping(Duration waiting, Duration written, Duration called) {
    return new Timings(
        undo,
        hold,
        waiting,
        written,
        called,
        reopen,
        readable,
        nodeGone,
        unanswered,
        links,
        offers,
        calls);
  }
}
