package org.indiretta.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.indiretta.api.Api;
import org.indiretta.api.Contract;
import org.indiretta.socket.HttpLimits;
import org.indiretta.telemetry.Clock;
import org.indiretta.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running server: opens the storage, puts the rooms together, listens. Stops in the reverse
 * order, so that what was acknowledged is kept (P6): {@code /readyz} says no, until the balancer
 * noticed; clients are sent away when what they asked for has its answer; open requests finish;
 * then the database.
 */
final class Server implements AutoCloseable {
  /** Said at every start, until somebody gives people HTTPS. */
  static final String INSECURE =
      "people come by plain HTTP: browsers then open no microphone and no camera and forget the"
          + " sign-in of staff; give tls.cert and tls.key, or put a balancer with HTTPS in front,"
          + " and set public.url to its https:// address";

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final Vertx vertx;
  private final Metrics metrics = new Metrics();
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private Health health;
  private Rooms rooms;
  private HttpPort management;
  private HttpPort people;
  private List<String> greeting = List.of();

  private Server(Settings settings) {
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(settings.eventLoops()));
    closing.push(metrics::close);
    closing.push(() -> vertx.close().await());
  }

  /**
   * Starts; blocks until it listens. What was opened is closed again when it fails.
   *
   * @param demo whether the invented portal is served
   * @throws org.indiretta.sql.DatabaseRefused when the database cannot be used
   * @throws StartException when a port is taken
   */
  static Server start(Settings settings, boolean demo) {
    Server server = new Server(settings);
    try {
      server.open(settings, demo);
      return server;
    } catch (Exception e) {
      server.close();
      throw e;
    }
  }

  private void open(Settings settings, boolean demo) {
    Optional<TlsPair> tls = settings.tls().map(TlsPair::read);
    if (settings.isInsecure()) {
      LOG.atWarn().addKeyValue(SettingKey.PUBLIC_URL.path(), settings.publicUrl()).log(INSECURE);
    }
    Future<Contract> contract = Api.contract(vertx);
    Storage storage = Storage.open(vertx, settings.storage());
    closing.push(storage::close);
    health = new Health(storage.database()::ping);
    rooms = Rooms.open(vertx, settings, storage, metrics);
    closing.push(rooms::close);
    // The demo city stands before anybody can ask for it.
    greeting = rooms.greeting(demo);
    management = openManagement(settings);
    closing.push(() -> management.close().await());
    HttpLimits limits = new HttpLimits(vertx, tls.isPresent());
    Router router = Router.router(vertx);
    router.route().handler(limits.firstRequest());
    rooms.headers(router, demo);
    health.mount(router);
    rooms.mount(router, demo, contract);
    storage.database().serving();
    people =
        HttpPort.open(
            vertx,
            settings.http(),
            SettingKey.HTTP_PORT,
            settings.eventLoops(),
            new HttpPort.Answering(router, limits, rooms.invalidRequests(demo), tls));
    closing.push(() -> people.close().await());
    tls.ifPresent(pair -> watch(settings, pair, storage.clock()));
    Duration announced = settings.drain();
    closing.push(() -> rooms.drain(settings.redis().isPresent()));
    if (announced.isPositive()) {
      closing.push(() -> vertx.timer(announced.toMillis(), TimeUnit.MILLISECONDS).await());
    }
    closing.push(health::drain);
  }

  private void watch(Settings settings, TlsPair pair, Clock clock) {
    TlsReload reload =
        new TlsReload(
            vertx,
            settings.tls().orElseThrow(),
            pair,
            settings.publicUrl().getHost(),
            clock,
            people::serve);
    reload.meter(metrics.registry());
    Periodic looking = Periodic.start(vertx, "tls", TlsReload.LOOK_EVERY_MS, reload::look);
    closing.push(() -> looking.stop().await());
  }

  private HttpPort openManagement(Settings settings) {
    HttpLimits limits = new HttpLimits(vertx, false);
    Router router = Router.router(vertx);
    router.route().handler(limits.firstRequest());
    Api.headersWithoutTls(router);
    health.mount(router);
    router
        .get("/metrics")
        .handler(
            context ->
                context
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .putHeader("Cache-Control", "no-store")
                    .end(metrics.scrape())
                    .onFailure(gone -> {}));
    return HttpPort.open(
        vertx,
        settings.management(),
        SettingKey.MANAGEMENT_PORT,
        1,
        new HttpPort.Answering(router, limits, Api.invalidRequestsWithoutTls(), Optional.empty()));
  }

  /** The port of /metrics. */
  int managementPort() {
    return management.number();
  }

  /** The port people use. */
  int port() {
    return people.number();
  }

  /**
   * What whoever started it should read: the addresses, the demo sign-ins, the first start's set-up
   * link.
   */
  List<String> greeting() {
    return greeting;
  }

  /** Drains and stops, last opened first; may be called twice. */
  @Override
  public synchronized void close() {
    while (!closing.isEmpty()) {
      try {
        closing.pop().run();
      } catch (Exception e) {
        // Also what is checked: await() throws a TimeoutException as it is.
        LOG.atWarn().setCause(e).log("a part did not stop cleanly");
      }
    }
  }
}
