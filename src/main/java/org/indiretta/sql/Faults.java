package org.indiretta.sql;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which faults of the client mean what (PostgreSQL documentation, Appendix A: error codes). */
final class Faults {
  /** serialization_failure, deadlock_detected. */
  private static final Set<String> LOST_RACE = Set.of("40001", "40P01");

  /** too_many_connections, query_canceled (time-out), lock_not_available, idle_in_transaction. */
  private static final Set<String> UNAVAILABLE = Set.of("53300", "57014", "55P03", "25P03");

  /** Of class 53: the disk is full. */
  private static final String DISK_FULL = "53100";

  private static final long FULL_LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final AtomicLong FULL_LOGGED =
      new AtomicLong(System.nanoTime() - FULL_LOG_EVERY_NANOS);

  private Faults() {}

  /** Whether running the same transaction again can succeed. */
  static boolean lostRace(Throwable fault) {
    return fault instanceof DatabaseException e && LOST_RACE.contains(e.getSqlState());
  }

  /** What PostgreSQL said about a statement stays; everything else is a database that is away. */
  static Throwable mapped(Throwable fault) {
    return switch (fault) {
      case PgException e when !isAway(e.getSqlState()) -> e;
      case DatabaseException e when DISK_FULL.equals(e.getSqlState()) -> full(e);
      case DatabaseException e ->
          new DatabaseUnavailable("the database refuses: " + e.getSqlState(), e);
      case ClosedConnectionException e -> new DatabaseUnavailable("the connection was lost", e);
      case TimeoutException e -> new DatabaseUnavailable("no answer in time", e);
      case IOException e -> new DatabaseUnavailable("the database cannot be reached", e);
      // Wrong parameters are a fault of ours, found before anything is sent.
      case VertxException e when isAboutParameters(String.valueOf(e.getMessage())) -> e;
      // The pool says "full", "timed out" and "closed" with exceptions of its own without a type.
      default ->
          fault.getClass().getName().startsWith("io.vertx.")
              ? new DatabaseUnavailable(String.valueOf(fault.getMessage()), fault)
              : fault;
    };
  }

  /** Somebody has to make room: that stands in the log, however many are refused meanwhile. */
  private static DatabaseUnavailable full(DatabaseException fault) {
    long now = System.nanoTime();
    long before = FULL_LOGGED.get();
    if (now - before >= FULL_LOG_EVERY_NANOS && FULL_LOGGED.compareAndSet(before, now)) {
      LOG.error("the disk of the database is full: nothing is kept until there is room again");
    }
    return DatabaseUnavailable.full(fault);
  }

  private static boolean isAboutParameters(String message) {
    return message.startsWith("Parameter at") || message.startsWith("The number of parameters");
  }

  /** Classes 08 (connection), 57P (shutdown, starting), 53 (no resources) and single codes. */
  private static boolean isAway(String state) {
    return state != null
        && (state.startsWith("08")
            || state.startsWith("57P")
            || state.startsWith("53")
            || UNAVAILABLE.contains(state));
  }
}
