package org.indiretta.api;

import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.indiretta.auth.Auth;
import org.indiretta.auth.SignIns;
import org.indiretta.bus.LocalBus;
import org.indiretta.calendar.Calendars;
import org.indiretta.consultation.Consultations;
import org.indiretta.consultation.ContactRequests;
import org.indiretta.consultation.RequestSettings;
import org.indiretta.consultation.Rooms;
import org.indiretta.consultation.Timings;
import org.indiretta.directory.DemoCity;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Topic;
import org.indiretta.file.FileStore;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.notify.Notices;
import org.indiretta.notify.Outbound;
import org.indiretta.notify.OutboundAllow;
import org.indiretta.notify.WebPush;
import org.indiretta.presence.LinkTimings;
import org.indiretta.presence.Presences;
import org.indiretta.protocol.AvailabilityView;
import org.indiretta.protocol.CallView.CallProvider;
import org.indiretta.sql.Database;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.indiretta.transcript.Desk;
import org.indiretta.transcript.SqlEntries;
import org.indiretta.transcript.TranscriptLog;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real HTTP server over a real PostgreSQL with the demo city, and a plain HTTP client:
 * {@code @RegisterExtension static final ApiServer SERVER = new ApiServer();}.
 */
public final class ApiServer implements BeforeAllCallback, AfterAllCallback {
  static final String PASSWORD = "quattro-stagioni-al-lago";
  static final String PORTAL = "https://www.rivalago.example";

  final TestDatabase database = TestDatabase.patient();
  final ManualClock clock = new ManualClock();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  LocalBus bus;
  Directory directory;
  Calendars calendars;
  Auth auth;
  Map<String, OperatorId> operators;
  Consultations consultations;

  /** Without channels, unless a test gives it some before anything is sent. */
  Notices notices;

  private Database appendPool;
  private HttpServer server;
  private String origin;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    database.beforeAll(context);
    bus = new LocalBus(database.vertx());
    DemoCity.Seeded seeded = await(DemoCity.seed(database.database(), clock, "ch"));
    directory = await(Directory.open(database.vertx(), database.database(), bus, clock));
    calendars = await(Calendars.open(database.vertx(), database.database(), clock));
    auth = Auth.open(database.vertx(), database.database(), clock, bus, directory, SignIns.IDLE);
    operators = new HashMap<>();
    for (DemoCity.SignIn signIn : seeded.signIns()) {
      operators.put(signIn.firstName(), signIn.operator());
      await(auth.passwords().setIfNone(signIn.operator(), PASSWORD));
    }
    consultations = consultations();
    notices = new Notices(database.database(), clock, meters);
    Router router = Router.router(database.vertx());
    server =
        await(database.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    origin = "http://localhost:" + server.actualPort();
    ApiSettings settings =
        new ApiSettings(
            URI.create(origin), Set.of(PORTAL), List.of(), Optional.of("ch"), Optional.empty());
    Api.headers(router, settings);
    await(Api.mount(database.vertx(), Api.contract(database.vertx()), router, rooms(), settings));
  }

  private Consultations consultations() throws Exception {
    appendPool = await(Database.open(database.vertx(), database.url(), Desk.PATIENT.pool()));
    return new Consultations(
        new Rooms(
            database.database(),
            directory,
            calendars,
            new TranscriptLog(database.vertx(), appendPool, clock, Desk.PATIENT, meters),
            new SqlEntries(database.database()),
            new FileStore(database.vertx(), database.database(), clock),
            new Presences(database.database(), clock, LinkTimings.defaults(), UUID.randomUUID()),
            bus,
            clock,
            Timings.defaults(),
            CallProvider.PEERS));
  }

  private Api.Rooms rooms() {
    ContactRequests requests =
        consultations.contactRequests(
            notices, new RequestSettings(Duration.ofDays(3), URI.create(origin)));
    return new Api.Rooms(
        database.database(),
        clock,
        directory,
        calendars,
        auth,
        new FileStore(database.vertx(), database.database(), clock),
        requests,
        consultations.forwarding(requests),
        consultations.guests(),
        site -> Future.succeededFuture(allOpen(site)),
        new WebPush(
            database.database(),
            clock,
            new Outbound(database.vertx(), new OutboundAllow(List.of())),
            URI.create(origin)),
        consultations::moveWaiting,
        meters);
  }

  private AvailabilityView allOpen(org.indiretta.identity.SiteId site) {
    Map<TopicId, List<Mode>> open =
        directory.topics(site).stream()
            .collect(Collectors.toMap(Topic::id, topic -> List.of(Mode.values())));
    return new AvailabilityView(site, open, null, null);
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    await(server.close());
    client.close();
    await(appendPool.close());
    database.afterAll(context);
  }

  String origin() {
    return origin;
  }

  int port() {
    return server.actualPort();
  }

  /** Lets time pass. */
  void passes(Duration time) {
    var _ = clock.advance(time);
  }

  /** A browser of our own pages, or of a portal. */
  Browser browser() {
    return new Browser(origin);
  }

  Browser portal() {
    return new Browser(PORTAL);
  }

  /** Signed in by the password; the name is the first name in the demo city. */
  Browser signedIn(String firstName) throws Exception {
    Browser browser = browser();
    Response response =
        browser.signIn(directory.operator(operators.get(firstName)).get().email(), PASSWORD);
    if (response.status() != 200) {
      throw new AssertionError(response.text());
    }
    return browser;
  }

  /** What came back. */
  record Response(HttpResponse<byte[]> raw) {
    int status() {
      return raw.statusCode();
    }

    String text() {
      return new String(raw.body(), StandardCharsets.UTF_8);
    }

    JsonObject json() {
      return new JsonObject(text());
    }

    String code() {
      return json().getString("code");
    }

    Optional<String> header(String name) {
      return raw.headers().firstValue(name);
    }
  }

  /** Keeps the cookie as a browser does, and says its Origin on unsafe methods. */
  final class Browser {
    String origin;
    String cookie;
    String bearer;
    String contentType = "application/json";
    final Map<String, String> headers = new HashMap<>();

    Browser(String origin) {
      this.origin = origin;
    }

    Browser bearer(String token) {
      bearer = token;
      return this;
    }

    Response get(String path) throws Exception {
      return send("GET", path, null);
    }

    Response post(String path, JsonObject body) throws Exception {
      return send(
          "POST", path, body == null ? null : body.encode().getBytes(StandardCharsets.UTF_8));
    }

    Response send(String method, String path, byte[] body) throws Exception {
      HttpRequest.BodyPublisher publisher =
          body == null
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofByteArray(body);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
              .timeout(Duration.ofSeconds(60))
              .method(method, publisher);
      if (!method.equals("GET")) {
        header(request, "Origin", origin);
        header(request, "Content-Type", contentType);
      }
      header(request, "Cookie", cookie);
      header(request, "Authorization", bearer == null ? null : "Bearer " + bearer);
      headers.forEach(request::header);
      Response response =
          new Response(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
      response.header("Set-Cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
      return response;
    }

    Response signIn(String email, String password) throws Exception {
      return post(
          "/api/v1/sign-in", new JsonObject().put("email", email).put("password", password));
    }

    private void header(HttpRequest.Builder request, String name, String value) {
      if (value != null) {
        HttpRequest.Builder _ = request.header(name, value);
      }
    }
  }
}
