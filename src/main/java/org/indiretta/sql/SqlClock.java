package org.indiretta.sql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.indiretta.telemetry.Clock;

/**
 * The database's time: read every {@link #READ_EVERY_MS}, counted by the machine's monotonic timer
 * in between, and never going back: a reading that lies behind what was already told holds the
 * clock until time has caught up.
 */
public final class SqlClock implements Clock {
  /** How often the database is asked, in milliseconds. */
  public static final long READ_EVERY_MS = 3_000;

  private static final Sql NOW = Sql.of("SELECT clock_timestamp() AS at");

  private final Database database;
  private final LongSupplier nanos;
  private final AtomicReference<Reading> reading;
  private final AtomicReference<Instant> told = new AtomicReference<>(Instant.MIN);

  private record Reading(Instant at, long nanos) {}

  private SqlClock(Database database, LongSupplier nanos, Reading first) {
    this.database = database;
    this.nanos = nanos;
    this.reading = new AtomicReference<>(first);
  }

  /** Reads the time once and then every few seconds; while the database is away it counts on. */
  public static Future<SqlClock> start(Vertx vertx, Database database) {
    return ask(database, System::nanoTime)
        .map(
            first -> {
              SqlClock clock = new SqlClock(database, System::nanoTime, first);
              long _ = vertx.setPeriodic(READ_EVERY_MS, timer -> clock.read());
              return clock;
            });
  }

  @Override
  public Instant now() {
    Reading from = reading.get();
    Instant counted =
        from.at()
            .plus(Duration.ofNanos(nanos.getAsLong() - from.nanos()))
            .truncatedTo(ChronoUnit.MICROS);
    return told.accumulateAndGet(counted, (a, b) -> a.isAfter(b) ? a : b);
  }

  private void read() {
    var _ = ask(database, nanos).onSuccess(reading::set);
  }

  /** The answer was made somewhere between asking and hearing: half way is taken. */
  private static Future<Reading> ask(Database database, LongSupplier nanos) {
    long asked = nanos.getAsLong();
    return database
        .list(NOW.bound(), row -> Rows.instant(row, "at"))
        .map(
            at -> {
              long heard = nanos.getAsLong();
              return new Reading(at.getFirst(), asked + (heard - asked) / 2);
            });
  }
}
