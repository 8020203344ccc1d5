package org.indiretta.socket;

import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.indiretta.auth.CitizenTokens;
import org.indiretta.auth.SignIns;
import org.indiretta.auth.SocketTickets;
import org.indiretta.bus.Bus;
import org.indiretta.bus.LocalBus;
import org.indiretta.calendar.Calendars;
import org.indiretta.consultation.Consultations;
import org.indiretta.consultation.Guests;
import org.indiretta.consultation.Rooms;
import org.indiretta.consultation.Timings;
import org.indiretta.directory.Directory;
import org.indiretta.file.FileStore;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SignInId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.presence.LinkTimings;
import org.indiretta.presence.Presences;
import org.indiretta.protocol.CallView.CallProvider;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.signalling.IceSettings;
import org.indiretta.signalling.JitsiSettings;
import org.indiretta.signalling.Signalling;
import org.indiretta.sql.Database;
import org.indiretta.sql.DatabaseUnavailable;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.indiretta.transcript.AppendLimits;
import org.indiretta.transcript.SqlEntries;
import org.indiretta.transcript.TranscriptLog;

/** A small city with the real rooms and a real PostgreSQL behind {@code /live} on a free port. */
final class LiveCity {
  static final String PORTAL = "https://www.rivalago.example";
  static final SiteId SITE = new SiteId("rivalago");

  /**
   * For the {@link TestDatabase} of stories in which PostgreSQL is there: when the machine keeps it
   * busy for longer than a person would wait, nothing is refused.
   */
  static final Database.Limits PATIENT = new Database.Limits(12, 2_000, 20_000, 30_000);

  private static final AppendLimits PATIENT_APPENDS =
      new AppendLimits(400, 1 << 20, 2, 20_000, 32 << 20, PATIENT.callMs(), 20_000);

  /** Less than a link may be quiet for. */
  private static final Duration PINGED_EVERY = Duration.ofSeconds(15);

  private static final AtomicInteger OFFICES = new AtomicInteger();

  final ManualClock clock;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Bus bus;
  final SignIns signIns;
  final CitizenTokens citizenTokens;
  final Live live;

  /** Who is connected here, until it was written down that they left. */
  final People people;

  private final TestDatabase postgres;
  private final Vertx vertx;
  private final Optional<Database> ownPool;
  private final Database appendPool;
  final SocketTickets socketTickets;
  final Directory directory;
  private final Consultations consultations;
  private final Signalling signalling;
  private final String deployment;
  private int port;

  /** A topic and the one operator who serves it, so that no test meets another. */
  record Office(TopicId topic, OperatorId operator, SignInId signIn) {}

  /** A citizen and the operator who answers. */
  record Conversation(
      LiveClient citizen,
      LiveClient staff,
      ConsultationId id,
      Office office,
      Credential.Token token)
      implements AutoCloseable {
    @Override
    public void close() {
      citizen.close();
      staff.close();
    }
  }

  LiveCity(TestDatabase postgres) throws Exception {
    this(postgres, Limits.standard());
  }

  LiveCity(TestDatabase postgres, Limits limits) throws Exception {
    this(postgres, limits, SignIns.IDLE, IceSettings.none());
  }

  LiveCity(TestDatabase postgres, Limits limits, Duration idle) throws Exception {
    this(postgres, limits, idle, IceSettings.none());
  }

  LiveCity(TestDatabase postgres, Limits limits, Duration idle, IceSettings ice) throws Exception {
    this(postgres, limits, idle, ice, Optional.empty(), LocalBus::new);
  }

  /** A city whose calls a Jitsi server carries. */
  LiveCity(TestDatabase postgres, JitsiSettings jitsi) throws Exception {
    this(
        postgres,
        Limits.standard(),
        SignIns.IDLE,
        IceSettings.none(),
        Optional.of(jitsi),
        LocalBus::new);
  }

  /** One of several nodes on this database. */
  LiveCity(TestDatabase postgres, Function<Vertx, Bus> bus) throws Exception {
    this(postgres, Limits.standard(), SignIns.IDLE, IceSettings.none(), Optional.empty(), bus);
  }

  private LiveCity(
      TestDatabase postgres,
      Limits limits,
      Duration idle,
      IceSettings ice,
      Optional<JitsiSettings> jitsi,
      Function<Vertx, Bus> between)
      throws Exception {
    this(postgres, limits, idle, ice, jitsi, between, new ManualClock(), null, postgres.limits());
  }

  private LiveCity(
      TestDatabase postgres,
      Limits limits,
      Duration idle,
      IceSettings ice,
      Optional<JitsiSettings> jitsi,
      Function<Vertx, Bus> between,
      ManualClock clock,
      DatabaseUrl ownWay,
      Database.Limits calls)
      throws Exception {
    this.clock = clock;
    this.postgres = postgres;
    vertx = Vertx.vertx();
    DatabaseUrl url = ownWay == null ? postgres.url() : ownWay;
    ownPool =
        ownWay == null ? Optional.empty() : Optional.of(await(Database.open(vertx, url, calls)));
    Database database = ownPool.orElseGet(postgres::database);
    bus = between.apply(vertx);
    TestDatabase.execute(
        postgres.url(),
        """
        INSERT INTO site (id, name) VALUES ('rivalago', '{"it": "Rivalago"}')
        ON CONFLICT DO NOTHING;
        INSERT INTO topic_group (id, site_id, position, name)
        VALUES ('people', 'rivalago', 1, '{"it": "Abitanti"}') ON CONFLICT DO NOTHING;
        """);
    directory = await(Directory.open(vertx, database, bus, clock));
    Calendars calendars = await(Calendars.open(vertx, database, clock));
    AppendLimits appends = calls.equals(PATIENT) ? PATIENT_APPENDS : AppendLimits.DEFAULT;
    appendPool = await(Database.open(vertx, url, appends.pool()));
    signIns = new SignIns(database, clock, bus, idle);
    citizenTokens = new CitizenTokens(database, clock);
    socketTickets = new SocketTickets(database, clock, signIns);
    consultations =
        new Consultations(
            new Rooms(
                database,
                directory,
                calendars,
                new TranscriptLog(vertx, appendPool, clock, appends, meters),
                new SqlEntries(database),
                new FileStore(vertx, database, clock),
                new Presences(database, clock, LinkTimings.defaults(), UUID.randomUUID()),
                bus,
                clock,
                Timings.defaults(),
                jitsi.isPresent() ? CallProvider.JITSI : CallProvider.PEERS));
    signalling = new Signalling(consultations.calls(), bus, clock, ice, jitsi, meters);
    people = new People(consultations::linked, consultations::unlinked);
    live =
        new Live(
            new Live.Parts(
                vertx,
                clock,
                bus,
                consultations,
                signalling,
                citizenTokens,
                socketTickets,
                signIns,
                people,
                new SocketMetrics(meters),
                limits,
                fault -> fault instanceof DatabaseUnavailable));
    deployment = await(vertx.deployVerticle(new Serving()));
  }

  /** One event loop's server, as {@code app} opens it. */
  private final class Serving extends VerticleBase {
    @Override
    public Future<?> start() {
      HttpLimits httpLimits = new HttpLimits(vertx, false);
      Router router = Router.router(vertx);
      router.route().handler(httpLimits.firstRequest());
      live.mount(router, PORTAL::equals);
      HttpServerOptions options = httpLimits.apply(new HttpServerOptions().setHost("127.0.0.1"));
      return vertx
          .createHttpServer(options.setPort(0))
          .connectionHandler(httpLimits::opened)
          .requestHandler(router)
          .listen()
          .onSuccess((HttpServer listening) -> port = listening.actualPort());
    }
  }

  /** The guests of calls; their links are made over HTTP, which has tests of its own. */
  Guests guests() {
    return consultations.guests();
  }

  int port() {
    return port;
  }

  Vertx vertx() {
    return vertx;
  }

  /** Where its tables are, for what a test does there itself. */
  DatabaseUrl database() {
    return postgres.url();
  }

  /**
   * Another server of the same city, on the same database and with the same time.
   *
   * @param database how it comes there, over a pool of its own
   */
  LiveCity another(DatabaseUrl database, Function<Vertx, Bus> between) throws Exception {
    return another(database, between, postgres.limits());
  }

  /** Another server that refuses as soon as the one of a real city. */
  LiveCity impatient() throws Exception {
    return another(postgres.url(), LocalBus::new, Database.Limits.DEFAULT);
  }

  private LiveCity another(
      DatabaseUrl database, Function<Vertx, Bus> between, Database.Limits calls) throws Exception {
    return new LiveCity(
        postgres,
        Limits.standard(),
        SignIns.IDLE,
        IceSettings.none(),
        Optional.empty(),
        between,
        clock,
        database,
        calls);
  }

  /** What the server does by itself, now. */
  void sweep() throws Exception {
    await(consultations.sweep());
    await(signalling.sweep());
  }

  /** Moves the time and does what is due. */
  void advance(Duration by) throws Exception {
    var _ = clock.advance(by);
    sweep();
  }

  /** Time goes on in steps of 5 s that a node lives through. */
  void steps(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      advance(Duration.ofSeconds(5));
    }
  }

  /**
   * Time goes on while these browsers ping, as they do by themselves: a link that is quiet for
   * longer than this is ended with the next tick, which comes whenever it does.
   */
  void passes(Duration time, LiveClient... links) throws Exception {
    for (Duration left = time; left.isPositive(); left = left.minus(PINGED_EVERY)) {
      advance(left.compareTo(PINGED_EVERY) < 0 ? left : PINGED_EVERY);
      for (LiveClient link : links) {
        link.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
      }
    }
  }

  Office office() throws Exception {
    int number = OFFICES.incrementAndGet();
    TopicId topic = new TopicId("topic-" + number);
    OperatorId operator = OperatorId.next();
    SignInId signIn = SignInId.next();
    TestDatabase.execute(
        postgres.url(),
        """
        INSERT INTO topic (id, site_id, group_id, position, name, modes)
        VALUES ('%1$s', 'rivalago', 'people', %2$d, '{"it": "Tema"}', '{WRITE,TALK,SHOW}');
        INSERT INTO operator (id, email, first_name, last_name, office, role, created_at)
        VALUES ('%3$s', 'marta%2$d@rivalago.example', 'Marta', 'Rossi', 'Abitanti', 'OPERATOR', '%5$s');
        INSERT INTO competence (operator_id, topic_id, level) VALUES ('%3$s', '%1$s', 1);
        INSERT INTO sign_in (id, token_hash, operator_id, created_at, last_seen_at)
        VALUES ('%4$s', sha256('%4$s'), '%3$s', '%5$s', '%5$s');
        """
            .formatted(topic, number, operator, signIn.value(), clock.now()));
    await(directory.reread());
    return new Office(topic, operator, signIn);
  }

  /** The same person, signed in on another device too. */
  Office signedInAgain(Office office) throws Exception {
    SignInId signIn = SignInId.next();
    TestDatabase.execute(
        postgres.url(),
        """
        INSERT INTO sign_in (id, token_hash, operator_id, created_at, last_seen_at)
        VALUES ('%1$s', sha256('%1$s'), '%2$s', '%3$s', '%3$s')
        """
            .formatted(signIn.value(), office.operator(), clock.now()));
    return new Office(office.topic(), office.operator(), signIn);
  }

  LiveClient connect(Pipe.Transport transport) throws Exception {
    return LiveClient.connect(vertx, transport, port, PORTAL);
  }

  Credential.Token citizenToken() throws Exception {
    return new Credential.Token(await(citizenTokens.make(SITE, null, "127.0.0.1")).token().value());
  }

  Credential.Ticket ticket(Office office) throws Exception {
    return new Credential.Ticket(await(socketTickets.make(office.signIn())).ticket().value());
  }

  /** An operator who is there. */
  LiveClient staff(Pipe.Transport transport, Office office) throws Exception {
    LiveClient staff = connect(transport);
    staff.hello(ticket(office));
    staff.ask(
        new Command.SetPresence(LiveClient.id(), PresenceState.AVAILABLE, null, null),
        Reply.Done.class);
    return staff;
  }

  static Command.StartConsultation start(TopicId topic) {
    return new Command.StartConsultation(
        LiveClient.id(), topic, Mode.WRITE, Language.IT, "Buongiorno", null, null, null, null);
  }

  /** A consultation that was answered, both following it. */
  Conversation conversation(Pipe.Transport transport) throws Exception {
    Office office = office();
    LiveClient staff = staff(transport, office);
    LiveClient citizen = connect(transport);
    Credential.Token token = citizenToken();
    citizen.hello(token);
    ConsultationId id = citizen.ask(start(office.topic()), Reply.Started.class).consultation().id();
    staff.push(Push.OfferMade.class);
    staff.ask(new Command.AcceptOffer(LiveClient.id(), id), Reply.Done.class);
    staff.resume(id, 0);
    citizen.resume(id, 0);
    return new Conversation(citizen, staff, id, office, token);
  }

  /** How much of something the server has counted. */
  double counted(String meter, String tag, String value) {
    return meters.get(meter).tag(tag, value).counter().count();
  }

  /** The same of what is counted without a tag. */
  double counted(String meter) {
    return meters.get(meter).counter().count();
  }

  void close() throws Exception {
    await(vertx.undeploy(deployment));
    bus.close();
    await(appendPool.close());
    if (ownPool.isPresent()) {
      await(ownPool.get().close());
    }
    await(vertx.close());
  }
}
