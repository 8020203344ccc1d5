package org.indiretta.app;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.List;
import org.indiretta.telemetry.Metrics;

/** The rooms, put together. */
final class Rooms {
  private Rooms() {}

  static Rooms open(
      Vertx vertx, Settings settings, Storage storage, Metrics metrics, boolean demo) {
    return new Rooms();
  }

  static HttpServerOptions serverOptions() {
    return new HttpServerOptions();
  }

  void mount(Router router) {}

  List<String> greeting() {
    return List.of();
  }

  void drain() {}

  void close() {}
}
