package org.indiretta.app;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.atomic.AtomicInteger;
import org.indiretta.socket.HttpLimits;

/** A port that is listened on, by one or several event loops that share it. */
final class HttpPort {
  /** As the kernel says EADDRNOTAVAIL. */
  private static final String NOT_OURS = "Cannot assign requested address";

  private final Vertx vertx;
  private final String deployment;
  private final int number;

  private HttpPort(Vertx vertx, String deployment, int number) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.number = number;
  }

  /**
   * Listens; blocks until it does.
   *
   * @param invalid answers what is no HTTP request
   * @throws StartException when the port is taken, with what to do
   */
  static HttpPort open(
      Vertx vertx,
      Settings.Http where,
      SettingKey key,
      int loops,
      Router router,
      HttpLimits limits,
      Handler<HttpServerRequest> invalid) {
    AtomicInteger actual = new AtomicInteger(where.port());
    HttpServerOptions bound =
        HttpLimits.apply(new HttpServerOptions()).setHost(where.host()).setPort(where.port());
    try {
      // A free port is found once and then shared, so port 0 has one event loop only.
      int instances = where.port() == 0 ? 1 : loops;
      String deployment =
          vertx
              .deployVerticle(
                  () -> new Listening(bound, router, limits, invalid, actual),
                  new DeploymentOptions().setInstances(instances))
              .await();
      return new HttpPort(vertx, deployment, actual.get());
    } catch (Exception e) {
      // Vert.x throws what the network said as it is, checked exceptions too.
      throw explained(e, where, key);
    }
  }

  private static RuntimeException explained(Exception e, Settings.Http where, SettingKey key) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException
          || cause instanceof UnresolvedAddressException
          || (cause instanceof BindException && NOT_OURS.equals(cause.getMessage()))) {
        return notOurs(
            where, key == SettingKey.HTTP_PORT ? SettingKey.HTTP_HOST : SettingKey.MANAGEMENT_HOST);
      }
      if (cause instanceof BindException) {
        return new StartException(
            "Port %d on %s is in use by another program: stop it, or set %s to another port."
                .formatted(where.port(), where.host(), key.variable()));
      }
    }
    return e instanceof RuntimeException fault ? fault : new IllegalStateException(e);
  }

  /** Only addresses of this machine can be listened on. */
  static StartException notOurs(Settings.Http where, SettingKey host) {
    return new StartException(
        "'%s' is no address of this machine: set %s to one of it, or to 0.0.0.0 for all."
            .formatted(where.host(), host.variable()));
  }

  /** The port that is listened on. */
  int number() {
    return number;
  }

  /** Stops listening and ends what is open. */
  Future<Void> close() {
    return vertx.undeploy(deployment);
  }

  /** One event loop's server. */
  private static final class Listening extends VerticleBase {
    private final HttpServerOptions options;
    private final Router router;
    private final HttpLimits limits;
    private final Handler<HttpServerRequest> invalid;
    private final AtomicInteger actual;
    private HttpServer server;

    Listening(
        HttpServerOptions options,
        Router router,
        HttpLimits limits,
        Handler<HttpServerRequest> invalid,
        AtomicInteger actual) {
      this.options = options;
      this.router = router;
      this.limits = limits;
      this.invalid = invalid;
      this.actual = actual;
    }

    @Override
    public Future<?> start() {
      server =
          vertx
              .createHttpServer(options)
              .connectionHandler(limits::opened)
              .invalidRequestHandler(invalid)
              .requestHandler(router);
      return server.listen().onSuccess(listening -> actual.set(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
      return server.close();
    }
  }
}
