package org.indiretta.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.sql.Signals;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.Stopwatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The group commit against a real PostgreSQL: locks, refusals, too much, an absent database. */
class TranscriptTroubleTest extends LogFixture {
  private static final Duration REFUSED_WITHIN = Duration.ofSeconds(2);

  /** What is locked is refused after a while, and what is not has its time on a busy machine. */
  private static final AppendLimits UNHURRIED =
      new AppendLimits(400, 1 << 20, 1, 20_000, 32 << 20, 4_000, 20_000);

  // ── neighbours ─────────────────────────────────────────────────────────────────────────────────

  @Test
  void aLockedRowHoldsUpNobody() throws Exception {
    Desk.Talk locked = desk.talk("ACTIVE");
    List<Desk.Talk> others = desk.talks("ACTIVE", 20);
    TranscriptLog log = log(PATIENT);
    try (Connection holder = hold(locked)) {
      Future<Appended> waits = log.append(says(locked, "a", "Ecco"));
      List<Future<Appended>> free =
          others.stream().map(talk -> log.append(says(talk, "a", "Ecco"))).toList();

      await(Future.all(free));
      assertThat(free)
          .allSatisfy(a -> assertThat(a.result()).isInstanceOf(Appended.Committed.class));
      assertThat(waits.isComplete()).isFalse();
      holder.rollback();
      assertThat(committed(await(waits)).seq()).isEqualTo(1);
    }
  }

  @Test
  void whatALockedRowHoldsUpIsRefusedInTime() throws Exception {
    Desk.Talk locked = desk.talk("ACTIVE");
    TranscriptLog log = log();
    try (Connection holder = hold(locked)) {
      Stopwatch watch = Stopwatch.start();
      assertThat(reason(await(log.append(says(locked, "a", "Ecco")))))
          .isEqualTo(Appended.Reason.UNAVAILABLE);
      watch.assertLessThan(REFUSED_WITHIN);
      holder.rollback();
    }
    healed(log, locked);
  }

  @Test
  void whatWaitedForALockedRowKeepsItsOrder() throws Exception {
    Desk.Talk locked = desk.talk("ACTIVE");
    TranscriptLog log = log(PATIENT.with(3, 2));
    List<Future<Appended>> answers = new ArrayList<>();
    try (Connection holder = hold(locked)) {
      for (int i = 0; i < 10; i++) {
        answers.add(log.append(says(locked, "m" + i, "n. " + i)));
      }
      var _ = committed(await(log.append(says(desk.talk("ACTIVE"), "a", "passa"))));
      holder.rollback();
    }

    await(Future.all(answers));

    assertThat(answers)
        .extracting(a -> committed(a.result()).seq())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
  }

  /** Else it would stand before what the same person said first and has to say again. */
  @Test
  void whatCameBehindARefusedOneIsRefusedWithIt() throws Exception {
    Desk.Talk locked = desk.talk("ACTIVE");
    Desk.Talk other = desk.talk("ACTIVE");
    TranscriptLog log = log(UNHURRIED);
    Future<Appended> first;
    Future<Appended> second;
    try (Connection holder = hold(locked)) {
      first = log.append(says(locked, "a", "Prima"));
      // Until the first is no longer in a batch that takes all.
      var _ = committed(await(log.append(says(other, "m", "passa"))));
      second = log.append(says(locked, "b", "Seconda"));

      assertThat(reason(await(first))).isEqualTo(Appended.Reason.UNAVAILABLE);
      holder.rollback();
      assertThat(reason(await(second))).isEqualTo(Appended.Reason.UNAVAILABLE);
    }

    assertThat(committed(await(log.append(says(locked, "a", "Prima")))).seq()).isEqualTo(1);
    assertThat(committed(await(log.append(says(locked, "b", "Seconda")))).seq()).isEqualTo(2);
  }

  /** It may have been on its way before its sender could hear of the refusal. */
  @Test
  void whatCameAfterARefusedOneWaitsUntilThatComesAgain() throws Exception {
    Desk.Talk locked = desk.talk("ACTIVE");
    TranscriptLog log = log(UNHURRIED);
    refuseForNow(log, locked);

    Appended second = await(log.append(says(locked, "b", "Seconda"), "c1"));
    Appended answer = await(log.append(answers(locked, "b", "Buongiorno"), "c2"));
    Appended first = await(log.append(says(locked, "a", "Prima"), "c1"));
    Appended secondAgain = await(log.append(says(locked, "b", "Seconda"), "c1"));

    assertThat(reason(second)).isEqualTo(Appended.Reason.UNAVAILABLE);
    assertThat(committed(answer).seq()).isEqualTo(1);
    assertThat(committed(first).seq()).isEqualTo(2);
    assertThat(committed(secondAgain).seq()).isEqualTo(3);
  }

  /** Its sender begins anew there, with what is open, in its order. */
  @Test
  void whoComesByAnotherConnectionWaitsForNothing() throws Exception {
    Desk.Talk locked = desk.talk("ACTIVE");
    TranscriptLog log = log(UNHURRIED);
    refuseForNow(log, locked);

    assertThat(committed(await(log.append(says(locked, "b", "Seconda"), "c2"))).seq()).isEqualTo(1);
  }

  @Test
  void aQueueThatWasFullForAMomentLetsNobodyOvertakeThemselves() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog log = log(new AppendLimits(400, 1 << 20, 1, 1, 1 << 20, 8_000, 10));
    Future<Appended> fills;
    Appended first;
    try (Connection holder = hold(talk)) {
      fills = log.append(answers(talk, "f", "Un momento"), "c2");
      first = await(log.append(says(talk, "a", "Prima"), "c1"));
      holder.rollback();
    }
    Appended.Committed filled = committed(await(fills));

    Appended second = await(log.append(says(talk, "b", "Seconda"), "c1"));
    Appended again = await(log.append(says(talk, "a", "Prima"), "c1"));
    Appended secondAgain = await(log.append(says(talk, "b", "Seconda"), "c1"));

    assertThat(filled.seq()).isEqualTo(1);
    assertThat(reason(first)).isEqualTo(Appended.Reason.UNAVAILABLE);
    assertThat(reason(second)).isEqualTo(Appended.Reason.UNAVAILABLE);
    assertThat(committed(again).seq()).isEqualTo(2);
    assertThat(committed(secondAgain).seq()).isEqualTo(3);
  }

  /** The first of this citizen is refused, and nothing of it is under way any more. */
  private void refuseForNow(TranscriptLog log, Desk.Talk locked) throws Exception {
    try (Connection holder = hold(locked)) {
      assertThat(reason(await(log.append(says(locked, "a", "Prima"), "c1"))))
          .isEqualTo(Appended.Reason.UNAVAILABLE);
      // Its last try is over when the only committer has done something else.
      var _ = committed(await(log.append(says(desk.talk("ACTIVE"), "x", "passa"))));
      holder.rollback();
    }
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
      TranscriptLog log = log(PATIENT);
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
    TranscriptLog entriesBound = log(new AppendLimits(400, 1 << 20, 1, 5, 1 << 20, 8_000, 10));
    TranscriptLog bytesBound = log(new AppendLimits(400, 1 << 20, 1, 500, 4_000, 8_000, 10));

    List<Future<Appended>> answers = new ArrayList<>();
    try (Connection holder = hold(talk)) {
      for (int i = 0; i < 40; i++) {
        answers.add(entriesBound.append(says(talk, "m" + i, "n. " + i)));
        answers.add(bytesBound.append(says(talk, "b" + i, "x".repeat(300))));
      }
      holder.rollback();
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
      Stopwatch watch = Stopwatch.start();
      List<Future<Appended>> answers =
          IntStream.range(0, 50).mapToObj(i -> log.append(says(talk, "m" + i, "n. " + i))).toList();
      await(Future.all(answers));

      watch.assertLessThan(REFUSED_WITHIN);
      assertThat(answers)
          .allSatisfy(a -> assertThat(reason(a.result())).isEqualTo(Appended.Reason.UNAVAILABLE));
    } finally {
      Signals.toAll("CONT", TestDatabase.server());
    }
    healed(log, talk);
  }

  /** As PostgreSQL says it: class 53, 53100. */
  @Test
  void aFullDiskIsRefusedWithThatReasonAndHealsByItself() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog log = log(PATIENT);
    desk.sql(
        """
        CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$
        """);
    desk.sql("CREATE TRIGGER full_disk BEFORE INSERT ON entry EXECUTE FUNCTION full_disk()");
    try {
      assertThat(reason(await(log.append(says(talk, "a", "prima")))))
          .isEqualTo(Appended.Reason.DISK_FULL);
    } finally {
      desk.sql("DROP TRIGGER full_disk ON entry");
      desk.sql("DROP FUNCTION full_disk");
    }
    assertThat(committed(await(log.append(says(talk, "a", "prima")))).seq()).isEqualTo(1);
  }

  @Tag("long")
  @Test
  void aPostgresThatIsAwayFor30SecondsRefusesEachInTimeAndHealsByItself() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog log = log();
    Signals.toAll("STOP", TestDatabase.server());
    long stopped = System.nanoTime();
    try {
      for (int i = 0; System.nanoTime() - stopped < Duration.ofSeconds(30).toNanos(); i++) {
        Stopwatch watch = Stopwatch.start();
        assertThat(reason(await(log.append(says(talk, "m" + i, "n. " + i)))))
            .isEqualTo(Appended.Reason.UNAVAILABLE);
        watch.assertLessThan(REFUSED_WITHIN);
      }
    } finally {
      Signals.toAll("CONT", TestDatabase.server());
    }
    healed(log, talk);
  }

  /** It takes entries again, and the places still have no hole. */
  private void healed(TranscriptLog log, Desk.Talk talk) throws Exception {
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
}
