package org.indiretta.socket;

/**
 * How much one connection asks, as token buckets in memory: nothing here is counted on other nodes.
 * Made with the connection's first command.
 */
final class Flood {
  /** What is counted apart. */
  enum Kind {
    /** Messages, files, notes. */
    MESSAGES,
    /** Typing and read marks. */
    SIGNS,
    /** What peers of a call pass to one another. */
    SIGNALS,
    /** Text as it is typed. */
    LIVE,
    /** Places pointed at. */
    POINTS,
    OTHERS,
    /** Not commands: refused ones. */
    REFUSALS
  }

  /** A token stands for a second's worth of milliseconds, so that no fraction is lost. */
  private static final long TOKEN = 1_000;

  private final Bucket messages;
  private final Bucket signs;
  private final Bucket signals;
  private final Bucket live;
  private final Bucket points;
  private final Bucket others;
  private final Bucket refusals;

  Flood(Limits limits, long nowMs) {
    messages = new Bucket(limits.messagesBurst(), limits.messagesPerSecond(), nowMs);
    signs = new Bucket(Limits.SIGNS_BURST, Limits.SIGNS_PER_SECOND, nowMs);
    signals = new Bucket(Limits.SIGNALS_BURST, Limits.SIGNALS_PER_SECOND, nowMs);
    live = new Bucket(Limits.LIVE_BURST, Limits.LIVE_PER_SECOND, nowMs);
    points = new Bucket(Limits.POINTS_BURST, Limits.POINTS_PER_SECOND, nowMs);
    others = new Bucket(Limits.OTHERS_BURST, Limits.OTHERS_PER_SECOND, nowMs);
    refusals = new Bucket(Limits.REFUSALS_BURST, Limits.REFUSALS_PER_SECOND, nowMs);
  }

  /** Takes one; 0 when it was there, else the milliseconds until the next one. */
  long take(Kind kind, long nowMs) {
    return switch (kind) {
      case MESSAGES -> messages.take(nowMs);
      case SIGNS -> signs.take(nowMs);
      case SIGNALS -> signals.take(nowMs);
      case LIVE -> live.take(nowMs);
      case POINTS -> points.take(nowMs);
      case OTHERS -> others.take(nowMs);
      case REFUSALS -> refusals.take(nowMs);
    };
  }

  private static final class Bucket {
    private final int burst;
    private final int perSecond;
    private long left;
    private long readAtMs;

    Bucket(int burst, int perSecond, long nowMs) {
      this.burst = burst;
      this.perSecond = perSecond;
      left = burst * TOKEN;
      readAtMs = nowMs;
    }

    long take(long nowMs) {
      long grown = left + Math.max(0, nowMs - readAtMs) * perSecond;
      left = Math.min(grown, burst * TOKEN);
      readAtMs = nowMs;
      if (left < TOKEN) {
        return Math.ceilDiv(TOKEN - left, (long) perSecond);
      }
      left -= TOKEN;
      return 0;
    }
  }
}
