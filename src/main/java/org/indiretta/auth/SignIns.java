package org.indiretta.auth;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.indiretta.bus.Bus;
import org.indiretta.bus.News;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SignInId;
import org.indiretta.protocol.SignInEnding;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/**
 * The sign-ins of staff, in PostgreSQL: they survive a restart and hold on every node. One ends by
 * signing out, after a time in which nobody did anything, after {@link #ABSOLUTE} in any case, and
 * with the account (P7). An open connection or what a browser asks by itself keeps nobody signed
 * in; only {@link #active} does.
 */
public final class SignIns {
  /**
   * When nobody did anything for so long, a sign-in ends, unless the settings say another time.
   * Long enough for who is available and waits, with the console behind other windows.
   */
  public static final Duration IDLE = Duration.ofHours(2);

  /** After so long everybody signs in again. */
  public static final Duration ABSOLUTE = Duration.ofHours(12);

  /** "Somebody did something" is written at most so often per sign-in. */
  public static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private final SqlSignIns sql;
  private final Bus bus;
  private final Duration idle;

  /**
   * A sign-in that was just made.
   *
   * @param secret what the cookie holds
   */
  public record Made(Principal.Staff staff, Secret secret, Instant endsAt) {}

  /**
   * A sign-in somebody came by.
   *
   * @param endsAt in any case
   */
  public record Known(Principal.Staff staff, Instant endsAt) {}

  /**
   * When a sign-in ends if nobody does anything more, and why it ends then.
   *
   * @param staff who it is, with the role and rights of now
   */
  public record Term(Principal.Staff staff, Instant endsAt, SignInEnding why) {
    static Term of(Principal.Staff staff, Instant madeAt, Instant seenAt, Duration idle) {
      Instant tooOld = madeAt.plus(ABSOLUTE);
      Instant tooQuiet = seenAt.plus(idle);
      return tooQuiet.isBefore(tooOld)
          ? new Term(staff, tooQuiet, SignInEnding.IDLE)
          : new Term(staff, tooOld, SignInEnding.AGE);
    }

    /** Whether it is over. */
    public boolean isOver(Instant now) {
      return !now.isBefore(endsAt);
    }
  }

  /**
   * @param idle when nobody did anything for so long, a sign-in ends
   */
  public SignIns(Database database, Clock clock, Bus bus, Duration idle) {
    this.sql = new SqlSignIns(database, clock, idle);
    this.bus = bus;
    this.idle = idle;
  }

  /** When nobody did anything for so long, a sign-in ends. */
  public Duration idle() {
    return idle;
  }

  /** Signs an enabled operator in; empty when the account is disabled or gone. */
  Future<Optional<Made>> make(OperatorId operator) {
    return sql.make(operator);
  }

  /**
   * Whose cookie this is; fails with {@link NotSignedIn} when it is wrong or the sign-in has ended.
   */
  public Future<Known> byCookie(Secret secret) {
    return sql.find(secret);
  }

  /**
   * The terms of these; one that was ended, or whose account is disabled, is missing. Asked each
   * second by every node for its live connections (P7).
   */
  public Future<Map<SignInId, Term>> terms(Set<SignInId> signIns) {
    return signIns.isEmpty() ? Future.succeededFuture(Map.of()) : sql.terms(signIns);
  }

  /**
   * A person did something, as against a browser by itself; written at most once in {@link
   * #SEEN_EVERY}. What is over already stays over.
   */
  public Future<Void> active(SignInId signIn) {
    return sql.active(signIn);
  }

  /** Whether this person is signed in anywhere. */
  public Future<Boolean> holdsAny(OperatorId operator) {
    return sql.holdsAny(operator);
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
