package org.indiretta.auth;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.auth.authentication.Credentials;
import io.vertx.ext.auth.authentication.UsernamePasswordCredentials;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/**
 * E-mail address and password, with a code where a second factor is on. An unknown or disabled
 * account gets the same answer in the same time as a wrong password.
 */
final class PasswordAuthentication implements AuthenticationProvider {
  private final Passwords passwords;
  private final SqlPasswords accounts;
  private final SecondFactors secondFactors;

  /** What somebody typed; {@code code} may be null. */
  static final class Typed extends UsernamePasswordCredentials {
    private final String code;

    Typed(String email, String password, String code) {
      super(email, password);
      this.code = code;
    }
  }

  /** The password or the account is wrong. */
  static final class WrongPassword extends Exception {
    private static final long serialVersionUID = 1L;

    WrongPassword() {
      super("wrong password", null, false, false);
    }
  }

  /** The password is right; the code is missing, wrong or used. */
  static final class CodeNeeded extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean missing;

    CodeNeeded(boolean missing) {
      super("code needed", null, false, false);
      this.missing = missing;
    }

    boolean missing() {
      return missing;
    }
  }

  PasswordAuthentication(
      Database database, Clock clock, Passwords passwords, SecondFactors secondFactors) {
    this.passwords = passwords;
    this.accounts = new SqlPasswords(database, clock);
    this.secondFactors = secondFactors;
  }

  @Override
  public Future<User> authenticate(Credentials credentials) {
    if (!(credentials instanceof Typed typed)) {
      return Future.failedFuture(new IllegalArgumentException("e-mail and password are expected"));
    }
    return accounts
        .account(typed.getUsername().strip())
        .compose(
            found -> {
              SqlPasswords.Account account = found.orElse(null);
              String hash = account == null ? null : account.hash();
              return passwords
                  .fits(typed.getPassword(), hash)
                  .compose(
                      fits ->
                          fits
                              ? code(account, typed.code)
                              : Future.failedFuture(new WrongPassword()));
            });
  }

  private Future<User> code(SqlPasswords.Account account, String code) {
    User user = User.create(new JsonObject().put("operator", account.operator().toString()));
    if (!account.secondFactor()) {
      return Future.succeededFuture(user);
    }
    if (code == null) {
      return Future.failedFuture(new CodeNeeded(true));
    }
    return secondFactors
        .fits(account.operator(), code)
        .compose(
            fits ->
                fits ? Future.succeededFuture(user) : Future.failedFuture(new CodeNeeded(false)));
  }
}
