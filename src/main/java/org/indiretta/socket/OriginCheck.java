package org.indiretta.socket;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Predicate;

/**
 * Lets only our own pages and the portals in, on every transport: a foreign, {@code null} or
 * missing Origin (RFC 6454) is answered with 403. Only {@code GET /live/info} may lack it when the
 * browser says {@code Sec-Fetch-Site: same-origin}, because browsers send none there.
 */
final class OriginCheck implements Handler<RoutingContext> {
  private static final String INFO_PATH = "/live/info";

  private final Predicate<String> isAllowed;
  private final Runnable refused;

  /**
   * @param isAllowed whether this origin, in lower case and without a default port, is one of ours
   * @param refused counts each refusal
   */
  OriginCheck(Predicate<String> isAllowed, Runnable refused) {
    this.isAllowed = isAllowed;
    this.refused = refused;
  }

  @Override
  public void handle(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    List<String> origins = request.headers().getAll(HttpHeaders.ORIGIN);
    boolean allowed =
        origins.isEmpty()
            ? isOwnInfo(request)
            : origins.size() == 1 && isAllowed.test(origins.getFirst());
    if (allowed) {
      routing.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
      routing.next();
    } else {
      refused.run();
      routing.response().setStatusCode(403).end().onComplete(sent -> {});
    }
  }

  private static boolean isOwnInfo(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET)
        && request.path().equals(INFO_PATH)
        && "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
  }
}
