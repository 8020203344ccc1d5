package org.indiretta.app;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.indiretta.socket.HttpLimits;

/** A port that is listened on, by one or several event loops that share it. */
final class HttpPort {
  /** Requests that are under way when the server stops are waited for so long, in seconds. */
  static final int REQUESTS_S = 5;

  /** As the kernel says EADDRNOTAVAIL. */
  private static final String NOT_OURS = "Cannot assign requested address";

  private final Vertx vertx;
  private final String deployment;
  private final int number;
  private final HttpServerOptions bound;
  private final Queue<HttpServer> servers;

  /**
   * What answers on a port.
   *
   * @param invalid answers what is no HTTP request
   * @param tls with it the port speaks HTTPS and nothing else
   */
  record Answering(
      Router router,
      HttpLimits limits,
      Handler<HttpServerRequest> invalid,
      Optional<TlsPair> tls) {}

  private HttpPort(
      Vertx vertx,
      String deployment,
      int number,
      HttpServerOptions bound,
      Queue<HttpServer> servers) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.number = number;
    this.bound = bound;
    this.servers = servers;
  }

  /**
   * Listens; blocks until it does.
   *
   * @throws StartException when the port is taken, with what to do
   */
  static HttpPort open(
      Vertx vertx, Settings.Http where, SettingKey key, int loops, Answering answering) {
    AtomicInteger actual = new AtomicInteger(where.port());
    HttpServerOptions bound =
        answering
            .limits()
            .apply(new HttpServerOptions())
            .setHost(where.host())
            .setPort(where.port());
    answering.tls().ifPresent(pair -> bound.setKeyCertOptions(pair.options()));
    Queue<HttpServer> servers = new ConcurrentLinkedQueue<>();
    try {
      // A free port is found once and then shared, so port 0 has one event loop only.
      int instances = where.port() == 0 ? 1 : loops;
      String deployment =
          vertx
              .deployVerticle(
                  () -> new Listening(bound, answering, servers, actual),
                  new DeploymentOptions().setInstances(instances))
              .await();
      return new HttpPort(vertx, deployment, actual.get(), bound, servers);
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

  /**
   * From now on this certificate is served to new connections; open ones go on. When it fails the
   * one before stays.
   */
  Future<Boolean> serve(TlsPair pair) {
    ServerSSLOptions options = bound.getSslOptions().copy().setKeyCertOptions(pair.options());
    // The event loops share one port and with it one certificate: whichever is told tells all.
    return servers.element().updateSSLOptions(options);
  }

  /** Stops listening, and ends what is open once it is answered, within {@link #REQUESTS_S}. */
  Future<Void> close() {
    return vertx.undeploy(deployment);
  }

  /** One event loop's server. */
  private static final class Listening extends VerticleBase {
    private final HttpServerOptions options;
    private final Answering answering;
    private final Queue<HttpServer> servers;
    private final AtomicInteger actual;
    private HttpServer server;

    Listening(
        HttpServerOptions options,
        Answering answering,
        Queue<HttpServer> servers,
        AtomicInteger actual) {
      this.options = options;
      this.answering = answering;
      this.servers = servers;
      this.actual = actual;
    }

    @Override
    public Future<?> start() {
      server =
          vertx
              .createHttpServer(options)
              .connectionHandler(answering.limits()::opened)
              .invalidRequestHandler(answering.invalid())
              .requestHandler(answering.router());
      return server
          .listen()
          .onSuccess(
              listening -> {
                actual.set(listening.actualPort());
                servers.add(listening);
              });
    }

    @Override
    public Future<?> stop() {
      return server.shutdown(REQUESTS_S, TimeUnit.SECONDS);
    }
  }
}
