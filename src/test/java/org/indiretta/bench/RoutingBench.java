package org.indiretta.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;
import org.indiretta.bus.Address;
import org.indiretta.bus.LocalBus;
import org.indiretta.bus.News;
import org.indiretta.calendar.Calendars;
import org.indiretta.consultation.Consultations;
import org.indiretta.consultation.Rooms;
import org.indiretta.consultation.Timings;
import org.indiretta.directory.Directory;
import org.indiretta.file.FileStore;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.identity.SignInId;
import org.indiretta.presence.Presences;
import org.indiretta.protocol.CallView.CallProvider;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Push;
import org.indiretta.sql.Database;
import org.indiretta.sql.EmbeddedPostgres;
import org.indiretta.sql.Migrations;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.indiretta.transcript.AppendLimits;
import org.indiretta.transcript.SqlEntries;
import org.indiretta.transcript.TranscriptLog;

/**
 * From "capacity free" to "offered": the rooms of the server on a real PostgreSQL, sweeping once a
 * second as a server does, all on one core. An operator becomes available, which is capacity that
 * is free; the time runs from sending that to the push of the offer, commits included.
 */
final class RoutingBench {
  private static final int OPERATORS = 1_000;
  private static final int TOPICS = 50;
  private static final int GOAL_WAITING = 5_000;
  private static final int[] WAITING = {100, 1_000, GOAL_WAITING, 10_000};
  private static final double GOAL_MS = 100;
  private static final int PER_SECOND = 50;

  private static final Sql OPERATOR_IDS = Sql.of("SELECT id FROM operator ORDER BY email");

  /** The n-th reference. */
  private static final String REFERENCE =
      digit(331_776) + digit(13_824) + "'-' || " + digit(576) + digit(24) + digit(1) + "''";

  private final Vertx vertx;
  private final EmbeddedPostgres postgres;
  private final Database database;
  private final Consultations desk;
  private final LocalBus bus;
  private final List<Principal.Staff> staff = new ArrayList<>();
  private final Map<OperatorId, Long> freeAtNanos = new ConcurrentHashMap<>();
  private final Histogram latency = new Histogram(60_000_000L, 3);
  private volatile long lastHeardNanos;
  private final AtomicBoolean sweeping = new AtomicBoolean();

  private RoutingBench(Vertx vertx, EmbeddedPostgres postgres) throws Exception {
    this.vertx = vertx;
    this.postgres = postgres;
    city();
    this.database =
        TestDatabase.await(Database.open(vertx, postgres.url(), Database.Limits.DEFAULT));
    this.bus = new LocalBus(vertx);
    Timings timings = Timings.defaults();
    this.desk =
        new Consultations(
            new Rooms(
                database,
                TestDatabase.await(Directory.open(vertx, database, bus, Instant::now)),
                TestDatabase.await(Calendars.open(vertx, database, Instant::now)),
                new TranscriptLog(
                    vertx, database, Instant::now, AppendLimits.DEFAULT, new SimpleMeterRegistry()),
                new SqlEntries(database),
                new FileStore(vertx, database, Instant::now),
                new Presences(database, Instant::now, timings.links(), UUID.randomUUID()),
                bus,
                Instant::now,
                timings,
                CallProvider.PEERS));
  }

  /**
   * One queue's figures.
   *
   * @param waiting how many wait at the beginning
   */
  record Figure(
      int waiting,
      long offered,
      double p50Ms,
      double p99Ms,
      double maxMs,
      double offersPerSecond) {}

  static Report measured(Options options, Contestant.Place place, Machine machine)
      throws Exception {
    Machine.pin(ProcessHandle.current().pid(), 0);
    List<Figure> figures = new ArrayList<>();
    Path folder = place.folder().resolve("routing");
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      Migrations.run(postgres.url());
      RoutingBench bench = new RoutingBench(vertx, postgres);
      int seconds = options.quick ? 5 : 10;
      bench.figure(GOAL_WAITING, 5);
      for (int waiting : options.quick ? new int[] {GOAL_WAITING} : WAITING) {
        figures.add(bench.figure(waiting, seconds));
        System.out.println(figures.getLast());
      }
    } finally {
      TestDatabase.await(vertx.close());
    }
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("operators", OPERATORS);
    more.put("topics", TOPICS);
    more.put("capacityFreePerSecond", PER_SECOND);
    more.put("byWaiting", figures);
    Figure main =
        figures.stream().filter(each -> each.waiting() == GOAL_WAITING).findFirst().orElseThrow();
    Report.Goal goal =
        new Report.Goal(
            "from capacity free to offered, 1,000 operators, 50 topics, 5,000 waiting, 50/s",
            "p99 ≤ %.0f ms".formatted(GOAL_MS),
            "p50 %.0f ms, p99 %.0f ms; at saturation %.0f offers/s"
                .formatted(main.p50Ms(), main.p99Ms(), main.offersPerSecond()),
            main.p99Ms() <= GOAL_MS);
    return new Report(machine, options.quick, new Results(), List.of(goal), more);
  }

  private static String digit(int place) {
    return "substr('234679ACDEFGHJKMNPQRTWXY', (1 + n / %d %% 24)::int, 1) || ".formatted(place);
  }

  private void execute(String sql) throws Exception {
    TestDatabase.execute(postgres.url(), sql);
  }

  private void city() throws Exception {
    execute("INSERT INTO site (id, name) VALUES ('ch', '{\"it\": \"Rivalago\"}')");
    execute(
        "INSERT INTO topic_group (id, site_id, position, name)"
            + " VALUES ('desk', 'ch', 1, '{\"it\": \"Sportello\"}')");
    execute(
        "INSERT INTO topic (id, site_id, group_id, position, name) SELECT 't' || n, 'ch', 'desk', n,"
            + " '{\"it\": \"Tema\"}' FROM generate_series(1, %d) n".formatted(TOPICS));
    execute(
        "INSERT INTO operator (id, email, first_name, last_name, role, created_at)"
            + " SELECT gen_random_uuid(), n || '@rivalago.example', 'O', 'R', 'OPERATOR', now()"
            + " FROM generate_series(1, %d) n".formatted(OPERATORS));
    execute(
        "INSERT INTO competence (operator_id, topic_id, level) SELECT o.id, 't' || (1 + (o.n * 7 + k"
            + " * 11) % 50), 1 FROM (SELECT id, row_number() OVER (ORDER BY email) AS n FROM"
            + " operator) o, generate_series(0, 4) k ON CONFLICT DO NOTHING");
  }

  private void reset(int waiting) throws Exception {
    execute("TRUNCATE citizen, presence CASCADE");
    execute(
        "INSERT INTO citizen (id, site_id, token_hash, created_at, expires_at) SELECT"
            + " gen_random_uuid(), 'ch', decode(md5(n::text), 'hex'), now(), now() + interval '1 day'"
            + " FROM generate_series(1, %d) n".formatted(waiting));
    execute(
        "INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state,"
            + " language, started_at, queued_at) SELECT gen_random_uuid(), 'ch', 't' || (1 + n % 50),"
            + " id, "
            + REFERENCE
            + ", 'WRITE', 'WAITING', 'it', now() - interval '5 min', now() - interval"
            + " '5 min' + n * interval '1 ms' FROM (SELECT id, row_number() OVER () AS n FROM citizen) c");
    execute("ANALYZE");
    staff.clear();
    List<OperatorId> ids =
        TestDatabase.await(
            database.list(OPERATOR_IDS.bound(), row -> new OperatorId(row.getUUID("id"))));
    ids.forEach(id -> staff.add(new Principal.Staff(id, Role.OPERATOR, Set.of(), SignInId.next())));
    TestDatabase.await(Future.all(staff.stream().map(desk::linked).toList()));
  }

  private Figure figure(int waiting, int seconds) throws Exception {
    reset(waiting);
    latency.reset();
    freeAtNanos.clear();
    var subscriptions =
        staff.stream()
            .map(each -> bus.subscribe(new Address.Person(each.id()), this::heard))
            .toList();
    long timer = vertx.setPeriodic(1_000, id -> sweep());
    int events = Math.min(seconds * PER_SECOND, OPERATORS / 2);
    long begin = System.nanoTime();
    for (int i = 0; i < events; i++) {
      long at = begin + TimeUnit.SECONDS.toNanos(1) * i / PER_SECOND;
      TimeUnit.NANOSECONDS.sleep(Math.max(0, at - System.nanoTime()));
      free(staff.get(i), at);
    }
    settle();
    long offered = latency.getTotalCount();
    double p50 = latency.getValueAtPercentile(50) / 1_000.0;
    double p99 = latency.getValueAtPercentile(99) / 1_000.0;
    double most = latency.getMaxValue() / 1_000.0;
    double perSecond = saturated(Math.min(OPERATORS, events + 400), events);
    var _ = vertx.cancelTimer(timer);
    subscriptions.forEach(subscription -> subscription.close());
    return new Figure(waiting, offered, p50, p99, most, perSecond);
  }

  /** All at once: how many offers a second come of it; 0 when nobody is left who waits. */
  private double saturated(int upTo, int from) throws Exception {
    long before = latency.getTotalCount();
    long begin = System.nanoTime();
    for (int i = from; i < upTo; i++) {
      free(staff.get(i), System.nanoTime());
    }
    settle();
    long offered = latency.getTotalCount() - before;
    return offered == 0 ? 0 : offered / ((lastHeardNanos - begin) / 1e9);
  }

  private void settle() throws InterruptedException {
    long quietSince = System.nanoTime();
    long seen = -1;
    while (System.nanoTime() - quietSince < TimeUnit.SECONDS.toNanos(2)) {
      if (latency.getTotalCount() != seen) {
        seen = latency.getTotalCount();
        quietSince = System.nanoTime();
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void free(Principal.Staff who, long atNanos) {
    freeAtNanos.put(who.id(), atNanos);
    Future<?> _ =
        desk.setPresence(
            who, new Command.SetPresence("c" + atNanos, PresenceState.AVAILABLE, null, null));
  }

  private void heard(News.Pushed pushed) {
    if (pushed.push() instanceof Push.OfferMade made) {
      Long since = freeAtNanos.remove(made.waiting().offeredTo());
      if (since != null) {
        lastHeardNanos = System.nanoTime();
        latency.recordValue(Math.max(1, (lastHeardNanos - since) / 1_000));
      }
    }
  }

  private void sweep() {
    if (sweeping.compareAndSet(false, true)) {
      var _ = desk.sweep().onComplete(done -> sweeping.set(false));
    }
  }
}
