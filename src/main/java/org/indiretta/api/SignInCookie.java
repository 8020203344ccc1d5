package org.indiretta.api;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import org.indiretta.auth.Secret;
import org.indiretta.auth.SignIns;

/**
 * The cookie of a sign-in. The prefix {@code __Host-} makes browsers insist on Secure, Path=/ and
 * no Domain, so no other host can set or read it (RFC 6265bis, 4.1.3.2). Its age is the longest a
 * sign-in lasts; the database knows when it really ends.
 */
final class SignInCookie {
  static final String NAME = "__Host-indiretta";

  private SignInCookie() {}

  static Optional<String> read(HttpServerRequest request) {
    Cookie cookie = request.getCookie(NAME);
    return Optional.ofNullable(cookie).map(Cookie::getValue).filter(Secret::looksLikeOne);
  }

  static String set(Secret secret) {
    return flags(Cookie.cookie(NAME, secret.value()).setMaxAge(SignIns.ABSOLUTE.toSeconds()));
  }

  static String clear() {
    return flags(Cookie.cookie(NAME, "").setMaxAge(0));
  }

  static void clear(HttpServerResponse response) {
    response.putHeader("Set-Cookie", clear());
  }

  private static String flags(Cookie cookie) {
    return cookie
        .setPath("/")
        .setSecure(true)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .encode();
  }
}
