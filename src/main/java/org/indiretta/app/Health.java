package org.indiretta.app;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * {@code /livez}: the process answers. {@code /readyz}: it can serve — PostgreSQL answers and the
 * server does not drain; a balancer sends nobody here otherwise. {@code 200 ok} or {@code 503} with
 * the reason in one line.
 */
final class Health {
  private static final int OK = 200;
  private static final String OK_TEXT = "ok";

  private final Supplier<Future<Void>> database;
  private volatile boolean draining;

  /**
   * @param database asks PostgreSQL something small; fails within 2 s when it is away
   */
  Health(Supplier<Future<Void>> database) {
    this.database = database;
  }

  void mount(Router router) {
    router.get("/livez").handler(context -> answer(context, OK, OK_TEXT));
    router.get("/readyz").handler(this::ready);
  }

  /** From now on {@code /readyz} says no. */
  void drain() {
    draining = true;
  }

  /** Whether this is what a server of InDiretta that is ready answers to {@code /readyz}. */
  static boolean isReady(int status, String body) {
    return status == OK && body.equals(OK_TEXT + "\n");
  }

  private void ready(RoutingContext context) {
    if (draining) {
      answer(context, 503, "draining");
      return;
    }
    database
        .get()
        .onSuccess(nothing -> answer(context, OK, OK_TEXT))
        .onFailure(away -> answer(context, 503, "database away"));
  }

  private static void answer(RoutingContext context, int status, String text) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .end(text + "\n")
        .onFailure(gone -> {});
  }
}
