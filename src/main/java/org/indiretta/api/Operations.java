package org.indiretta.api;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Binds the contract's operations to the methods of the resources. */
final class Operations {
  /** The most requests that are being handled at once; more are refused (P8). */
  static final int MOST_AT_ONCE = 400;

  private final RouterBuilder routes;
  private final ClientAddress addresses;
  private final Problems problems;
  private final Set<String> bound = new HashSet<>();
  private final AtomicInteger running = new AtomicInteger();

  /** One operation; runs on a virtual thread and may wait. */
  @FunctionalInterface
  interface Handling {
    Answer handle(Call call) throws Exception;
  }

  Operations(RouterBuilder routes, ClientAddress addresses, Problems problems) {
    this.routes = routes;
    this.addresses = addresses;
    this.problems = problems;
  }

  /** Binds an operation of the contract by its id. */
  @CanIgnoreReturnValue
  Operations on(String operationId, Handling handling) {
    OpenAPIRoute _ = route(operationId).addHandler(context -> start(context, handling));
    return this;
  }

  /** Binds an operation that answers from memory, on the event loop, without the validator. */
  @CanIgnoreReturnValue
  Operations quick(String operationId, io.vertx.core.Handler<RoutingContext> handler) {
    OpenAPIRoute _ = route(operationId).setDoValidation(false).addHandler(handler);
    return this;
  }

  private OpenAPIRoute route(String operationId) {
    OpenAPIRoute route = routes.getRoute(operationId);
    if (route == null || !bound.add(operationId)) {
      throw new IllegalStateException("openapi.yaml has no free operation " + operationId);
    }
    return route;
  }

  /** An operation that nobody bound stops the start. */
  void checkAllBound(Set<String> declared) {
    Set<String> missing = new TreeSet<>(declared);
    missing.removeAll(bound);
    if (!missing.isEmpty()) {
      throw new IllegalStateException("openapi.yaml: nothing answers " + missing);
    }
  }

  private void start(RoutingContext context, Handling handling) {
    if (running.incrementAndGet() > MOST_AT_ONCE) {
      running.decrementAndGet();
      context.fail(
          ProblemException.later(
              ProblemCode.UNAVAILABLE, "too many requests at once", Problems.RETRY_AFTER_MS));
      return;
    }
    Context loop = Vertx.currentContext();
    Call call = new Call(context, addresses);
    Thread _ =
        Thread.ofVirtual()
            .name("api")
            .start(
                () -> {
                  try {
                    Answer answer = answered(context, handling, call);
                    loop.runOnContext(done -> send(context, answer));
                  } finally {
                    running.decrementAndGet();
                  }
                });
  }

  private Answer answered(RoutingContext context, Handling handling, Call call) {
    try {
      return handling.handle(call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return problems.refused(context, e, 500);
    } catch (Throwable e) {
      // Errors too: a request that is never answered would hold its browser.
      return problems.refused(context, e, 500);
    }
  }

  static void send(RoutingContext context, Answer answer) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    if (!response.headers().contains("Cache-Control")) {
      response.putHeader("Cache-Control", "no-store");
    }
    var _ = answer.status() == 204 ? response.end() : response.end(answer.body());
  }
}
