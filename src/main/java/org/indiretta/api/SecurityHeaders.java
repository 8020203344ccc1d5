package org.indiretta.api;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;

/**
 * The headers that stand on every answer, errors and 404 included. Pages put their own
 * Content-Security-Policy in place of the one here, which allows nothing.
 */
final class SecurityHeaders implements PlatformHandler {
  static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

  private static final String PERMISSIONS = permissions("self");
  private static final String HSTS = "max-age=31536000; includeSubDomains";

  /** The permissions of a page that hands its own on to a frame of this origin. */
  static String permissionsWith(String origin) {
    return permissions("self \"" + origin + "\"");
  }

  private static String permissions(String whom) {
    return "accelerometer=(), autoplay=(%1$s), camera=(%1$s), display-capture=(%1$s), geolocation=(),"
            .formatted(whom)
        + " gyroscope=(), magnetometer=(), microphone=(%s), midi=(), payment=(), usb=()"
            .formatted(whom);
  }

  private final boolean behindTls;

  /**
   * @param behindTls whether people come by TLS; only then HSTS may be said (RFC 6797, 7.2)
   */
  SecurityHeaders(boolean behindTls) {
    this.behindTls = behindTls;
  }

  @Override
  public void handle(RoutingContext context) {
    put(context.response().headers());
    context.next();
  }

  /**
   * Answers what is no HTTP request or a too long one; no router sees it. The connection ends with
   * it, because nobody knows where the next request would begin.
   */
  void refuse(HttpServerRequest request) {
    int status =
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException line -> 414;
          case TooLongHttpHeaderException header -> 431;
          case null, default -> 400;
        };
    put(request.response().headers());
    request
        .response()
        .putHeader("Connection", "close")
        .setStatusCode(status)
        .end()
        .eventually(() -> request.connection().close())
        .onFailure(gone -> {});
  }

  private void put(MultiMap headers) {
    headers
        .set("Content-Security-Policy", NOTHING)
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "same-origin")
        .set("Permissions-Policy", PERMISSIONS)
        .set("Cross-Origin-Opener-Policy", "same-origin")
        .set("Cross-Origin-Resource-Policy", "same-origin")
        .set("X-Frame-Options", "DENY");
    if (behindTls) {
      headers.set("Strict-Transport-Security", HSTS);
    }
  }
}
