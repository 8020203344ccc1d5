package org.indiretta.auth;

import io.vertx.core.Future;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/** Counts attempts that nobody made. */
public final class AttemptsInTests {
  private AttemptsInTests() {}

  /** One more citizen's token asked for from an address. */
  public static Future<Void> add(Database database, Clock clock, String address) {
    return new SqlAttempts(database, clock).count(AttemptLimit.CITIZEN, address).mapEmpty();
  }
}
