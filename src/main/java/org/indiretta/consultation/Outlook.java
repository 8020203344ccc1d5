package org.indiretta.consultation;

import org.indiretta.protocol.RoseBecause;
import org.indiretta.protocol.WaitRange;
import org.indiretta.routing.WaitEstimate;

/**
 * What somebody who waits is told.
 *
 * @param ahead how many are served before them
 * @param range how long until an answer; null while nobody can say
 * @param because why {@code ahead} is higher than it was; null when it is not
 */
record Outlook(int ahead, WaitRange range, RoseBecause because) {
  /** Shorter times are told in steps of 10 s, those below ten minutes of 30 s, others of 60 s. */
  private static final int SHORT_S = 120;

  private static final int MIDDLE_S = 600;

  /** The range of an estimate, widened to whole steps; null when nobody can say. */
  static WaitRange range(WaitEstimate estimate) {
    if (!estimate.known()) {
      return null;
    }
    int down = step(estimate.fromS());
    int up = step(estimate.toS());
    int from = (int) Math.floor(estimate.fromS() / down) * down;
    int to = (int) Math.ceil(estimate.toS() / up) * up;
    return new WaitRange(from, to);
  }

  /** The next one; without a reason the place does not rise. */
  Outlook moved(int nowAhead, WaitRange nowRange, RoseBecause reason) {
    if (nowAhead <= ahead) {
      return new Outlook(nowAhead, nowRange, nowAhead < ahead ? null : because);
    }
    return reason == null
        ? new Outlook(ahead, nowRange, because)
        : new Outlook(nowAhead, nowRange, reason);
  }

  private static int step(double seconds) {
    if (seconds < SHORT_S) {
      return 10;
    }
    return seconds < MIDDLE_S ? 30 : 60;
  }
}
