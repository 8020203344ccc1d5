package org.indiretta.auth;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.indiretta.directory.Directory;
import org.indiretta.directory.OperatorFields;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/**
 * Links that are good once and for {@link #GOOD_FOR}: an invitation, by which an operator sets the
 * own password, and the set-up link of a new installation, which makes the first admin. Once there
 * has been an admin that door stays closed for ever.
 */
public final class OneUseLinks {
  /** How long a link is good. */
  public static final Duration GOOD_FOR = Duration.ofHours(24);

  private final SqlOneUseLinks sql;
  private final Passwords passwords;
  private final SignIns signIns;
  private final Directory directory;

  /** What a link is for. */
  public enum Purpose {
    SET_UP,
    INVITATION
  }

  /** A link that was just made; the secret is its fragment. */
  public record Made(Secret token, Instant expiresAt) {}

  /**
   * A link that is still good.
   *
   * @param operator whom an invitation is for; null for set-up
   * @param email of that person; null for set-up
   */
  public record Good(Purpose purpose, Instant expiresAt, OperatorId operator, String email) {}

  /** What became of a use. */
  public sealed interface Use {
    /** The password is set, and the person signed in. */
    record SignedIn(SignIns.Made signIn) implements Use {}

    /** Used, expired or wrong. */
    record Dead() implements Use {}

    /** The password breaks a rule; the link stays good. */
    record Weak(PasswordPolicy.Weakness weakness) implements Use {}

    /** The fields do not fit the link's purpose. */
    record WrongFields(String detail) implements Use {}
  }

  OneUseLinks(
      Database database, Clock clock, Passwords passwords, SignIns signIns, Directory directory) {
    this.sql = new SqlOneUseLinks(database, clock);
    this.passwords = passwords;
    this.signIns = signIns;
    this.directory = directory;
  }

  /** An invitation; earlier ones of the same person die. */
  public Future<Made> invite(OperatorId operator) {
    return sql.invite(operator);
  }

  /**
   * The invitations of this person die: the account was disabled, its e-mail address changed, or a
   * password was set, and who holds an old link is no longer who it was meant for.
   */
  public Future<Void> revoke(OperatorId operator) {
    return sql.revoke(operator);
  }

  /** The set-up link; empty when there is or was an admin. Earlier set-up links die. */
  public Future<Optional<Made>> setUp() {
    return sql.setUp();
  }

  /** What the link is good for, without using it; empty when it is dead. */
  public Future<Optional<Good>> look(Secret token) {
    return sql.look(token);
  }

  /**
   * Uses it up and sets the password; a lost second factor goes with it.
   *
   * @param firstAdmin who the first admin is, for set-up; null for an invitation
   */
  public Future<Use> use(Secret token, String password, OperatorFields firstAdmin) {
    return look(token)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(new Use.Dead());
              }
              Good link = found.get();
              boolean setUp = link.purpose() == Purpose.SET_UP;
              if (setUp != (firstAdmin != null)) {
                return Future.succeededFuture(
                    new Use.WrongFields("email, firstName and lastName belong to SET_UP only"));
              }
              String email = setUp ? firstAdmin.email() : link.email();
              return PasswordPolicy.weakness(password, email)
                  .<Future<Use>>map(weak -> Future.succeededFuture(new Use.Weak(weak)))
                  .orElseGet(() -> used(token, link, password, firstAdmin));
            });
  }

  private Future<Use> used(Secret token, Good link, String password, OperatorFields firstAdmin) {
    return passwords
        .hash(password)
        .compose(
            hash ->
                link.purpose() == Purpose.SET_UP
                    ? sql.useForFirstAdmin(token, firstAdmin, hash)
                    : sql.useForPassword(token, hash))
        .compose(
            operator ->
                operator.isEmpty()
                    ? Future.succeededFuture(new Use.Dead())
                    : signedIn(operator.get()));
  }

  private Future<Use> signedIn(OperatorId operator) {
    return signIns
        .endAll(operator)
        .compose(ended -> directory.reread())
        .compose(read -> signIns.make(operator))
        .map(made -> made.<Use>map(Use.SignedIn::new).orElseGet(Use.Dead::new));
  }

  /** Deletes what is long over. */
  Future<Void> sweep() {
    return sql.sweep();
  }
}
