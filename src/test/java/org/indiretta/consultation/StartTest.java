package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.all;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.consultation.City.startCommand;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Reference;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Lane;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StartTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void aFreshCity() throws Exception {
    city = City.fresh(DATABASE);
  }

  @Test
  void theQuestionIsTheFirstMessage() throws Exception {
    city.available(city.anna);
    Principal.Citizen citizen = city.citizen();

    ConsultationView started = city.start(citizen, PASSPORT);

    assertThat(started.state()).isIn(ConsultationState.WAITING, ConsultationState.OFFERED);
    assertThat(started.lane()).isEqualTo(Lane.NORMAL);
    assertThat(city.view(citizen).ahead()).isIn(null, 0);
    assertThat(started.citizen()).as("what staff see of the citizen").isNull();
    Reply.Resumed resumed = city.resume(citizen, started.id());
    assertThat(resumed.caughtUp()).isTrue();
    assertThat(resumed.entries()).hasSize(2);
    assertThat(resumed.entries().get(0))
        .extracting(Entry::seq, Entry::body)
        .containsExactly(1L, new Entry.Body.Event(EventKind.STARTED, null, "passport"));
    assertThat(resumed.entries().get(1))
        .extracting(Entry::seq, Entry::body)
        .containsExactly(2L, new Entry.Body.Message("Il mio passaporto scade"));
    assertThat(resumed.entries().get(1).author().kind()).isEqualTo(Author.Kind.CITIZEN);
  }

  @Test
  void nobodyThere_isSaidBeforeAnythingIsStored() throws Exception {
    Principal.Citizen citizen = city.citizen();
    expectRefused(city.desk.start(citizen, startCommand(PASSPORT)), ErrorCode.NOBODY_THERE);

    city.available(city.carla);
    expectRefused(city.desk.start(citizen, startCommand(PASSPORT)), ErrorCode.NOBODY_THERE);

    city.available(city.bruno);
    city.away(city.bruno);
    expectRefused(city.desk.start(citizen, startCommand(PASSPORT)), ErrorCode.NOBODY_THERE);

    assertThat(await(city.desk.ofCitizen(citizen))).isEmpty();
    assertThat(await(city.desk.openByState())).isEmpty();
  }

  @Test
  void topicsAndModesThatAreNotOfferedAreRefused() throws Exception {
    city.available(city.anna);
    Principal.Citizen citizen = city.citizen();
    expectRefused(
        city.desk.start(citizen, startCommand(new TopicId("unknown"))), ErrorCode.NOT_FOUND);
    Command.StartConsultation talk =
        new Command.StartConsultation(
            "t", PASSPORT, Mode.TALK, Language.IT, null, null, null, null, null);
    expectRefused(city.desk.start(citizen, talk), ErrorCode.WRONG_STATE);

    city.execute("UPDATE topic SET disabled_at = '2026-03-01' WHERE id = 'passport'");
    await(city.directory.reread());
    expectRefused(city.desk.start(citizen, startCommand(PASSPORT)), ErrorCode.NOT_FOUND);
  }

  @Test
  void fiftyParallelStarts_makeOneConsultation_andAllGetIt() throws Exception {
    city.available(city.anna);
    Principal.Citizen citizen = city.citizen();
    Consultations other = city.node(city.presences(java.util.UUID.randomUUID()));

    List<Future<Reply>> starts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Consultations node = i % 2 == 0 ? city.desk : other;
      starts.add(node.start(citizen, startCommand(PASSPORT)));
    }

    Set<ConsultationId> ids = new HashSet<>();
    for (Reply reply : all(starts)) {
      ids.add(((Reply.Started) reply).consultation().id());
    }
    assertThat(ids).hasSize(1);
    assertThat(city.resume(citizen, ids.iterator().next()).entries().stream().limit(2))
        .extracting(Entry::seq)
        .containsExactly(1L, 2L);
    long open = await(city.desk.openByState()).values().stream().mapToLong(Long::longValue).sum();
    assertThat(open).isEqualTo(1);
  }

  @Test
  void referencesAreUnique_andOneThatIsUsedIsReplaced() throws Exception {
    city.available(city.anna);
    Set<Reference> references = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      assertThat(references.add(city.start(city.citizen(), PASSPORT).reference())).isTrue();
    }
    SqlStarts starts =
        new SqlStarts(
            DATABASE.database(),
            new org.indiretta.transcript.SqlEntries(DATABASE.database()),
            new SqlWaitingLimit(city.directory));

    assertThat(
            await(
                starts.insert(
                    city.citizen(),
                    startCommand(PASSPORT),
                    new Entrance(PASSPORT, Lane.NORMAL, null, null, null),
                    references.iterator().next(),
                    null,
                    city.clock.now())))
        .isInstanceOf(SqlStarts.Inserted.NotNow.class);
  }

  @Test
  void aheadCountsThoseWhoAreServedBefore() throws Exception {
    city.available(city.anna, city.bruno, city.carla);
    for (Principal.Staff staff : List.of(city.anna, city.bruno, city.carla)) {
      city.away(staff);
    }
    city.execute("UPDATE presence SET state = 'AVAILABLE'; UPDATE operator SET max_write = 1");
    await(city.directory.reread());
    List<Principal.Citizen> waiting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      city.clock.advance(java.time.Duration.ofMillis(10));
      waiting.add(city.citizen());
      city.start(waiting.getLast(), PASSPORT);
    }
    city.sweep();
    List<ConsultationView> views = new ArrayList<>();
    for (Principal.Citizen one : waiting) {
      views.add(city.view(one));
    }

    assertThat(views).extracting(ConsultationView::ahead).containsExactly(0, 1, 2, 3);
  }

  @Test
  void anotherCitizensConsultationDoesNotExist() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    Principal.Citizen stranger = city.citizen();
    ConsultationId id = talk.id();

    List<Future<Reply>> tries =
        List.of(
            city.desk.resume(stranger, new Command.Resume("1", id, 0)),
            city.send(stranger, id, "hello"),
            city.desk.leave(stranger, new Command.LeaveConsultation("2", id)),
            city.desk.reopen(stranger, new Command.ReopenConsultation("3", id)),
            city.desk.rate(stranger, new Command.RateConsultation("4", id, 5, null)),
            city.desk.setTyping(stranger, new Command.SetTyping("5", id, true), "c"),
            city.desk.markRead(stranger, new Command.MarkRead("6", id, 1), "c"),
            city.desk.changePage(
                stranger,
                new Command.ChangePage(
                    "7", id, new org.indiretta.protocol.Page("https://x.example/"))),
            city.desk.resume(city.bruno, new Command.Resume("8", id, 0)),
            city.send(city.bruno, id, "hello"),
            city.close(city.bruno, id, Outcome.RESOLVED),
            city.desk.warn(city.bruno, new Command.WarnCitizen("9", id)),
            city.handOver(city.bruno, id, city.carla),
            city.desk.undoClose(city.bruno, new Command.UndoClose("10", id)),
            city.desk.resume(stranger, new Command.Resume("11", ConsultationId.next(), 0)));

    for (Future<Reply> each : tries) {
      expectRefused(each, ErrorCode.NOT_FOUND);
    }
  }

  @Test
  void leavingWhileWaiting_abandons_andANewStartIsPossible() throws Exception {
    city.available(city.anna);
    Principal.Citizen citizen = city.citizen();
    ConsultationId first = city.start(citizen, PASSPORT).id();

    expectDone(city.desk.leave(citizen, new Command.LeaveConsultation("l", first)));

    ConsultationView left = city.view(citizen);
    assertThat(left.state()).isEqualTo(ConsultationState.ABANDONED);
    assertThat(left.outcome()).isEqualTo(Outcome.LEFT_WAITING);
    expectRefused(city.send(citizen, first, "too late"), ErrorCode.WRONG_STATE);
    assertThat(city.start(citizen, PASSPORT).id()).isNotEqualTo(first);
    assertThat(await(city.desk.ofCitizen(citizen))).hasSize(2);
  }

  @Test
  void openByStateCountsForTheGauges() throws Exception {
    city.available(city.anna, city.bruno);
    city.talk(city.anna);

    assertThat(await(city.desk.openByState())).isEqualTo(Map.of("ACTIVE", 1L));
  }
}
