package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.util.Set;
import org.indiretta.bus.News;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Lane;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EndTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;
  private City.Talk talk;

  @BeforeEach
  void annaAnswers() throws Exception {
    city = City.fresh(DATABASE);
    city.available(city.anna);
    talk = city.talk(city.anna);
  }

  private void closed() throws Exception {
    expectDone(city.close(city.anna, talk.id(), Outcome.RESOLVED));
    city.pass(Duration.ofSeconds(5));
  }

  @Test
  void theCitizenIsToldTheEndOnlyWhenItCanNoLongerBeUndone() throws Exception {
    city.bus.forget();
    expectDone(city.close(city.anna, talk.id(), Outcome.RESOLVED));

    city.pass(Duration.ofMillis(4_900));
    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.ACTIVE);
    assertThat(city.bus.toCitizen(talk.id(), Push.ConsultationChanged.class)).isEmpty();
    ConsultationView staff = city.deskOf(city.anna).own().getFirst();
    assertThat(staff.state()).isEqualTo(ConsultationState.WRAP_UP);
    assertThat(staff.undoUntil()).isEqualTo(city.clock.now().plusMillis(100));

    city.pass(Duration.ofMillis(100));
    ConsultationView ended = city.view(talk.citizen());
    assertThat(ended.state()).isEqualTo(ConsultationState.CLOSED);
    assertThat(ended.outcome()).isEqualTo(Outcome.RESOLVED);
    assertThat(ended.reopenUntil()).isEqualTo(city.clock.now().plus(Duration.ofMinutes(15)));
    assertThat(ended.readableUntil()).isEqualTo(city.clock.now().plus(Duration.ofHours(24)));
    assertThat(city.events(talk))
        .containsExactly(EventKind.STARTED, EventKind.JOINED, EventKind.ENDED);
    assertThat(city.bus.toCitizen(talk.id(), Push.ConsultationChanged.class)).hasSize(1);
    assertThat(city.bus.all(News.OwnerChanged.class))
        .containsExactly(new News.OwnerChanged(talk.id(), null, Set.of()));
  }

  @Test
  void aDayAfterTheEndTheCitizenReadsItNoMore() throws Exception {
    expectDone(city.close(city.anna, talk.id(), Outcome.RESOLVED));
    city.pass(Duration.ofSeconds(5));
    Command.Resume resume = new Command.Resume("r", talk.id(), 0);

    city.clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(city.resume(talk.citizen(), talk.id()).caughtUp()).isTrue();
    city.clock.advance(Duration.ofSeconds(1));
    expectRefused(city.desk.resume(talk.citizen(), resume), ErrorCode.NOT_FOUND);
  }

  @Test
  void undoneAfter4900ms_itGoesOn() throws Exception {
    expectDone(city.close(city.anna, talk.id(), Outcome.RESOLVED));
    city.pass(Duration.ofMillis(4_900));

    expectDone(city.desk.undoClose(city.anna, new Command.UndoClose("u", talk.id())));

    city.pass(Duration.ofSeconds(10));
    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.ACTIVE);
    expectDone(city.send(city.anna, talk.id(), "still here"));
    assertThat(city.events(talk)).containsExactly(EventKind.STARTED, EventKind.JOINED);
  }

  @Test
  void undoAfter5100ms_isTooLate_evenBeforeTheSweep() throws Exception {
    expectDone(city.close(city.anna, talk.id(), Outcome.RESOLVED));
    city.clock.advance(Duration.ofMillis(5_100));

    Command.UndoClose undo = new Command.UndoClose("u", talk.id());
    expectRefused(city.desk.undoClose(city.anna, undo), ErrorCode.WRONG_STATE);
    city.sweep();
    expectRefused(city.desk.undoClose(city.anna, undo), ErrorCode.WRONG_STATE);
    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.CLOSED);
  }

  @Test
  void inTheWrapUpTheCitizenMayWrite_theOperatorMayNot() throws Exception {
    expectDone(city.close(city.anna, talk.id(), Outcome.RESOLVED));

    expectDone(city.send(talk.citizen(), talk.id(), "one more thing"));
    expectRefused(city.send(city.anna, talk.id(), "too late"), ErrorCode.WRONG_STATE);
  }

  @Test
  void nobodyWritesAfterTheEnd() throws Exception {
    closed();

    expectRefused(city.send(talk.citizen(), talk.id(), "hello?"), ErrorCode.WRONG_STATE);
    expectRefused(city.send(city.anna, talk.id(), "hello?"), ErrorCode.WRONG_STATE);
    expectRefused(city.close(city.anna, talk.id(), Outcome.RESOLVED), ErrorCode.NOT_FOUND);
    assertThat(city.deskOf(city.anna).own()).isEmpty();
  }

  @Test
  void theCitizenEndsItAtOnce() throws Exception {
    Command.LeaveConsultation leave = new Command.LeaveConsultation("l", talk.id());
    expectDone(city.desk.leave(talk.citizen(), leave));

    assertThat(city.view(talk.citizen()).outcome()).isEqualTo(Outcome.ENDED_BY_CITIZEN);
    expectDone(city.desk.leave(talk.citizen(), leave));
    assertThat(city.events(talk))
        .containsExactly(EventKind.STARTED, EventKind.JOINED, EventKind.ENDED);
  }

  @Test
  void leavingDuringTheWrapUpKeepsTheOperatorsOutcome() throws Exception {
    expectDone(city.close(city.anna, talk.id(), Outcome.REFERRED));
    expectDone(city.desk.leave(talk.citizen(), new Command.LeaveConsultation("l", talk.id())));

    assertThat(city.view(talk.citizen()).outcome()).isEqualTo(Outcome.REFERRED);
    city.pass(Duration.ofSeconds(10));
    assertThat(city.events(talk))
        .containsExactly(EventKind.STARTED, EventKind.JOINED, EventKind.ENDED);
  }

  @Test
  void abusiveOnlyAfterAWarning_andNotReopened() throws Exception {
    expectRefused(city.close(city.anna, talk.id(), Outcome.ABUSIVE), ErrorCode.WRONG_STATE);

    expectDone(city.desk.warn(city.anna, new Command.WarnCitizen("w", talk.id())));
    expectDone(city.close(city.anna, talk.id(), Outcome.ABUSIVE));
    city.pass(Duration.ofSeconds(5));

    assertThat(city.events(talk))
        .containsExactly(EventKind.STARTED, EventKind.JOINED, EventKind.WARNED, EventKind.ENDED);
    assertThat(city.view(talk.citizen()).reopenUntil()).isNull();
    expectRefused(
        city.desk.reopen(talk.citizen(), new Command.ReopenConsultation("r", talk.id())),
        ErrorCode.WRONG_STATE);
  }

  @Test
  void outcomesOfTheCitizenAreNotTheOperatorsToGive() throws Exception {
    expectRefused(city.close(city.anna, talk.id(), Outcome.ENDED_BY_CITIZEN), ErrorCode.FORBIDDEN);
    expectRefused(city.close(city.anna, talk.id(), Outcome.LEFT_WAITING), ErrorCode.FORBIDDEN);
  }

  @Test
  void anythingElseIsAnEntry() throws Exception {
    expectDone(city.desk.askAnythingElse(city.anna, new Command.AskAnythingElse("a", talk.id())));

    assertThat(city.events(talk))
        .containsExactly(EventKind.STARTED, EventKind.JOINED, EventKind.ANYTHING_ELSE);
  }

  // ── reopening ─────────────────────────────────────────────────────────────────────────────────

  private Reply reopen(Principal.Citizen citizen, ConsultationId id) throws Exception {
    return await(city.desk.reopen(citizen, new Command.ReopenConsultation("r", id)));
  }

  @Test
  void reopenedWithin15Min_theSameOperatorIsAskedFirst() throws Exception {
    city.available(city.bruno);
    closed();
    city.pass(Duration.ofMinutes(14));
    city.bus.forget();

    assertThat(reopen(talk.citizen(), talk.id())).isInstanceOf(Reply.Done.class);

    ConsultationView view = city.view(talk.citizen());
    assertThat(view.state()).isEqualTo(ConsultationState.OFFERED);
    assertThat(view.lane()).isEqualTo(Lane.RETURNED);
    assertThat(view.endedAt()).isNull();
    assertThat(city.bus.toPerson(city.anna.id(), Push.OfferMade.class)).isNotEmpty();
    expectDone(city.accept(city.anna, talk.id()));
    assertThat(city.events(talk))
        .containsExactly(
            EventKind.STARTED,
            EventKind.JOINED,
            EventKind.ENDED,
            EventKind.REOPENED,
            EventKind.JOINED);
    expectDone(city.send(talk.citizen(), talk.id(), "I have it here now"));
  }

  @Test
  void reopenedWithTheSameOperatorAway_itWaitsFirstInTheQueue() throws Exception {
    closed();
    city.away(city.anna);

    assertThat(reopen(talk.citizen(), talk.id())).isInstanceOf(Reply.Done.class);

    city.sweep();
    ConsultationView view = city.view(talk.citizen());
    assertThat(view.state()).isEqualTo(ConsultationState.WAITING);
    assertThat(view.lane()).isEqualTo(Lane.RETURNED);
    assertThat(view.ahead()).isZero();
    assertThat(reopen(talk.citizen(), talk.id())).as("open already").isInstanceOf(Reply.Done.class);
  }

  @Test
  void after15Min_orWithAnotherOneOpen_itStaysClosed() throws Exception {
    closed();
    city.clock.advance(Duration.ofMinutes(15));
    expectRefused(
        city.desk.reopen(talk.citizen(), new Command.ReopenConsultation("r", talk.id())),
        ErrorCode.WRONG_STATE);

    city.available(city.anna);
    City.Talk second = city.talk(city.anna);
    expectDone(city.close(city.anna, second.id(), Outcome.RESOLVED));
    city.pass(Duration.ofSeconds(5));
    city.start(second.citizen(), PASSPORT);
    expectRefused(
        city.desk.reopen(second.citizen(), new Command.ReopenConsultation("r", second.id())),
        ErrorCode.WRONG_STATE);
  }

  // ── rating ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void ratedWithin24h_aSecondRatingReplacesTheFirst() throws Exception {
    Command.RateConsultation three = new Command.RateConsultation("a", talk.id(), 3, "so so");
    expectRefused(city.desk.rate(talk.citizen(), three), ErrorCode.WRONG_STATE);
    closed();

    expectDone(city.desk.rate(talk.citizen(), three));
    city.clock.advance(Duration.ofHours(23));
    expectDone(
        city.desk.rate(talk.citizen(), new Command.RateConsultation("b", talk.id(), 5, null)));

    assertThat(city.view(talk.citizen()).rating()).isEqualTo(5);
    city.clock.advance(Duration.ofHours(1));
    expectRefused(city.desk.rate(talk.citizen(), three), ErrorCode.WRONG_STATE);
    assertThat(await(city.desk.ofCitizen(talk.citizen()))).as("no longer readable").isEmpty();
  }

  @Test
  void p7_theFormerOperatorReadsNoMore() throws Exception {
    closed();

    expectRefused(
        city.desk.resume(city.anna, new Command.Resume("r", talk.id(), 0)), ErrorCode.NOT_FOUND);
  }
}
