package org.indiretta.auth;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SignInId;
import org.indiretta.protocol.Credential;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/** The one-use tickets by which a signed-in member of staff opens a live connection. */
public final class SocketTickets {
  /** How long a ticket is good. */
  public static final Duration GOOD_FOR = Duration.ofSeconds(30);

  private final SqlSocketTickets sql;

  /** A ticket that was just made. */
  public record Made(Secret ticket, Instant expiresAt) {}

  /** A ticket is good while its sign-in is: the idle time is the one of {@code signIns}. */
  public SocketTickets(Database database, Clock clock, SignIns signIns) {
    this.sql = new SqlSocketTickets(database, clock, signIns.idle());
  }

  /** A ticket for one live connection of this sign-in. */
  public Future<Made> make(SignInId signIn) {
    return sql.make(signIn);
  }

  /** Uses the ticket up; empty when it is wrong, used or older than 30 s, or the sign-in ended. */
  public Future<Optional<Principal.Staff>> redeem(Credential.Ticket ticket) {
    return sql.redeem(new Secret(ticket.value()));
  }

  /** Deletes what nobody used. */
  Future<Void> sweep() {
    return sql.sweep();
  }
}
