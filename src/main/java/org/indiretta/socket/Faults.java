package org.indiretta.socket;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Reply;
import org.indiretta.telemetry.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a fault becomes a reply. Logged once, by what and where; never its message,
 * which can hold what people wrote.
 */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final long AWAY_LOG_EVERY_MS = 10_000;
  private static final int PLACES_LOGGED = 6;

  private final Predicate<Throwable> isAway;
  private final Clock clock;
  private long awayLoggedAtMs;

  /**
   * @param isAway whether it says that the database is away, which heals by itself
   */
  Faults(Predicate<Throwable> isAway, Clock clock) {
    this.isAway = isAway;
    this.clock = clock;
  }

  /** The refusal of the command with this id. */
  Reply.Refused refusal(String id, String command, Throwable fault) {
    if (isAway.test(fault)) {
      logAway(fault);
      return new Reply.Refused(
          id, ErrorCode.UNAVAILABLE, "the database is away", Limits.UNAVAILABLE_RETRY_MS, null);
    }
    LOG.atError()
        .addKeyValue("command", command)
        .addKeyValue("commandId", id)
        .addKeyValue("fault", fault.getClass().getName())
        .addKeyValue("at", places(fault))
        .log("a command failed");
    return new Reply.Refused(
        id, ErrorCode.INTERNAL, "a fault of the server", Limits.UNAVAILABLE_RETRY_MS, null);
  }

  private void logAway(Throwable fault) {
    long nowMs = clock.now().toEpochMilli();
    if (nowMs - awayLoggedAtMs >= AWAY_LOG_EVERY_MS) {
      awayLoggedAtMs = nowMs;
      LOG.atWarn()
          .addKeyValue("fault", fault.getClass().getName())
          .log("commands are refused: the database is away");
    }
  }

  private static String places(Throwable fault) {
    return Arrays.stream(fault.getStackTrace())
        .limit(PLACES_LOGGED)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }
}
