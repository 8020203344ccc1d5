package org.indiretta.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Signals;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The group commit against a real PostgreSQL. */
class TranscriptLogTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final ManualClock clock = new ManualClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Desk desk;
  private Database pool;
  private SqlEntries entries;

  @BeforeEach
  void prepare() throws Exception {
    desk = Desk.in(DATABASE.url());
    pool = await(Database.open(DATABASE.vertx(), DATABASE.url(), AppendLimits.DEFAULT.pool()));
    entries = new SqlEntries(DATABASE.database());
  }

  @AfterEach
  void close() throws Exception {
    await(pool.close());
    desk.sql("TRUNCATE site, citizen, operator, entry CASCADE");
  }

  private TranscriptLog log(AppendLimits limits) {
    return new TranscriptLog(DATABASE.vertx(), pool, clock, limits, registry);
  }

  private TranscriptLog log() {
    return log(AppendLimits.DEFAULT);
  }

  private static Append says(Desk.Talk talk, String id, String text) {
    return new Append(
        talk.id(),
        new Writer.Citizen(talk.citizen()),
        new ClientMessageId(id),
        new Body.Message(text));
  }

  private static Appended.Committed committed(Appended appended) {
    return (Appended.Committed) appended;
  }

  private static Appended.Reason reason(Appended appended) {
    return ((Appended.Refused) appended).reason();
  }

  private List<Entry> stored(ConsultationId id) throws Exception {
    return await(entries.entriesAfter(id, 0, SqlEntries.READ_ENTRIES));
  }

  // ── P1, P2 ─────────────────────────────────────────────────────────────────────────────────────

  @Test
  void p1_anAnswerMeansThatAnotherConnectionReadsIt() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");

    Appended.Committed answer = committed(await(log().append(says(talk, "a", "Buongiorno"))));

    assertThat(stored(talk.id()))
        .containsExactly(
            new Entry(
                talk.id(),
                1,
                answer.at(),
                new Writer.Citizen(talk.citizen()),
                new ClientMessageId("a"),
                new Body.Message("Buongiorno")));
  }

  @Test
  void p2_manyWritersGetPlacesWithoutAHoleAndAnswersInTheirOrder() throws Exception {
    List<Desk.Talk> talks = desk.talks("ACTIVE", 40);
    TranscriptLog log = log(AppendLimits.DEFAULT.with(17, 2));
    Random random = new Random(42);
    List<Long> told = Collections.synchronizedList(new ArrayList<>());
    List<Future<Appended>> answers = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Desk.Talk talk = talks.get(random.nextInt(talks.size()));
      boolean watched = talk.equals(talks.getFirst());
      answers.add(
          log.append(says(talk, "m" + i, "n. " + i))
              .onSuccess(a -> told.addAll(watched ? List.of(committed(a).seq()) : List.of())));
    }

    await(Future.all(answers));

    assertThat(told).isSorted();
    for (Desk.Talk talk : talks) {
      List<Entry> all = stored(talk.id());
      assertThat(all)
          .extracting(Entry::seq)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, all.size()).boxed().toList());
      assertThat(all)
          .extracting(e -> Integer.parseInt(e.clientMessageId().value().substring(1)))
          .isSorted();
    }
  }

  @Test
  void p2_twoNodesShareOneConsultationWithoutAHole() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog one = log();
    Database otherPool =
        await(Database.open(DATABASE.vertx(), DATABASE.url(), AppendLimits.DEFAULT.pool()));
    TranscriptLog other =
        new TranscriptLog(
            DATABASE.vertx(), otherPool, clock, AppendLimits.DEFAULT, new SimpleMeterRegistry());
    List<Future<Appended>> answers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      answers.add((i % 2 == 0 ? one : other).append(says(talk, "m" + i, "n. " + i)));
    }

    await(Future.all(answers));

    assertThat(stored(talk.id()))
        .extracting(Entry::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 300).boxed().toList());
    await(otherPool.close());
  }

  @Test
  void theAnswerComesOnTheCallersContext() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog log = log();
    Promise<Boolean> same = Promise.promise();
    Context mine = DATABASE.vertx().getOrCreateContext();

    mine.runOnContext(
        v -> {
          var _ =
              log.append(says(talk, "a", "Ecco"))
                  .onComplete(r -> same.complete(mine.equals(Vertx.currentContext())));
        });

    assertThat(await(same.future())).isTrue();
  }

  // ── P3 ─────────────────────────────────────────────────────────────────────────────────────────

  @Test
  void p3_aRetryHasOneEffectAndTheSamePlace() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog log = log();

    Appended.Committed first = committed(await(log.append(says(talk, "a", "Ecco"))));
    Appended.Committed again = committed(await(log.append(says(talk, "a", "Ecco"))));

    assertThat(again.seq()).isEqualTo(first.seq());
    assertThat(again.at()).isEqualTo(first.at());
    assertThat(again.repeated()).isTrue();
    assertThat(stored(talk.id())).hasSize(1);
  }

  @Test
  void p3_retriesUnderWayJoinTheFirst() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog log = log();

    List<Future<Appended>> answers =
        IntStream.range(0, 20).mapToObj(i -> log.append(says(talk, "a", "Ecco"))).toList();
    await(Future.all(answers));

    assertThat(answers).allSatisfy(a -> assertThat(committed(a.result()).seq()).isEqualTo(1));
    assertThat(answers).filteredOn(a -> !committed(a.result()).repeated()).hasSize(1);
    assertThat(stored(talk.id())).hasSize(1);
  }

  @Test
  void p3_afterARestartARetryFindsItsPlaceAndNeighboursAreWritten() throws Exception {
    List<Desk.Talk> talks = desk.talks("ACTIVE", 10);
    for (Desk.Talk talk : talks) {
      await(log().append(says(talk, "a", "Ecco")));
    }
    TranscriptLog restarted = log();
    List<Future<Appended>> answers = new ArrayList<>();
    for (Desk.Talk talk : talks) {
      answers.add(restarted.append(says(talk, "a", "Ecco")));
      answers.add(restarted.append(says(talk, "b", "E poi")));
    }

    await(Future.all(answers));

    for (int i = 0; i < talks.size(); i++) {
      Appended.Committed retry = committed(answers.get(2 * i).result());
      assertThat(retry.seq()).isEqualTo(1);
      // Nobody knows whether its news was told before the restart.
      assertThat(retry.repeated()).isFalse();
      assertThat(committed(answers.get(2 * i + 1).result()).seq()).isEqualTo(2);
      assertThat(stored(talks.get(i).id())).hasSize(2);
    }
  }

  @Test
  void p3_anIdUsedForAnotherContentIsRefused() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog log = log();
    await(log.append(says(talk, "a", "Ecco")));

    Appended fromMemory = await(log.append(says(talk, "a", "Altro")));
    Appended fromDatabase = await(log().append(says(talk, "a", "Altro")));
    Future<Appended> first = log.append(says(talk, "b", "Uno"));
    Appended underWay = await(log.append(says(talk, "b", "Due")));
    await(first);

    assertThat(List.of(fromMemory, fromDatabase, underWay))
        .allSatisfy(a -> assertThat(reason(a)).isEqualTo(Appended.Reason.ID_REUSED));
    assertThat(stored(talk.id())).hasSize(2);
  }

  @Test
  void p3_theSameIdOfAnotherWriterIsAnotherEntry() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog log = log();

    await(log.append(says(talk, "a", "Ecco")));
    Appended operators = await(log.append(answers(talk, "a", "Ecco")));

    assertThat(committed(operators).seq()).isEqualTo(2);
  }

  private Append answers(Desk.Talk talk, String id, String text) {
    return new Append(
        talk.id(),
        new Writer.Operator(desk.operator),
        new ClientMessageId(id),
        new Body.Message(text));
  }

  // ── who may write when ─────────────────────────────────────────────────────────────────────────

  @Test
  void theCitizenWritesUntilTheEndAndTheOperatorWhileActive() throws Exception {
    for (String state : List.of("WAITING", "OFFERED", "ACTIVE", "WRAP_UP")) {
      Desk.Talk talk = desk.talk(state);
      assertThat(committed(await(log().append(says(talk, "a", "Ecco")))).seq()).isEqualTo(1);
      Appended operators = await(log().append(answers(talk, "b", "Sì")));
      assertThat(operators instanceof Appended.Committed).isEqualTo(state.equals("ACTIVE"));
    }
    for (String state : List.of("CLOSED", "ABANDONED", "REFUSED")) {
      Desk.Talk talk = desk.talk(state);
      assertThat(reason(await(log().append(says(talk, "a", "Ecco")))))
          .isEqualTo(Appended.Reason.WRONG_STATE);
      assertThat(stored(talk.id())).isEmpty();
    }
  }

  @Test
  void notesAreWrittenInWrapUpToo() throws Exception {
    Desk.Talk talk = desk.talk("WRAP_UP");
    Append note =
        new Append(
            talk.id(),
            new Writer.Operator(desk.operator),
            new ClientMessageId("n"),
            new Body.Note("richiamare"));

    assertThat(committed(await(log().append(note))).seq()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                new Append(
                    talk.id(),
                    new Writer.Citizen(talk.citizen()),
                    new ClientMessageId("n"),
                    new Body.Note("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void somebodyElsesConsultationIsNotFound() throws Exception {
    Desk.Talk mine = desk.talk("ACTIVE");
    Desk.Talk unknown = new Desk.Talk(ConsultationId.next(), mine.citizen());
    Desk.Talk foreign = new Desk.Talk(mine.id(), CitizenId.next());
    Append stranger =
        new Append(
            mine.id(),
            new Writer.Operator(OperatorId.next()),
            new ClientMessageId("a"),
            new Body.Message("x"));

    List<Future<Appended>> answers =
        List.of(
            log().append(says(unknown, "a", "x")),
            log().append(says(foreign, "a", "x")),
            log().append(stranger));
    await(Future.all(answers));

    assertThat(answers)
        .allSatisfy(a -> assertThat(reason(a.result())).isEqualTo(Appended.Reason.NOT_FOUND));
    assertThat(stored(mine.id())).isEmpty();
  }

  // ── neighbours ─────────────────────────────────────────────────────────────────────────────────

  @Test
  void aLockedRowHoldsUpNobodyAndIsRefusedInTime() throws Exception {
    Desk.Talk locked = desk.talk("ACTIVE");
    List<Desk.Talk> others = desk.talks("ACTIVE", 20);
    TranscriptLog log = log();
    try (Connection holder = hold(locked)) {
      long started = System.nanoTime();
      Future<Appended> waits = log.append(says(locked, "a", "Ecco"));
      List<Future<Appended>> free =
          others.stream().map(talk -> log.append(says(talk, "a", "Ecco"))).toList();

      await(Future.all(free));
      assertThat(waits.isComplete()).isFalse();
      assertThat(reason(await(waits))).isEqualTo(Appended.Reason.UNAVAILABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
      holder.rollback();
    }
    assertThat(committed(await(log.append(says(locked, "a", "Ecco")))).seq()).isEqualTo(1);
  }

  @Test
  void whatWaitedForALockedRowKeepsItsOrder() throws Exception {
    Desk.Talk locked = desk.talk("ACTIVE");
    TranscriptLog log = log(AppendLimits.DEFAULT.with(3, 2));
    List<Future<Appended>> answers = new ArrayList<>();
    try (Connection holder = hold(locked)) {
      for (int i = 0; i < 10; i++) {
        answers.add(log.append(says(locked, "m" + i, "n. " + i)));
      }
      await(log.append(says(desk.talk("ACTIVE"), "a", "passa")));
      holder.rollback();
    }

    await(Future.all(answers));

    assertThat(answers)
        .extracting(a -> committed(a.result()).seq())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
  }

  private static Connection hold(Desk.Talk talk) throws Exception {
    Connection holder =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:%d/%s"
                .formatted(DATABASE.url().port(), DATABASE.url().database()),
            DATABASE.url().user(),
            DATABASE.url().password());
    holder.setAutoCommit(false);
    try (var statement = holder.createStatement()) {
      assertThat(
              statement.execute(
                  "SELECT 1 FROM consultation WHERE id = '" + talk.id() + "' FOR UPDATE"))
          .isTrue();
    }
    return holder;
  }

  @Test
  void anEntryThatPostgresRefusesFailsAlone() throws Exception {
    List<Desk.Talk> talks = desk.talks("ACTIVE", 30);
    desk.sql("ALTER TABLE entry ADD CONSTRAINT no_poison CHECK (text <> 'poison') NOT VALID");
    try {
      TranscriptLog log = log();
      List<Future<Appended>> answers = new ArrayList<>();
      for (int i = 0; i < talks.size(); i++) {
        answers.add(log.append(says(talks.get(i), "a", i == 11 ? "poison" : "pane")));
        answers.add(log.append(says(talks.get(i), "b", "vino")));
      }
      await(Future.join(answers).otherwiseEmpty());

      assertThat(answers).filteredOn(Future::failed).containsExactly(answers.get(22));
      assertThat(stored(talks.get(11).id()))
          .extracting(Entry::body)
          .containsExactly(new Body.Message("vino"));
      assertThat(stored(talks.get(12).id())).hasSize(2);
    } finally {
      desk.sql("ALTER TABLE entry DROP CONSTRAINT no_poison");
    }
  }

  @Test
  void whatPostgresCannotStoreNeverReachesIt() {
    Desk.Talk talk = new Desk.Talk(ConsultationId.next(), CitizenId.next());
    for (String text : List.of("a\u0000b", "a\ud800b", "\udc00", " ", "x".repeat(4001))) {
      assertThatThrownBy(() -> says(talk, "a", text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  // ── P8 ─────────────────────────────────────────────────────────────────────────────────────────

  @Test
  void p8_oneMoreThanTheQueueHoldsIsRefusedAtOnceAndNothingAcceptedIsLost() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog entriesBound = log(new AppendLimits(400, 1 << 20, 1, 5, 1 << 20, 1_900, 10));
    TranscriptLog bytesBound = log(new AppendLimits(400, 1 << 20, 1, 500, 4_000, 1_900, 10));

    List<Future<Appended>> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(entriesBound.append(says(talk, "m" + i, "n. " + i)));
      answers.add(bytesBound.append(says(talk, "b" + i, "x".repeat(300))));
    }
    await(Future.all(answers));

    List<Future<Appended>> refused =
        answers.stream().filter(a -> a.result() instanceof Appended.Refused).toList();
    assertThat(refused).hasSizeGreaterThan(40);
    assertThat(refused)
        .allSatisfy(a -> assertThat(reason(a.result())).isEqualTo(Appended.Reason.UNAVAILABLE));
    assertThat(stored(talk.id())).hasSize(80 - refused.size());
    assertThat(registry.counter("indiretta.append.refused", "reason", "UNAVAILABLE").count())
        .isEqualTo(refused.size());
  }

  @Test
  void aStoppedPostgresIsRefusedWithinTwoSecondsAndHealsByItself() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog log = log();
    await(log.append(says(talk, "a", "prima")));
    Signals.toAll("STOP", TestDatabase.server());
    try {
      long started = System.nanoTime();
      List<Future<Appended>> answers =
          IntStream.range(0, 50).mapToObj(i -> log.append(says(talk, "m" + i, "n. " + i))).toList();
      await(Future.all(answers));

      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
      assertThat(answers)
          .allSatisfy(a -> assertThat(reason(a.result())).isEqualTo(Appended.Reason.UNAVAILABLE));
    } finally {
      Signals.toAll("CONT", TestDatabase.server());
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Appended healed = await(log.append(says(talk, "z", "dopo")));
    while (healed instanceof Appended.Refused && System.nanoTime() < deadline) {
      healed = await(log.append(says(talk, "z", "dopo")));
    }

    List<Entry> all = stored(talk.id());
    assertThat(healed).isInstanceOf(Appended.Committed.class);
    assertThat(all.getLast().body()).isEqualTo(new Body.Message("dopo"));
    assertThat(all)
        .extracting(Entry::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, all.size()).boxed().toList());
    assertThat(all).extracting(Entry::clientMessageId).doesNotHaveDuplicates();
  }

  // ── entries within a transition ────────────────────────────────────────────────────────────────

  @Test
  void p2_eventsOfATransitionAndMessagesShareOneRowOfPlaces() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog log = log();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.add(log.append(says(talk, "m" + i, "n. " + i)));
      if (i % 4 == 0) {
        all.add(
            DATABASE
                .database()
                .inTransaction(
                    tx ->
                        entries.appendEvent(
                            tx, talk.id(), new Body.Event("warned", null, null), clock.now())));
      }
    }

    await(Future.all(all));

    assertThat(stored(talk.id()))
        .extracting(Entry::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 75).boxed().toList());
  }

  @Test
  void aWithdrawnEntryKeepsItsPlaceAndNothingElse() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog log = log();
    await(log.append(says(talk, "a", "del cittadino")));
    await(log.append(answers(talk, "b", "il numero sbagliato")));

    assertThat(await(entries.withdraw(talk.id(), desk.operator, 2, clock.now())))
        .isEqualTo(SqlEntries.Withdrawn.DONE);
    assertThat(await(entries.withdraw(talk.id(), desk.operator, 1, clock.now())))
        .isEqualTo(SqlEntries.Withdrawn.NOT_FOUND);
    assertThat(await(entries.withdraw(talk.id(), OperatorId.next(), 1, clock.now())))
        .isEqualTo(SqlEntries.Withdrawn.WRONG_STATE);

    assertThat(stored(talk.id()))
        .extracting(Entry::body)
        .containsExactly(new Body.Message("del cittadino"), new Body.Erased());
    assertThat(await(entries.erasedUpTo(talk.id(), 2))).containsExactly(2L);
    assertThat(
            await(
                DATABASE
                    .database()
                    .list(
                        Sql.of("SELECT count(*) AS n FROM entry e WHERE e::text LIKE '%numero%'")
                            .bound(),
                        row -> row.getLong("n"))))
        .containsExactly(0L);
    // P3: a late retry of what was withdrawn does not bring it back.
    assertThat(committed(await(log().append(answers(talk, "b", "il numero sbagliato")))).seq())
        .isEqualTo(2);
    assertThat(stored(talk.id())).hasSize(2);
  }
}
