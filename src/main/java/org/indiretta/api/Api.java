package org.indiretta.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import org.indiretta.auth.Auth;
import org.indiretta.directory.Directory;
import org.indiretta.telemetry.Clock;

/** The door of this room: mounts everything that is served over HTTP, but {@code /live}. */
public final class Api {

  private Api() {}

  /** The rooms behind the operations. */
  public record Rooms(
      Directory directory, Auth auth, AvailabilitySource availability, Clock clock) {}

  /**
   * Mounts the security headers, the contract's operations under {@code /api/v1} and the web
   * client's files. To be called once, before other routes: the headers then stand on their answers
   * too.
   *
   * @return fails with {@link IllegalStateException} when the contract and the code do not fit, for
   *     example an operation without {@code x-role}
   */
  public static Future<Void> mount(Vertx vertx, Router router, Rooms rooms, ApiSettings settings) {
    return Contract.load(vertx)
        .map(
            contract -> {
              var _ = router.route().handler(new SecurityHeaders(settings));
              Router operations = operations(vertx, contract, rooms, settings);
              var _ = router.route(Contract.BASE + "/*").subRouter(operations);
              new WebClient(vertx, settings).mount(router);
              return null;
            });
  }

  private static Router operations(
      Vertx vertx, Contract contract, Rooms rooms, ApiSettings settings) {
    Origins origins = new Origins(settings, rooms.directory());
    RouterBuilder builder =
        RouterBuilder.create(vertx, contract.validating(), RequestExtractor.withBodyHandler())
            .rootHandler(new Gate(contract, origins, rooms.auth()))
            .rootHandler(new BodyLimits(contract));
    Operations operations = new Operations(builder, new ClientAddress(settings.trustedProxies()));
    new SiteResource(contract, rooms.directory(), rooms.availability(), rooms.clock())
        .bind(operations);
    new CitizenResource(rooms.auth(), rooms.directory()).bind(operations);
    new SignInResource(rooms.auth(), rooms.directory()).bind(operations);
    new MeResource(rooms.auth(), rooms.directory()).bind(operations);
    Router router = builder.createRouter();
    var _ = router.route().failureHandler(Problems::handle);
    var _ = router.route().last().handler(Api::notFound);
    return router;
  }

  private static void notFound(RoutingContext context) {
    context.fail(ProblemException.notFound());
  }
}
