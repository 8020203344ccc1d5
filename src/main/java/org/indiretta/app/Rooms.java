package org.indiretta.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.indiretta.api.Api;
import org.indiretta.api.ApiSettings;
import org.indiretta.api.Contract;
import org.indiretta.api.Origins;
import org.indiretta.auth.Auth;
import org.indiretta.auth.Secret;
import org.indiretta.backup.ErasureCopy;
import org.indiretta.bus.Bus;
import org.indiretta.bus.LocalBus;
import org.indiretta.bus.News;
import org.indiretta.bus.RedisBus;
import org.indiretta.calendar.Calendars;
import org.indiretta.calendar.DemoHours;
import org.indiretta.consultation.Consultations;
import org.indiretta.consultation.ContactRequests;
import org.indiretta.consultation.OnCalls;
import org.indiretta.consultation.RequestSettings;
import org.indiretta.consultation.Timings;
import org.indiretta.directory.Directory;
import org.indiretta.file.FileStore;
import org.indiretta.notify.Notices;
import org.indiretta.notify.Outbound;
import org.indiretta.notify.WebPush;
import org.indiretta.presence.Presences;
import org.indiretta.protocol.CallView.CallProvider;
import org.indiretta.redis.RedisClient;
import org.indiretta.signalling.Signalling;
import org.indiretta.socket.Drain;
import org.indiretta.socket.Limits;
import org.indiretta.socket.Live;
import org.indiretta.socket.People;
import org.indiretta.socket.SocketMetrics;
import org.indiretta.sql.Database;
import org.indiretta.sql.DatabaseUnavailable;
import org.indiretta.telemetry.Clock;
import org.indiretta.telemetry.Metrics;
import org.indiretta.transcript.SqlEntries;
import org.indiretta.transcript.TranscriptLog;
import org.indiretta.transcript.TranscriptUpkeep;

/** The rooms, put together from the ground up; nothing here decides anything. */
final class Rooms {
  private static final long SWEEP_EVERY_MS = 1_000;

  /** Over how long the clients of a server that stops are sent away, or come back (P6). */
  static final Duration DRAIN_SPREAD = Duration.ofSeconds(5);

  /** Then it stops without those who are still there, in seconds. */
  static final int DRAIN_S = 12;

  /** What runs by itself, and is under way when the server stops, is waited for so long. */
  private static final int BACKGROUND_S = 3;

  private static final long DEMO_HOURS_EVERY_MS = 60_000;

  private final Vertx vertx;
  private final Settings settings;
  private final Storage storage;
  private final Metrics metrics;
  private final Bus bus;
  private final Directory directory;
  private final Calendars calendars;
  private final Auth auth;
  private final FileStore files;
  private final Notices notices;
  private final WebPush push;
  private final Consultations consultations;
  private final Signalling signalling;
  private final Live live;
  private final TranscriptUpkeep upkeep;
  private final List<Periodic> background = new ArrayList<>();

  private Rooms(Vertx vertx, Settings settings, Storage storage, Metrics metrics) {
    this.vertx = vertx;
    this.settings = settings;
    this.storage = storage;
    this.metrics = metrics;
    Database database = storage.database();
    Clock clock = storage.clock();
    bus = bus();
    directory = Directory.open(vertx, database, bus, clock).await();
    calendars = Calendars.open(vertx, database, clock).await();
    var _ =
        bus.subscribe(
            news -> {
              if (news instanceof News.DirectoryStale) {
                calendars.rereadSoon();
              }
            });
    auth = Auth.open(vertx, database, clock, bus, directory, settings.signInIdle());
    files = new FileStore(vertx, database, clock);
    notices = notices();
    push =
        new WebPush(
            database, clock, new Outbound(vertx, settings.notices().allow()), settings.publicUrl());
    consultations = consultations();
    signalling =
        new Signalling(
            consultations.calls(),
            bus,
            clock,
            settings.ice(),
            settings.jitsi(),
            metrics.registry());
    live = live();
    upkeep = TranscriptUpkeep.start(vertx, database, clock);
  }

  static Rooms open(Vertx vertx, Settings settings, Storage storage, Metrics metrics) {
    Rooms rooms = new Rooms(vertx, settings, storage, metrics);
    OpenConsultations gauges =
        new OpenConsultations(metrics.registry(), rooms.consultations::openByState);
    FunctionCounter _ =
        FunctionCounter.builder(
                "indiretta.routing.missed", rooms.consultations, Consultations::missedOffers)
            .description("Waiting consultations that only the sweep offered")
            .register(metrics.registry());
    FunctionCounter _ =
        FunctionCounter.builder("indiretta.database.calls", storage.database(), Database::calls)
            .description("Statements and transactions begun")
            .register(metrics.registry());
    rooms.background.add(
        Periodic.start(vertx, "sweep", SWEEP_EVERY_MS, rooms.consultations::sweep));
    rooms.background.add(Periodic.start(vertx, "calls", SWEEP_EVERY_MS, rooms.signalling::sweep));
    OnCalls onCalls = rooms.consultations.onCalls(rooms.notices, rooms.push, settings.publicUrl());
    rooms.background.add(Periodic.start(vertx, "on call", SWEEP_EVERY_MS, onCalls::sweep));
    rooms.background.add(Periodic.start(vertx, "notices", SWEEP_EVERY_MS, rooms.notices::sweep));
    settings
        .storage()
        .erasures()
        .map(file -> new ErasureCopy(vertx, storage.database(), file))
        .ifPresent(
            copy ->
                rooms.background.add(
                    Periodic.start(vertx, "erasures", ErasureCopy.EVERY_MS, copy::round)));
    rooms.background.add(
        Periodic.start(vertx, "gauges", OpenConsultations.READ_EVERY_MS, gauges::read));
    if (settings.redis().isPresent()) {
      OtherServers others =
          new OtherServers(vertx, settings.publicUrl(), storage.database()::ping, rooms.bus);
      rooms.background.add(
          Periodic.start(vertx, "other servers", OtherServers.LOOK_EVERY_MS, others::look));
    }
    return rooms;
  }

  /** Of one server, or of several that one Redis tells of one another. */
  private Bus bus() {
    if (settings.redis().isEmpty()) {
      return new LocalBus(vertx);
    }
    RedisSettings redis = settings.redis().get();
    String installation = storage.database().name().await();
    RedisClient client = new RedisClient(vertx, redis.url(), redis.trusted());
    return new RedisBus(vertx, client, installation, metrics.registry());
  }

  private Notices notices() {
    NotifySettings notify = settings.notices();
    Notices made = new Notices(storage.database(), storage.clock(), metrics.registry());
    notify.mail().ifPresent(mail -> made.mailBy(mail, notify.allow()));
    notify.sms().ifPresent(sms -> made.smsBy(sms, new Outbound(vertx, notify.allow())));
    return made;
  }

  private Consultations consultations() {
    Settings.CitizenGone gone = settings.citizenGone();
    Timings timings = Timings.defaults().keeping(gone.waiting(), gone.written(), gone.called());
    Database database = storage.database();
    Clock clock = storage.clock();
    TranscriptLog transcript =
        new TranscriptLog(
            vertx, storage.appends(), clock, storage.appendLimits(), metrics.registry());
    return new Consultations(
        new org.indiretta.consultation.Rooms(
            database,
            directory,
            calendars,
            transcript,
            new SqlEntries(database),
            files,
            new Presences(database, clock, timings.links(), UUID.randomUUID()),
            bus,
            clock,
            timings,
            settings.jitsi().isPresent() ? CallProvider.JITSI : CallProvider.PEERS));
  }

  private Live live() {
    return new Live(
        new Live.Parts(
            vertx,
            storage.clock(),
            bus,
            consultations,
            signalling,
            auth.citizenTokens(),
            auth.socketTickets(),
            auth.signIns(),
            new People(consultations::linked, consultations::unlinked),
            new SocketMetrics(metrics.registry()),
            new Limits(settings.messages().burst(), settings.messages().perSecond()),
            DatabaseUnavailable.class::isInstance));
  }

  /** The security headers, on every answer of what is mounted after them. */
  void headers(Router router, boolean demo) {
    Api.headers(router, api(demo));
  }

  /** Answers what is no HTTP request, with the same headers. */
  Handler<HttpServerRequest> invalidRequests(boolean demo) {
    return Api.invalidRequests(api(demo));
  }

  /** Mounts {@code /live} first (it reads no bodies), then HTTP as the contract says; blocks. */
  void mount(Router router, boolean demo, Future<Contract> contract) {
    ApiSettings api = api(demo);
    live.mount(router, new Origins(api, directory)::isPortal);
    Database database = storage.database();
    Clock clock = storage.clock();
    ContactRequests requests =
        consultations.contactRequests(
            notices, new RequestSettings(settings.notices().requestsDue(), settings.publicUrl()));
    consultations.keepCallBacks(
        requests,
        () -> {
          Secret secret = Secret.next();
          return new ContactRequests.Link(secret.value(), secret.hash(), true);
        });
    Api.Rooms rooms =
        new Api.Rooms(
            database,
            clock,
            directory,
            calendars,
            auth,
            files,
            requests,
            consultations.forwarding(requests),
            consultations.guests(),
            consultations::availability,
            push,
            consultations::moveWaiting,
            metrics.registry());
    Api.mount(vertx, contract, router, rooms, api).await();
  }

  private ApiSettings api(boolean demo) {
    return new ApiSettings(
        settings.publicUrl(),
        settings.allowedOrigins(),
        settings.trustedProxies(),
        demo ? Optional.of(settings.demoCity()) : Optional.empty(),
        settings.jitsi().map(jitsi -> jitsi.url().toString()));
  }

  /** What whoever started it should read. */
  List<String> greeting(boolean demo) {
    String origin = settings.publicUrl().toString();
    if (!demo) {
      return Greeting.firstStart(auth, origin);
    }
    List<String> lines = Greeting.demo(storage, directory, auth, settings.demoCity(), origin);
    demoHours().await();
    return lines;
  }

  /** The demo is open whenever it is tried: today, and once a minute whatever today is by then. */
  private Future<Void> demoHours() {
    DemoHours hours = new DemoHours(storage.database(), storage.clock(), settings.demoCity());
    Supplier<Future<?>> renew =
        () ->
            hours
                .today()
                .compose(written -> written ? calendars.reread() : Future.<Void>succeededFuture());
    background.add(Periodic.start(vertx, "demo hours", DEMO_HOURS_EVERY_MS, renew));
    return renew.get().mapEmpty();
  }

  /**
   * Sends the clients away, and waits until they are gone.
   *
   * @param elsewhere whether there are other servers, which go on
   */
  void drain(boolean elsewhere) {
    live.drain(new Drain(elsewhere, DRAIN_SPREAD)).timeout(DRAIN_S, TimeUnit.SECONDS).await();
  }

  /** Ends what runs by itself. */
  void close() {
    upkeep.close();
    try {
      Future.all(background.stream().map(Periodic::stop).toList())
          .timeout(BACKGROUND_S, TimeUnit.SECONDS)
          .await();
    } finally {
      bus.close();
    }
  }
}
