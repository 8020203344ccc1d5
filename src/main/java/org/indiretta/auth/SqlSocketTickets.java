package org.indiretta.auth;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SignInId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Sql;
import org.indiretta.telemetry.Clock;

/** The table of socket tickets. */
final class SqlSocketTickets {
  private static final Sql MAKE =
      Sql.of(
          """
          INSERT INTO socket_ticket (token_hash, sign_in_id, expires_at)
          VALUES (:token, :sign_in, :expires_at)
          """);

  /** Of two at the same time one deletes the row, and only that one gets an answer. */
  private static final Sql REDEEM =
      Sql.of(
          """
          WITH used AS (DELETE FROM socket_ticket WHERE token_hash = :token RETURNING *)
          SELECT s.id, s.operator_id, o.role, o.rights
          FROM used JOIN sign_in s ON s.id = used.sign_in_id JOIN operator o ON o.id = s.operator_id
          WHERE used.expires_at > :now AND s.ended_at IS NULL AND o.disabled_at IS NULL
            AND s.created_at > :made_after AND s.last_seen_at > :seen_after
          """);

  private static final Sql SWEEP = Sql.of("DELETE FROM socket_ticket WHERE expires_at < :now");

  private final Database database;
  private final Clock clock;
  private final Duration idle;

  SqlSocketTickets(Database database, Clock clock, Duration idle) {
    this.database = database;
    this.clock = clock;
    this.idle = idle;
  }

  Future<SocketTickets.Made> make(SignInId signIn) {
    Secret ticket = Secret.next();
    Instant expiresAt = clock.now().plus(SocketTickets.GOOD_FOR);
    return database
        .update(
            MAKE.with("token", ticket.hash())
                .with("sign_in", signIn.value())
                .with("expires_at", expiresAt))
        .map(made -> new SocketTickets.Made(ticket, expiresAt));
  }

  Future<Optional<Principal.Staff>> redeem(Secret ticket) {
    Instant now = clock.now();
    return database.first(
        REDEEM
            .with("token", ticket.hash())
            .with("now", now)
            .with("made_after", now.minus(SignIns.ABSOLUTE))
            .with("seen_after", now.minus(idle)),
        row ->
            SqlSignIns.staff(
                row, new OperatorId(row.getUUID("operator_id")), new SignInId(row.getUUID("id"))));
  }

  Future<Void> sweep() {
    return database.update(SWEEP.with("now", clock.now())).mapEmpty();
  }
}
