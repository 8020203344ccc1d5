package org.indiretta.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import org.indiretta.auth.Auth;
import org.indiretta.calendar.Calendars;
import org.indiretta.consultation.ContactRequests;
import org.indiretta.consultation.Forwarding;
import org.indiretta.consultation.Guests;
import org.indiretta.directory.Directory;
import org.indiretta.file.FileStore;
import org.indiretta.notify.WebPush;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/** The door of this room: mounts everything that is served over HTTP, but {@code /live}. */
public final class Api {
  private Api() {}

  /** The rooms behind the operations. */
  public record Rooms(
      Database database,
      Clock clock,
      Directory directory,
      Calendars calendars,
      Auth auth,
      FileStore files,
      ContactRequests contactRequests,
      Forwarding forwarding,
      Guests guests,
      AvailabilitySource availability,
      WebPush push,
      WaitingSource waiting,
      MeterRegistry meters) {}

  /**
   * Puts the security headers on every answer of the routes that are mounted after it, errors and
   * 404 included; to be called first.
   */
  public static void headers(Router router, ApiSettings settings) {
    Route _ = router.route().handler(new SecurityHeaders(settings.saysHsts()));
  }

  /** The same for a port that is not behind TLS, such as the management port. */
  public static void headersWithoutTls(Router router) {
    Route _ = router.route().handler(new SecurityHeaders(false));
  }

  /**
   * For {@code HttpServer.invalidRequestHandler}: what no router sees, because it is no HTTP or too
   * long, is answered with the same headers.
   */
  public static Handler<HttpServerRequest> invalidRequests(ApiSettings settings) {
    return new SecurityHeaders(settings.saysHsts())::refuse;
  }

  /** The same for a port that is not behind TLS. */
  public static Handler<HttpServerRequest> invalidRequestsWithoutTls() {
    return new SecurityHeaders(false)::refuse;
  }

  /**
   * Reads the contract, which takes about as long as the database to open: begun first, it costs
   * the start nothing.
   */
  public static Future<Contract> contract(Vertx vertx) {
    return Contract.load(vertx);
  }

  /**
   * Mounts the contract's operations under {@code /api/v1} and the web client's files.
   *
   * @return fails with {@link IllegalStateException} when the contract and the code do not fit, for
   *     example an operation without {@code x-role} or one that nothing answers
   */
  public static Future<Void> mount(
      Vertx vertx, Future<Contract> reading, Router router, Rooms rooms, ApiSettings settings) {
    return reading.map(
        contract -> {
          SiteResource site =
              new SiteResource(contract, rooms.directory(), rooms.availability(), rooms.clock());
          Router operations = operations(vertx, contract, rooms, settings, site);
          Route _ = router.get(Contract.BASE + "/availability").handler(site::answerFresh);
          Route _ = router.route(Contract.BASE + "/*").subRouter(operations);
          new WebClient(vertx, settings, rooms.directory()).mount(router);
          return null;
        });
  }

  private static Router operations(
      Vertx vertx, Contract contract, Rooms rooms, ApiSettings settings, SiteResource site) {
    Origins origins = new Origins(settings, rooms.directory());
    RouterBuilder builder =
        RouterBuilder.create(vertx, contract.validating(), RequestExtractor.withBodyHandler())
            .rootHandler(new Gate(contract, origins, rooms.auth()))
            .rootHandler(new BodyLimits(contract));
    Problems problems = new Problems(rooms.meters());
    Operations operations =
        new Operations(builder, new ClientAddress(settings.trustedProxies()), problems);
    site.bind(operations);
    bind(operations, rooms, settings);
    operations.checkAllBound(contract.operations().keySet());
    Router router = builder.createRouter();
    Route _ = router.route().failureHandler(problems::handle);
    Route _ = router.route().last().handler(Api::notFound);
    return router;
  }

  private static void bind(Operations operations, Rooms rooms, ApiSettings settings) {
    Directory directory = rooms.directory();
    Auth auth = rooms.auth();
    Readers readers = new Readers(rooms.database(), directory, rooms.clock());
    new CitizenResource(auth, directory).bind(operations);
    new ContactRequestResource(rooms.contactRequests(), rooms.files(), auth, directory)
        .bind(operations);
    new GuestResource(rooms.guests(), auth.attempts(), directory, settings.publicUrl())
        .bind(operations);
    new SignInResource(auth, directory).bind(operations);
    new MeResource(auth, directory).bind(operations);
    new PushSubscriptionResource(rooms.push()).bind(operations);
    new PhotoResource(directory, rooms.files()).bind(operations);
    new ConsoleResource(directory).bind(operations);
    new FileResource(rooms.files(), readers).bind(operations);
    TranscriptResource transcripts =
        new TranscriptResource(rooms.database(), directory, readers, rooms.clock());
    transcripts.bind(operations);
    new RequestTaskResource(
            rooms.contactRequests(), rooms.forwarding(), rooms.files(), transcripts, directory)
        .bind(operations);
    new OperatorAdminResource(directory, auth, settings.publicUrl()).bind(operations);
    new TopicAdminResource(directory, rooms.waiting()).bind(operations);
    new ChoiceResource(rooms.database(), directory).bind(operations);
    new CalendarAdminResource(directory, rooms.calendars()).bind(operations);
    new ConfigurationResource(directory, rooms.calendars()).bind(operations);
  }

  private static void notFound(RoutingContext context) {
    context.fail(ProblemException.notFound());
  }
}
