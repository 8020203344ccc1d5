package org.indiretta.presence;

import java.time.Duration;

/**
 * How the link to a person, and the person at it, are judged.
 *
 * @param heartbeat how often a node writes down whose browsers it holds; default 5 s
 * @param fresh how long after the last heartbeat somebody still counts as linked, for offers and
 *     availability; three heartbeats, default 15 s
 * @param lost after how long without a link a person is set OFFLINE and consultations go back to
 *     the queue; default 45 s
 * @param comeBack within how long after a lost link AVAILABLE comes back with the person; default 5
 *     min
 * @param answer how long who is asked "still there?" has to answer; default 1 min
 */
public record LinkTimings(
    Duration heartbeat, Duration fresh, Duration lost, Duration comeBack, Duration answer) {
  /** How often a node writes down whose browsers it holds. */
  public static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /** How long after the last heartbeat somebody still counts as linked. */
  public static final Duration FRESH = Duration.ofSeconds(15);

  /** After how long without a link consultations go back to the queue. */
  public static final Duration LOST = Duration.ofSeconds(45);

  /** Within how long after a lost link AVAILABLE comes back with the person. */
  public static final Duration COME_BACK = Duration.ofMinutes(5);

  /** How long who is asked "still there?" has to answer. */
  public static final Duration ANSWER = Duration.ofMinutes(1);

  public LinkTimings {
    if (heartbeat.compareTo(fresh) >= 0 || fresh.compareTo(lost) > 0) {
      throw new IllegalArgumentException("links: heartbeat < fresh <= lost is expected");
    }
  }

  /** 5 s, 15 s, 45 s, 5 min, 1 min. */
  public static LinkTimings defaults() {
    return new LinkTimings(HEARTBEAT, FRESH, LOST, COME_BACK, ANSWER);
  }
}
