package org.indiretta.consultation;

import static org.indiretta.sql.TestDatabase.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.indiretta.bus.LocalBus;
import org.indiretta.calendar.Calendars;
import org.indiretta.calendar.Closure;
import org.indiretta.calendar.SiteCalendar;
import org.indiretta.directory.Directory;
import org.indiretta.file.FileStore;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.identity.SignInId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.Telephone;
import org.indiretta.identity.TopicId;
import org.indiretta.presence.Presences;
import org.indiretta.protocol.AwayReason;
import org.indiretta.protocol.CallView.CallProvider;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Page;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.QueueCommand;
import org.indiretta.protocol.Reply;
import org.indiretta.routing.SqlChoices;
import org.indiretta.sql.Database;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.indiretta.transcript.AppendLimits;
import org.indiretta.transcript.SqlEntries;
import org.indiretta.transcript.TranscriptLog;

/**
 * A small city on a real PostgreSQL whose clock stands still: topics {@code passport} and {@code
 * tax}, backups for the first are asked at once; operators Anna (passport 1, tax 2), Bruno
 * (passport 2) and Carla (tax 1). What its commands answer is returned as the wire would carry it.
 */
final class City {
  static final SiteId SITE = new SiteId("rivalago");
  static final TopicId PASSPORT = new TopicId("passport");
  static final TopicId TAX = new TopicId("tax");

  /** As the server's, but patient: these tests are about rules, also on a machine that is busy. */
  private static final AppendLimits APPENDS =
      new AppendLimits(400, 1 << 20, 2, 20_000, 32 << 20, 8_000, 20_000);

  private static final AtomicInteger IDS = new AtomicInteger();

  final TestDatabase database;
  final ManualClock clock = new ManualClock();
  final Timings timings = Timings.defaults();
  final HeardBus bus;
  final Directory directory;
  final Calendars calendars;
  final Presences presences;
  final Consultations desk;
  final Principal.Staff anna;
  final Principal.Staff bruno;
  final Principal.Staff carla;

  private City(TestDatabase database) throws Exception {
    this.database = database;
    Vertx timers = database.newTimers();
    database.empty("site, operator, citizen, node, presence");
    execute("INSERT INTO site (id, name) VALUES ('rivalago', '{\"it\": \"Rivalago\"}')");
    execute(
        "INSERT INTO topic_group (id, site_id, position, name)"
            + " VALUES ('desk', 'rivalago', 1, '{\"it\": \"Sportello\"}')");
    topic("passport", 1, 0);
    topic("tax", 2, 60);
    this.anna = operator("Anna");
    this.bruno = operator("Bruno");
    this.carla = operator("Carla");
    serves(anna, "passport", 1);
    serves(anna, "tax", 2);
    serves(bruno, "passport", 2);
    serves(carla, "tax", 1);
    this.bus = new HeardBus(new LocalBus(database.vertx()));
    this.directory = await(Directory.open(timers, database.database(), bus, clock));
    this.calendars = await(Calendars.open(timers, database.database(), clock));
    this.presences = presences(UUID.randomUUID());
    this.desk = node(presences);
  }

  /** Calls may take 8 s: these tests are about rules, also on a machine that is busy. */
  static TestDatabase database() {
    return new TestDatabase(new Database.Limits(12, 2_000, 8_000, 8_000));
  }

  /** A fresh city; what the test before left is gone. */
  static City fresh(TestDatabase database) throws Exception {
    return new City(database);
  }

  /** Links of another node of the same city. */
  Presences presences(UUID node) {
    return new Presences(database.database(), clock, timings.links(), node);
  }

  /** Another node of the same city. */
  Consultations node(Presences its) {
    return node(its, database.database());
  }

  /** The same, which comes to the database by a way of its own. */
  Consultations node(Presences its, Database way) {
    return new Consultations(
        new Rooms(
            way,
            directory,
            calendars,
            new TranscriptLog(
                database.vertx(), database.database(), clock, APPENDS, new SimpleMeterRegistry()),
            new SqlEntries(database.database()),
            new FileStore(database.vertx(), database.database(), clock),
            its,
            bus,
            clock,
            timings,
            CallProvider.PEERS));
  }

  // ── who is there ──────────────────────────────────────────────────────────────────────────────

  void execute(String sql) throws Exception {
    TestDatabase.execute(database.url(), sql);
  }

  /**
   * @param widenS after how long backups are asked too
   */
  private void topic(String id, int position, int widenS) throws Exception {
    execute(
        ("INSERT INTO topic (id, site_id, group_id, position, name, widen_after_s)"
                + " VALUES ('%s', 'rivalago', 'desk', %d, '{\"it\": \"%s\"}', %d)")
            .formatted(id, position, id, widenS));
  }

  private Principal.Staff operator(String name) throws Exception {
    OperatorId id = OperatorId.next();
    execute(
        ("INSERT INTO operator (id, email, first_name, last_name, office, role, created_at)"
                + " VALUES ('%s', '%s@rivalago.example', '%s', 'Rossi', 'Sportello', 'OPERATOR',"
                + " '2026-01-01')")
            .formatted(id, name, name));
    return new Principal.Staff(id, Role.OPERATOR, Set.of(), SignInId.next());
  }

  /** As {@link #serves}, instead of the level before, and known to the rooms. */
  void servesNow(Principal.Staff staff, String topic, int level) throws Exception {
    execute(
        "DELETE FROM competence WHERE operator_id = '%s' AND topic_id = '%s'"
            .formatted(staff.id(), topic));
    serves(staff, topic, level);
    await(directory.reread());
  }

  void serves(Principal.Staff staff, String topic, int level) throws Exception {
    execute(
        "INSERT INTO competence (operator_id, topic_id, level) VALUES ('%s', '%s', %d)"
            .formatted(staff.id(), topic, level));
  }

  void disable(Principal.Staff staff) throws Exception {
    execute("UPDATE operator SET disabled_at = '2026-03-02' WHERE id = '" + staff.id() + "'");
    await(directory.reread());
  }

  void withoutOffice(Principal.Staff staff) throws Exception {
    execute("UPDATE operator SET office = '' WHERE id = '" + staff.id() + "'");
    await(directory.reread());
  }

  /** Open on Mondays at these times, in Rivalago's time zone. */
  void hours(String... parts) throws Exception {
    List<String> monday =
        java.util.Arrays.stream(parts)
            .map(part -> part.split("-", -1))
            .map(part -> "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(part[0], part[1]))
            .toList();
    execute(
        ("INSERT INTO calendar (site_id, week, changed_at)"
                + " VALUES ('rivalago', '{\"MONDAY\": %s}', '2026-03-01')"
                + " ON CONFLICT (site_id) DO UPDATE SET week = excluded.week")
            .formatted(monday));
    await(calendars.reread());
  }

  /** Closed at once, with this text, for a topic or for all (null). */
  void closure(String text, TopicId topic) throws Exception {
    await(
        calendars.put(
            new SiteCalendar(
                SITE,
                null,
                null,
                null,
                null,
                List.of(
                    new Closure(clock.now(), null, topic, java.util.Map.of(Language.IT, text))))));
  }

  /** Linked and AVAILABLE. */
  void available(Principal.Staff... staff) throws Exception {
    for (Principal.Staff each : staff) {
      await(desk.linked(each));
      expectDone(
          desk.setPresence(
              each, new Command.SetPresence(command(), PresenceState.AVAILABLE, null, null)));
    }
    sweep();
  }

  void away(Principal.Staff staff) throws Exception {
    expectDone(
        desk.setPresence(
            staff, new Command.SetPresence(command(), PresenceState.AWAY, AwayReason.BREAK, null)));
    sweep();
  }

  void sweep() throws Exception {
    await(desk.sweep());
  }

  /**
   * Moves time in steps that keep every link fresh, sweeping after each, as a live node would. The
   * last heartbeat can be one {@code heartbeat} old before a step, and a run of routing that a move
   * before it began can still be under way: such a run must find nobody gone either.
   */
  void pass(Duration time) throws Exception {
    Duration most = timings.links().fresh().minus(timings.links().heartbeat()).minusSeconds(1);
    Duration left = time;
    while (left.isPositive()) {
      Duration step = left.compareTo(most) > 0 ? most : left;
      clock.advance(step);
      sweep();
      left = left.minus(step);
    }
  }

  Principal.Citizen citizen() throws Exception {
    CitizenId id = CitizenId.next();
    execute(
        ("INSERT INTO citizen (id, site_id, token_hash, created_at, expires_at)"
                + " VALUES ('%s', 'rivalago', decode(md5('%s'), 'hex'), '2026-03-02',"
                + " '2027-01-01')")
            .formatted(id, id));
    Principal.Citizen citizen = new Principal.Citizen(id, SITE);
    await(desk.linked(citizen));
    return citizen;
  }

  // ── what they do ──────────────────────────────────────────────────────────────────────────────

  static String command() {
    return "c" + IDS.incrementAndGet();
  }

  static Command.StartConsultation startCommand(TopicId topic) {
    return new Command.StartConsultation(
        command(),
        topic,
        Mode.WRITE,
        Language.IT,
        "Il mio passaporto scade",
        "Maria",
        new Page("https://rivalago.example/passaporto?id=7"),
        null,
        null);
  }

  @CanIgnoreReturnValue
  ConsultationView start(Principal.Citizen citizen, TopicId topic) throws Exception {
    return ((Reply.Started) await(desk.start(citizen, startCommand(topic)))).consultation();
  }

  /** A consultation that {@code by} answers, and its citizen. */
  @CanIgnoreReturnValue
  Talk talk(Principal.Staff by) throws Exception {
    Principal.Citizen citizen = citizen();
    ConsultationId id = start(citizen, PASSPORT).id();
    expectDone(take(by, id));
    sweep();
    return new Talk(citizen, id);
  }

  record Talk(Principal.Citizen citizen, ConsultationId id) {}

  Future<Reply> take(Principal.Staff staff, ConsultationId id) {
    return desk.take(staff, new Command.TakeConsultation(command(), id));
  }

  Future<Reply> accept(Principal.Staff staff, ConsultationId id) {
    return desk.acceptOffer(staff, new Command.AcceptOffer(command(), id));
  }

  Future<Reply> decline(Principal.Staff staff, ConsultationId id) {
    return desk.declineOffer(staff, new Command.DeclineOffer(command(), id));
  }

  Future<Reply> close(Principal.Staff staff, ConsultationId id, Outcome outcome) {
    return desk.close(staff, new Command.CloseConsultation(command(), id, outcome));
  }

  Future<Reply> send(Principal principal, ConsultationId id, String text) {
    return desk.send(
        principal,
        new Command.SendMessage(
            command(), id, new ClientMessageId("m" + IDS.incrementAndGet()), text),
        "connection");
  }

  Future<Reply> handOver(Principal.Staff from, ConsultationId id, Principal.Staff to) {
    return desk.offerHandOver(
        from, new Command.OfferHandOver(command(), id, to.id(), "please go on"));
  }

  Future<Reply> answerHandOver(Principal.Staff staff, ConsultationId id, boolean accept) {
    return desk.answerHandOver(staff, new Command.AnswerHandOver(command(), id, accept));
  }

  Future<Reply> transfer(Principal.Staff from, ConsultationId id, TopicId topic) {
    return desk.transfer(
        from, new QueueCommand.TransferToTopic(command(), id, topic, "knows the rules"));
  }

  /** Starts with a code that a citizen typed. */
  Future<Reply> startWith(Principal.Citizen citizen, String returnCode, String joinCode) {
    return desk.start(
        citizen,
        new Command.StartConsultation(
            command(),
            null,
            Mode.WRITE,
            Language.IT,
            "Ho portato il modulo",
            null,
            null,
            returnCode,
            joinCode));
  }

  Future<Reply> keepPlace(Principal.Citizen citizen, ConsultationId id, String telephone) {
    return desk.keepPlace(
        citizen,
        new QueueCommand.KeepPlace(
            command(), id, telephone == null ? null : new Telephone(telephone)));
  }

  Future<Reply> reopen(Principal.Citizen citizen, ConsultationId id) {
    return desk.reopen(citizen, new Command.ReopenConsultation(command(), id));
  }

  Reply.Resumed resume(Principal principal, ConsultationId id) throws Exception {
    return (Reply.Resumed) await(desk.resume(principal, new Command.Resume(command(), id, 0)));
  }

  ConsultationView view(Principal.Citizen citizen) throws Exception {
    return await(desk.ofCitizen(citizen)).getFirst();
  }

  /** To whom it is offered now; null: to nobody. */
  OperatorId offeredTo(ConsultationId id) throws Exception {
    return deskOf(anna).waiting().stream()
        .filter(each -> each.id().equals(id))
        .map(DeskView.Waiting::offeredTo)
        .filter(to -> to != null)
        .findFirst()
        .orElse(null);
  }

  /** Who was asked for it and why, oldest first. */
  List<SqlChoices.Choice> choices(ConsultationId id) throws Exception {
    return await(new SqlChoices(database.database()).of(id));
  }

  DeskView deskOf(Principal.Staff staff) throws Exception {
    return await(desk.desk(staff));
  }

  /** The events of the transcript in their order, as the citizen sees them. */
  List<EventKind> events(Talk talk) throws Exception {
    return resume(talk.citizen(), talk.id()).entries().stream()
        .map(Entry::body)
        .filter(Entry.Body.Event.class::isInstance)
        .map(body -> ((Entry.Body.Event) body).event())
        .toList();
  }

  // ── what is expected ──────────────────────────────────────────────────────────────────────────

  @CanIgnoreReturnValue
  static Reply expectDone(Future<Reply> answer) throws Exception {
    Reply reply = await(answer);
    if (reply instanceof Reply.Refused refused) {
      throw new AssertionError("refused: " + refused);
    }
    return reply;
  }

  @CanIgnoreReturnValue
  static Reply.Refused expectRefused(Future<Reply> answer, ErrorCode code) throws Exception {
    Reply reply = await(answer);
    if (reply instanceof Reply.Refused refused && refused.code() == code) {
      return refused;
    }
    throw new AssertionError(code + " was expected, not " + reply);
  }

  /** All of several answers, in the order given. */
  @CanIgnoreReturnValue
  static List<Reply> all(List<Future<Reply>> answers) throws Exception {
    await(Future.all(answers));
    return answers.stream().map(Future::result).toList();
  }
}
