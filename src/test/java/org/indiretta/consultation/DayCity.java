package org.indiretta.consultation;

import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.UUID;
import org.indiretta.bus.LocalBus;
import org.indiretta.calendar.Calendars;
import org.indiretta.directory.Directory;
import org.indiretta.file.FileStore;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.identity.SignInId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.presence.LinkTimings;
import org.indiretta.presence.Presences;
import org.indiretta.protocol.CallView.CallProvider;
import org.indiretta.protocol.Reply;
import org.indiretta.routing.CityDay;
import org.indiretta.routing.CityDay.Worker;
import org.indiretta.routing.OfferTimings;
import org.indiretta.sql.Database;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.indiretta.transcript.AppendLimits;
import org.indiretta.transcript.SqlEntries;
import org.indiretta.transcript.TranscriptLog;

/**
 * The city hall of a {@link CityDay}: the real rooms of the server on a real PostgreSQL, with the
 * work of the days before, and a clock that the test moves. Links are written down once a minute
 * instead of every five seconds, so that a day is not mostly heartbeats.
 */
final class DayCity {
  static final SiteId SITE = new SiteId("rivalago");
  static final Instant OPENS = Instant.parse("2026-03-02T07:00:00Z");

  /** How many of each topic were measured on the days before, in writing, talking and showing. */
  private static final Map<Mode, Integer> PAST =
      Map.of(Mode.WRITE, 90, Mode.TALK, 25, Mode.SHOW, 12);

  final ManualClock clock = new ManualClock(OPENS);
  final HeardBus bus;
  final Consultations desk;
  final List<Principal.Staff> staff = new ArrayList<>();
  final List<Principal.Citizen> citizens = new ArrayList<>();
  final Database database;
  private final TestDatabase server;

  DayCity(TestDatabase server, CityDay day, long seed) throws Exception {
    this.server = server;
    this.database = server.database();
    Vertx timers = server.newTimers();
    server.empty("site, operator, citizen, node, presence");
    execute("INSERT INTO site (id, name) VALUES ('rivalago', '{\"it\": \"Rivalago\"}')");
    execute(
        "INSERT INTO topic_group (id, site_id, position, name)"
            + " VALUES ('desk', 'rivalago', 1, '{\"it\": \"Sportello\"}')");
    topics();
    day.workers.forEach(this::operator);
    execute(operators(day));
    execute(competences(day));
    citizens();
    past(day, seed);
    execute("ANALYZE");
    Timings timings = timings();
    this.bus = new HeardBus(new LocalBus(server.vertx()));
    Directory directory = await(Directory.open(timers, database, bus, clock));
    Presences presences = new Presences(database, clock, timings.links(), UUID.randomUUID());
    this.desk =
        new Consultations(
            new Rooms(
                database,
                directory,
                await(Calendars.open(timers, database, clock)),
                new TranscriptLog(
                    server.vertx(),
                    database,
                    clock,
                    AppendLimits.DEFAULT,
                    new SimpleMeterRegistry()),
                new SqlEntries(database),
                new FileStore(server.vertx(), database, clock),
                presences,
                bus,
                clock,
                timings,
                CallProvider.PEERS));
  }

  static TopicId topic(int number) {
    return new TopicId("t" + number);
  }

  /** A call that nobody answers keeps the operator's whole attention here, as a held one would. */
  private static Timings timings() {
    Timings usual = Timings.defaults();
    Duration tooLong = Duration.ofHours(12);
    return new Timings(
        usual.undo(),
        usual.hold(),
        usual.waitingGone(),
        usual.activeGone(),
        usual.callGone(),
        usual.reopen(),
        usual.readable(),
        Duration.ofMinutes(10),
        usual.unanswered(),
        new LinkTimings(
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(20),
            usual.links().answer()),
        OfferTimings.defaults(),
        new CallTimings(tooLong, tooLong, tooLong.multipliedBy(2), tooLong));
  }

  void execute(String sql) throws Exception {
    TestDatabase.execute(server.url(), sql);
  }

  /** Seconds since the beginning of the day. */
  double nowS() {
    return Duration.between(OPENS, clock.now()).toMillis() / 1_000.0;
  }

  /** Moves time to this moment of the day. */
  void at(double seconds) {
    Duration ahead = Duration.between(clock.now(), OPENS.plusMillis(Math.round(seconds * 1_000)));
    if (ahead.isPositive()) {
      clock.advance(ahead);
    }
  }

  /** True when it was done, false when it was refused: somebody was faster. */
  static boolean done(Future<Reply> answer) throws Exception {
    return !(await(answer) instanceof Reply.Refused);
  }

  // ── who and what there is ─────────────────────────────────────────────────────────────────────

  private void topics() throws Exception {
    StringJoiner rows = new StringJoiner(",");
    for (int topic = 0; topic < CityDay.TOPICS; topic++) {
      boolean frontDesk = topic == CityDay.TOPICS - 1;
      rows.add(
          "('t%d','rivalago','desk',%d,'{\"it\": \"Tema %d\"}','{WRITE,TALK,SHOW}',%b,%s)"
              .formatted(
                  topic,
                  topic + 1,
                  topic,
                  frontDesk,
                  frontDesk ? "NULL" : "'t" + (CityDay.TOPICS - 1) + "'"));
    }
    execute(
        "BEGIN; INSERT INTO topic (id, site_id, group_id, position, name, modes, front_desk,"
            + " overflow_topic) VALUES "
            + rows
            + "; COMMIT");
  }

  private void operator(Worker worker) {
    staff.add(
        new Principal.Staff(
            new OperatorId(new UUID(0x7000L, worker.number() + 1)),
            Role.OPERATOR,
            Set.of(),
            SignInId.next()));
  }

  private String operators(CityDay day) {
    StringJoiner rows = new StringJoiner(",");
    for (Worker worker : day.workers) {
      rows.add(
          "('%s','o%d@rivalago.example','O%d','Rossi','Sportello','OPERATOR','2026-01-01')"
              .formatted(staff.get(worker.number()).id(), worker.number(), worker.number()));
    }
    return "INSERT INTO operator (id, email, first_name, last_name, office, role, created_at)"
        + " VALUES "
        + rows;
  }

  private String competences(CityDay day) {
    StringJoiner rows = new StringJoiner(",");
    for (Worker worker : day.workers) {
      worker
          .levels()
          .forEach(
              (topic, level) ->
                  rows.add(
                      "('%s','t%d',%d)".formatted(staff.get(worker.number()).id(), topic, level)));
    }
    return "INSERT INTO competence (operator_id, topic_id, level) VALUES " + rows;
  }

  private void citizens() throws Exception {
    StringJoiner rows = new StringJoiner(",");
    for (int i = 0; i <= CityDay.CONSULTATIONS; i++) {
      CitizenId id = CitizenId.next();
      citizens.add(new Principal.Citizen(id, SITE));
      rows.add(
          "('%s','rivalago',decode(md5('%s'),'hex'),'2026-03-02','2027-01-01')".formatted(id, id));
    }
    execute("INSERT INTO citizen (id, site_id, token_hash, created_at, expires_at) VALUES " + rows);
  }

  private void past(CityDay day, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed + 1);
    StringJoiner rows = new StringJoiner(",");
    int number = 0;
    for (int topic = 0; topic < CityDay.TOPICS; topic++) {
      for (Map.Entry<Mode, Integer> kind : PAST.entrySet()) {
        for (int i = 0; i < kind.getValue(); i++) {
          rows.add(
              "('t%d','P%d','%s',%d)"
                  .formatted(
                      topic,
                      number++,
                      kind.getKey(),
                      Math.round(1_000 * day.durationS(random, topic, kind.getKey()))));
        }
      }
    }
    execute(
        """
        INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state, lane,
          language, started_at, queued_at, answered_at, ended_at)
        SELECT gen_random_uuid(), 'rivalago', topic, '%s', reference, mode, 'CLOSED', 3, 'it',
               t, t, t, t + ms * interval '1 millisecond'
        FROM (VALUES %s) v(topic, reference, mode, ms),
             (SELECT '2026-03-01T09:00:00Z'::timestamptz AS t) x
        """
            .formatted(citizens.get(CityDay.CONSULTATIONS).id(), rows));
  }
}
