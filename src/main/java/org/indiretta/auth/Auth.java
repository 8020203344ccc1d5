package org.indiretta.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import java.time.Duration;
import java.util.Set;
import org.indiretta.bus.Bus;
import org.indiretta.directory.Directory;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door of this room: its parts, wired once, and the sweep of what is over. */
public final class Auth {
  /** How often what is over is deleted, in milliseconds. */
  static final long SWEEP_EVERY_MS = 10 * 60 * 1000;

  private static final Logger LOG = LoggerFactory.getLogger(Auth.class);

  private final Attempts attempts;
  private final Passwords passwords;
  private final SqlPasswords sqlPasswords;
  private final SecondFactors secondFactors;
  private final SqlSecondFactors sqlSecondFactors;
  private final SignIns signIns;
  private final SignInDoor door;
  private final OneUseLinks oneUseLinks;
  private final CitizenTokens citizenTokens;
  private final SocketTickets socketTickets;

  private Auth(
      Vertx vertx, Database database, Clock clock, Bus bus, Directory directory, Duration idle) {
    this.attempts = new Attempts(vertx, database, clock);
    this.passwords = new Passwords(vertx, database, clock);
    this.sqlPasswords = new SqlPasswords(database, clock);
    this.secondFactors = new SecondFactors(database, clock);
    this.sqlSecondFactors = new SqlSecondFactors(database, clock);
    this.signIns = new SignIns(database, clock, bus, idle);
    this.door =
        new SignInDoor(
            attempts,
            new PasswordAuthentication(database, clock, passwords, secondFactors),
            signIns);
    this.oneUseLinks = new OneUseLinks(database, clock, passwords, signIns, directory);
    this.citizenTokens = new CitizenTokens(database, clock);
    this.socketTickets = new SocketTickets(database, clock, signIns);
  }

  /**
   * Wires the room; it sweeps for as long as {@code vertx} lives.
   *
   * @param idle when nobody did anything for so long, a sign-in ends
   */
  public static Auth open(
      Vertx vertx, Database database, Clock clock, Bus bus, Directory directory, Duration idle) {
    Auth auth = new Auth(vertx, database, clock, bus, directory, idle);
    long _ = vertx.setPeriodic(SWEEP_EVERY_MS, t -> auth.sweepQuietly());
    return auth;
  }

  /** Counts what may only be tried so often. */
  public Attempts attempts() {
    return attempts;
  }

  /** Hashes and checks passwords, few at once. */
  public Passwords passwords() {
    return passwords;
  }

  /** The optional codes of an authenticator. */
  public SecondFactors secondFactors() {
    return secondFactors;
  }

  /** The sign-ins of staff: who a cookie is, what ends one. */
  public SignIns signIns() {
    return signIns;
  }

  /** Signing in by e-mail address and password. */
  public SignInDoor door() {
    return door;
  }

  /** Invitations and the set-up link. */
  public OneUseLinks oneUseLinks() {
    return oneUseLinks;
  }

  /** The tokens by which citizens go on with their consultations. */
  public CitizenTokens citizenTokens() {
    return citizenTokens;
  }

  /** The tickets by which staff open a live connection. */
  public SocketTickets socketTickets() {
    return socketTickets;
  }

  /** Knows people by the sign-in cookie, given as a token. */
  public AuthenticationProvider cookies() {
    return new CookieAuthentication(signIns);
  }

  /** Who has set a password. */
  public Future<Set<OperatorId>> withPassword() {
    return sqlPasswords.havingOne();
  }

  /** Who has a second factor. */
  public Future<Set<OperatorId>> withSecondFactor() {
    return sqlSecondFactors.havingOne();
  }

  /** Deletes attempts, tickets, links, sign-ins and unused citizens that are over. */
  Future<Void> sweep() {
    return attempts
        .sweep()
        .compose(done -> socketTickets.sweep())
        .compose(done -> oneUseLinks.sweep())
        .compose(done -> signIns.sweep())
        .compose(done -> citizenTokens.sweep())
        .mapEmpty();
  }

  private void sweepQuietly() {
    var _ =
        sweep()
            .onFailure(fault -> LOG.atWarn().setCause(fault).log("the sweep of sign-ins failed"));
  }
}
