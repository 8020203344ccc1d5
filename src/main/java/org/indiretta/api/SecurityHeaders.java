package org.indiretta.api;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;

/**
 * The headers that stand on every answer, errors and 404 included. Pages put their own
 * Content-Security-Policy in place of the one here, which allows nothing.
 */
final class SecurityHeaders implements PlatformHandler {
  static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

  private static final String PERMISSIONS =
      "accelerometer=(), autoplay=(self), camera=(self), display-capture=(self), geolocation=(),"
          + " gyroscope=(), magnetometer=(), microphone=(self), midi=(), payment=(), usb=()";
  private static final String HSTS = "max-age=31536000; includeSubDomains";

  private final boolean secure;

  SecurityHeaders(ApiSettings settings) {
    this.secure = settings.secure();
  }

  @Override
  public void handle(RoutingContext context) {
    MultiMap headers =
        context
            .response()
            .headers()
            .set("Content-Security-Policy", NOTHING)
            .set("X-Content-Type-Options", "nosniff")
            .set("Referrer-Policy", "same-origin")
            .set("Permissions-Policy", PERMISSIONS)
            .set("Cross-Origin-Opener-Policy", "same-origin")
            .set("Cross-Origin-Resource-Policy", "same-origin")
            .set("X-Frame-Options", "DENY");
    if (secure) {
      headers.set("Strict-Transport-Security", HSTS);
    }
    context.next();
  }
}
