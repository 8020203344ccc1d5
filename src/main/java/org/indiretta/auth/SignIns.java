package org.indiretta.auth;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.indiretta.bus.Bus;
import org.indiretta.bus.News;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SignInId;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/**
 * The sign-ins of staff, in PostgreSQL: they survive a restart and hold on every node. One ends by
 * signing out, after {@link #IDLE} without any request or live connection, after {@link #ABSOLUTE}
 * in any case, and with the account (P7).
 */
public final class SignIns {
  /** Without any request or live connection for so long, a sign-in ends. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  /** After so long everybody signs in again. */
  public static final Duration ABSOLUTE = Duration.ofHours(12);

  /** How old "last seen" may become before it is written again. */
  static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private final SqlSignIns sql;
  private final Bus bus;

  /**
   * A sign-in that was just made.
   *
   * @param secret what the cookie holds
   */
  public record Made(Principal.Staff staff, Secret secret, Instant endsAt) {}

  /** A sign-in somebody came by. */
  public record Known(Principal.Staff staff, Instant endsAt) {}

  public SignIns(Database database, Clock clock, Bus bus) {
    this.sql = new SqlSignIns(database, clock);
    this.bus = bus;
  }

  /** Signs an enabled operator in; empty when the account is disabled or gone. */
  Future<Optional<Made>> make(OperatorId operator) {
    return sql.make(operator);
  }

  /** Whose cookie this is; empty when it is wrong or the sign-in has ended. Counts as activity. */
  public Future<Optional<Known>> byCookie(Secret secret) {
    return sql.find(secret);
  }

  /**
   * Which of these still hold; asked each second by every node for its live connections (P7). Being
   * asked about counts as activity.
   */
  public Future<Set<SignInId>> stillValid(Set<SignInId> signIns) {
    return signIns.isEmpty() ? Future.succeededFuture(Set.of()) : sql.stillValid(signIns);
  }

  /** Ends one. */
  public Future<Void> end(OperatorId operator, SignInId signIn) {
    return sql.end(signIn).onSuccess(ended -> bus.publish(new News.SignedOut(operator, signIn)));
  }

  /** Ends all of a person. */
  public Future<Void> endAll(OperatorId operator) {
    return sql.endAll(operator, null)
        .onSuccess(ended -> bus.publish(new News.SignedOut(operator, null)))
        .mapEmpty();
  }

  /** Ends all of a person but this one. */
  public Future<Void> endOthers(Principal.Staff staff) {
    return sql.endAll(staff.id(), staff.signIn())
        .onSuccess(ended -> ended.forEach(id -> bus.publish(new News.SignedOut(staff.id(), id))))
        .mapEmpty();
  }

  /** Deletes what ended long ago. */
  Future<Void> sweep() {
    return sql.sweep();
  }
}
