package org.indiretta.auth;

import io.vertx.core.Future;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.auth.authentication.Credentials;
import io.vertx.ext.auth.authentication.TokenCredentials;

/** The sign-in cookie of staff. */
final class CookieAuthentication implements AuthenticationProvider {
  private final SignIns signIns;

  CookieAuthentication(SignIns signIns) {
    this.signIns = signIns;
  }

  /** Fails with {@link NotSignedIn} when the cookie is wrong or the sign-in has ended. */
  @Override
  public Future<User> authenticate(Credentials credentials) {
    if (!(credentials instanceof TokenCredentials cookie)
        || !Secret.looksLikeOne(cookie.getToken())) {
      return Future.failedFuture(new NotSignedIn(null));
    }
    return signIns.byCookie(new Secret(cookie.getToken())).map(StaffUser::of);
  }
}
