package org.indiretta.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.junit.jupiter.api.Test;

/** The group commit against a real PostgreSQL: what it promises. */
class TranscriptLogTest extends LogFixture {
  @Override
  TranscriptLog log() {
    return log(PATIENT);
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
    TranscriptLog log = log(PATIENT.with(17, 2));
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
    Database otherPool = await(Database.open(DATABASE.vertx(), DATABASE.url(), PATIENT.pool()));
    TranscriptLog other =
        new TranscriptLog(DATABASE.vertx(), otherPool, clock, PATIENT, new SimpleMeterRegistry());
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
  void p3_whatAnotherNodeWroteIsFoundAndNotWrittenAgain() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog one = log();
    TranscriptLog other = log();
    Map<String, String> texts = Map.of("a", "Ecco", "b", "E poi", "c", "Infine");
    await(one.append(says(talk, "a", texts.get("a"))));
    await(other.append(says(talk, "b", texts.get("b"))));
    await(one.append(says(talk, "c", texts.get("c"))));

    List<Long> places = new ArrayList<>();
    for (String id : List.of("a", "b", "c")) {
      places.add(committed(await(one.append(says(talk, id, texts.get(id))))).seq());
      places.add(committed(await(other.append(says(talk, id, texts.get(id))))).seq());
    }

    assertThat(places).containsExactly(1L, 1L, 2L, 2L, 3L, 3L);
    assertThat(stored(talk.id())).hasSize(3);
  }

  @Test
  void p3_aRetryAfterTheEndGetsItsPlace() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    await(log().append(says(talk, "a", "Ecco")));
    desk.sql("UPDATE consultation SET state = 'CLOSED' WHERE id = '%s'".formatted(talk.id()));
    TranscriptLog restarted = log();

    assertThat(committed(await(restarted.append(says(talk, "a", "Ecco")))).seq()).isEqualTo(1);
    assertThat(reason(await(restarted.append(says(talk, "b", "Ancora")))))
        .isEqualTo(Appended.Reason.WRONG_STATE);
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
}
