package org.indiretta.auth;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.indiretta.directory.Operator;
import org.indiretta.identity.OperatorId;

/**
 * Signing in by e-mail address and password: slowed per address, locked out with backoff per
 * account. Another way in (OIDC) becomes another provider beside {@link PasswordAuthentication} and
 * makes its sign-in by {@link SignIns} too.
 */
public final class SignInDoor {
  private final Attempts attempts;
  private final PasswordAuthentication passwords;
  private final SignIns signIns;

  /** What became of it. */
  public sealed interface Outcome {
    /** Signed in; the secret goes into the cookie. */
    record SignedIn(SignIns.Made signIn) implements Outcome {}

    /** Wrong password, unknown or disabled account: nobody is told which. */
    record Wrong() implements Outcome {}

    /** The password is right; a code is missing, wrong or used. */
    record CodeNeeded() implements Outcome {}

    /** Too many failures of this account, or too many tries from this address. */
    record TooMany(Duration retryAfter) implements Outcome {}
  }

  SignInDoor(Attempts attempts, PasswordAuthentication passwords, SignIns signIns) {
    this.attempts = attempts;
    this.passwords = passwords;
    this.signIns = signIns;
  }

  /**
   * Tries it.
   *
   * @param code of the second factor; null when none was typed
   * @param address of the browser
   */
  public Future<Outcome> signIn(String email, String password, String code, String address) {
    return attempts
        .fromAddress(AttemptLimit.SIGN_IN, address)
        .compose(
            waitMs ->
                waitMs > 0
                    ? Future.succeededFuture(new Outcome.TooMany(Duration.ofMillis(waitMs)))
                    : checked(email, password, code).compose(checked -> made(checked)));
  }

  /**
   * Whether this is the person's own password, asked again before something grave; failures count
   * for the account. {@link Outcome.CodeNeeded} does not occur.
   */
  public Future<Outcome> askAgain(Operator operator, String password) {
    return checked(operator.email(), password, null)
        .map(
            checked ->
                switch (checked) {
                  case Checked.Refused(Outcome.CodeNeeded needed) -> new Outcome.SignedIn(null);
                  case Checked.Refused(Outcome why) -> why;
                  case Checked.Right right -> new Outcome.SignedIn(null);
                });
  }

  private sealed interface Checked {
    record Right(OperatorId operator) implements Checked {}

    record Refused(Outcome why) implements Checked {}
  }

  private Future<Checked> checked(String email, String password, String code) {
    return attempts
        .ofAccount(email)
        .compose(
            attempt ->
                switch (attempt) {
                  case Attempts.AccountTry.Locked locked ->
                      Future.succeededFuture(
                          new Checked.Refused(new Outcome.TooMany(locked.left())));
                  case Attempts.AccountTry.Counted counted ->
                      passwords
                          .authenticate(new PasswordAuthentication.Typed(email, password, code))
                          .compose(
                              user ->
                                  attempts
                                      .forget(email)
                                      .<Checked>map(
                                          forgotten ->
                                              new Checked.Right(
                                                  OperatorId.of(
                                                      user.principal().getString("operator")))))
                          .recover(fault -> refused(email, counted, fault));
                });
  }

  private Future<Checked> refused(
      String email, Attempts.AccountTry.Counted counted, Throwable fault) {
    return switch (fault) {
      case PasswordAuthentication.WrongPassword wrong ->
          Future.succeededFuture(new Checked.Refused(new Outcome.Wrong()));
      case PasswordAuthentication.CodeNeeded needed ->
          (needed.missing() ? attempts.takeBack(email, counted) : Future.<Void>succeededFuture())
              .map(done -> new Checked.Refused(new Outcome.CodeNeeded()));
      default -> Future.failedFuture(fault);
    };
  }

  private Future<Outcome> made(Checked checked) {
    return switch (checked) {
      case Checked.Refused(Outcome why) -> Future.succeededFuture(why);
      case Checked.Right(OperatorId operator) ->
          signIns
              .make(operator)
              .map(
                  (Optional<SignIns.Made> made) ->
                      made.<Outcome>map(Outcome.SignedIn::new).orElseGet(Outcome.Wrong::new));
    };
  }
}
