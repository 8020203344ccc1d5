package org.indiretta.auth;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.PlainText;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SiteId;
import org.indiretta.protocol.Credential;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/**
 * The capability tokens of citizens: who holds one may go on with its consultations. A token is
 * good while a consultation of it is open and until {@link #AFTER_END} after the last one ended, at
 * {@link #UNUSED} after it was made; "erase from this device" ends it at once.
 */
public final class CitizenTokens {
  /** How long a token is good after the end of the last consultation. */
  public static final Duration AFTER_END = Duration.ofHours(24);

  /**
   * How long a citizen who never starts a consultation is known; then the row goes, with what the
   * page said the name is.
   */
  public static final Duration UNUSED = Duration.ofHours(24);

  private final SqlCitizenTokens sql;

  /**
   * A token that was just made.
   *
   * @param expiresAt the earliest time it can die
   */
  public record Made(CitizenId citizen, Secret token, Instant expiresAt) {}

  /** Every deadline is read from this clock; the database keeps hashes only. */
  public CitizenTokens(Database database, Clock clock) {
    this.sql = new SqlCitizenTokens(database, clock);
  }

  /**
   * A token for a new citizen.
   *
   * @param saysToBe what the page said in identify(), not proven; null when it said nothing
   * @param address where they come from; stored hashed and for a day, to count their tries of codes
   * @return fails with {@link IllegalArgumentException} when that is no plain line of at most 80
   *     characters
   */
  public Future<Made> make(SiteId site, String saysToBe, String address) {
    try {
      String line =
          saysToBe == null ? null : PlainText.line(saysToBe.strip(), PlainText.NAME_CHARS);
      return sql.make(site, line, address);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
  }

  /** Who holds this token; empty when it is wrong or expired. */
  public Future<Optional<Principal.Citizen>> authenticate(Credential.Token token) {
    return sql.find(new Secret(token.value()));
  }

  /** Which of these citizens' tokens are still good; for live connections (P7). */
  public Future<Set<CitizenId>> stillValid(Set<CitizenId> citizens) {
    return citizens.isEmpty() ? Future.succeededFuture(Set.of()) : sql.stillValid(citizens);
  }

  /** Erases who never had a consultation and can no longer start one; how many that were. */
  Future<Integer> sweep() {
    return sql.sweep();
  }

  /** The token dies at once. */
  public Future<Void> revoke(CitizenId citizen) {
    return sql.revoke(citizen);
  }
}
