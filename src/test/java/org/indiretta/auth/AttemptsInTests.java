package org.indiretta.auth;

import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.HexFormat;
import org.indiretta.sql.Database;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.Clock;

/** Counts attempts that nobody made. */
public final class AttemptsInTests {
  private AttemptsInTests() {}

  /** One more citizen's token asked for from an address. */
  public static Future<Void> add(Database database, Clock clock, String address) {
    return new SqlAttempts(database, clock).count(AttemptLimit.CITIZEN, address).mapEmpty();
  }

  /** So many citizens' tokens were asked for from an address just now that one is left. */
  public static void leaveOne(DatabaseUrl url, String address) throws SQLException {
    TestDatabase.execute(
        url,
        "INSERT INTO attempt (kind, key, at) SELECT '%s', '%s', now() FROM generate_series(1, %d)"
            .formatted(
                AttemptLimit.CITIZEN.name(),
                HexFormat.of().formatHex(Secret.hashOf(address).getBytes()),
                AttemptLimit.CITIZEN.most() - 1));
  }

  /** Nothing was tried yet. */
  public static void forget(DatabaseUrl url) throws SQLException {
    TestDatabase.execute(url, "DELETE FROM attempt");
  }
}
