package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.indiretta.bus.News;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.presence.Presences;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Lane;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.DatabaseUnavailable;
import org.indiretta.sql.HeldLock;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operators and citizens whose link is lost, and nodes that die. */
class LostTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void aFreshCity() throws Exception {
    city = City.fresh(DATABASE);
  }

  // ── the operator ──────────────────────────────────────────────────────────────────────────────

  @Test
  void operatorLostFor45s_theCitizenIsFirstInTheQueue_andSomebodyElseIsAsked() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    city.available(city.bruno);
    await(city.desk.unlinked(city.anna));

    city.pass(Duration.ofSeconds(44));
    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.ACTIVE);
    city.pass(Duration.ofSeconds(1));

    ConsultationView view = city.view(talk.citizen());
    assertThat(view.state()).isIn(ConsultationState.WAITING, ConsultationState.OFFERED);
    assertThat(view.lane()).isEqualTo(Lane.RETURNED);
    assertThat(view.heldUntil()).as("somebody else is there").isNull();
    assertThat(view.operator()).isNull();
    assertThat(city.events(talk))
        .containsExactly(EventKind.STARTED, EventKind.JOINED, EventKind.OPERATOR_LOST);
    assertThat(city.deskOf(city.anna).me().state()).isEqualTo(PresenceState.OFFLINE);
    assertThat(city.bus.all(News.OwnerChanged.class))
        .contains(new News.OwnerChanged(talk.id(), null, Set.of()));
    city.sweep();
    assertThat(city.deskOf(city.bruno).waiting().getFirst().offeredTo()).isEqualTo(city.bruno.id());
    expectRefused(city.send(city.anna, talk.id(), "back"), ErrorCode.NOT_FOUND);
  }

  @Test
  void theNextOperatorGoesOnWithTheSameTranscript() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    expectDone(city.send(city.anna, talk.id(), "one moment"));
    city.available(city.bruno);
    await(city.desk.unlinked(city.anna));
    city.pass(Duration.ofSeconds(45));
    long seq = city.view(talk.citizen()).lastSeq();

    expectDone(city.take(city.bruno, talk.id()));
    expectDone(city.send(city.bruno, talk.id(), "I go on"));

    assertThat(city.resume(talk.citizen(), talk.id()).entries())
        .hasSize((int) seq + 2)
        .extracting(org.indiretta.protocol.Entry::body)
        .contains(
            new org.indiretta.protocol.Entry.Body.Message("one moment"),
            new org.indiretta.protocol.Entry.Body.Message("I go on"));
    assertThat(city.view(talk.citizen()).operator().firstName()).isEqualTo("Bruno");
  }

  @Test
  void withNobodyElseThere_thePlaceIsHeld5Min_andGivenBackOnReturn() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    await(city.desk.unlinked(city.anna));
    city.pass(Duration.ofSeconds(45));
    Instant lostAt = city.clock.now();
    assertThat(city.view(talk.citizen()).heldUntil()).isEqualTo(lostAt.plus(Duration.ofMinutes(5)));

    city.pass(Duration.ofMinutes(2));
    city.available(city.bruno);
    Reply.Refused refused = expectRefused(city.take(city.bruno, talk.id()), ErrorCode.TAKEN);
    assertThat(refused.by()).isEqualTo("Anna");

    await(city.desk.linked(city.anna));
    city.sweep();

    ConsultationView view = city.view(talk.citizen());
    assertThat(view.state()).isEqualTo(ConsultationState.ACTIVE);
    assertThat(view.operator().firstName()).isEqualTo("Anna");
    assertThat(city.events(talk))
        .containsExactly(
            EventKind.STARTED, EventKind.JOINED, EventKind.OPERATOR_LOST, EventKind.OPERATOR_BACK);
    assertThat(city.deskOf(city.anna).me().state())
        .as("as available as before")
        .isEqualTo(PresenceState.AVAILABLE);
    expectDone(city.send(city.anna, talk.id(), "here I am again"));
  }

  @Test
  void after5MinTheHeldPlaceIsFreeForAll() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    await(city.desk.unlinked(city.anna));
    city.pass(Duration.ofSeconds(45));
    city.available(city.bruno);

    city.pass(Duration.ofMillis(5 * 60_000 - 1));
    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.WAITING);
    city.pass(Duration.ofMillis(1));
    city.sweep();

    assertThat(city.view(talk.citizen()).heldUntil()).isNull();
    assertThat(city.deskOf(city.bruno).waiting().getFirst().offeredTo()).isEqualTo(city.bruno.id());
    await(city.desk.linked(city.anna));
    city.sweep();
    assertThat(city.deskOf(city.bruno).waiting().getFirst().offeredTo())
        .as("too late for Anna")
        .isEqualTo(city.bruno.id());
    assertThat(city.deskOf(city.anna).me().state()).isEqualTo(PresenceState.OFFLINE);
  }

  @Test
  void aReloadedPageIsNoLostLink() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    await(city.desk.unlinked(city.anna));
    city.pass(Duration.ofSeconds(10));
    await(city.desk.linked(city.anna));
    city.pass(Duration.ofMinutes(2));

    assertThat(city.events(talk)).containsExactly(EventKind.STARTED, EventKind.JOINED);
  }

  @Test
  void aDisabledAccountLosesItsConsultationsAtOnce_andNothingIsHeldForIt() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    city.disable(city.anna);

    city.sweep();

    ConsultationView view = city.view(talk.citizen());
    assertThat(view.state()).isEqualTo(ConsultationState.WAITING);
    assertThat(view.lane()).isEqualTo(Lane.RETURNED);
    assertThat(view.heldUntil()).isNull();
    assertThat(city.bus.all(News.OwnerChanged.class))
        .contains(new News.OwnerChanged(talk.id(), null, Set.of()));
    assertThat(await(city.presences.of(city.anna.id())).state()).isEqualTo(PresenceState.OFFLINE);
  }

  @Test
  void anotherNodesHeartbeatKeepsTheLink() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    Presences there = city.presences(UUID.randomUUID());
    await(there.linked(city.anna.id()));
    await(city.desk.unlinked(city.anna));

    for (int i = 0; i < 20; i++) {
      city.clock.advance(Duration.ofSeconds(5));
      await(there.sweep());
      city.sweep();
    }

    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.ACTIVE);
  }

  /** The database was away, or everything stood still: silence says nothing about others yet. */
  @Test
  void afterAStandstillNobodyIsTakenForLostBeforeTheyCouldComeBack() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    Presences there = city.presences(UUID.randomUUID());
    Consultations theirs = city.node(there);
    await(there.linked(city.anna.id()));
    await(city.desk.unlinked(city.anna));
    await(city.desk.unlinked(talk.citizen()));
    await(theirs.linked(talk.citizen()));
    await(theirs.sweep());

    city.clock.advance(Duration.ofMinutes(20));
    city.sweep();
    assertThat(city.events(talk)).containsExactly(EventKind.STARTED, EventKind.JOINED);
    await(theirs.sweep());
    for (int i = 0; i < 8; i++) {
      city.clock.advance(Duration.ofSeconds(10));
      await(theirs.sweep());
      city.sweep();
    }

    assertThat(city.events(talk)).containsExactly(EventKind.STARTED, EventKind.JOINED);
    assertThat(goneAt(talk.id())).isNull();
  }

  /** PostgreSQL comes back in the middle of a sweep: too late for its heartbeat. */
  @Test
  void aSweepWhoseHeartbeatFailedTakesNobodyForLost() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    city.pass(Duration.ofMinutes(1));

    city.clock.advance(Duration.ofMinutes(1));
    try (HeldLock away =
        HeldLock.by(
            DATABASE.url(),
            "SELECT 1 FROM node WHERE id = '" + city.presences.node() + "' FOR UPDATE")) {
      Future<Void> sweep = city.desk.sweep();
      away.cancelWhoWaits();
      assertThatThrownBy(() -> await(sweep)).isInstanceOf(DatabaseUnavailable.class);
    }

    assertThat(city.events(talk)).containsExactly(EventKind.STARTED, EventKind.JOINED);
    assertThat(goneAt(talk.id())).isNull();
    assertThat(city.presences.steadyFor(Duration.ZERO)).isFalse();
    city.sweep();
    assertThat(city.presences.steadyFor(Duration.ZERO)).isTrue();
    assertThat(city.presences.steadyFor(Duration.ofMillis(1))).isFalse();
    city.pass(Duration.ofMinutes(1));
    assertThat(city.events(talk)).containsExactly(EventKind.STARTED, EventKind.JOINED);
    assertThat(goneAt(talk.id())).isNull();
  }

  /** One row that somebody holds keeps nobody else's link, nor the heartbeat of its node. */
  @Test
  void aLockedPresenceHoldsUpNobodyElse() throws Exception {
    city.available(city.anna, city.carla);
    Instant before = city.clock.now();
    city.clock.advance(Duration.ofSeconds(6));
    Future<Void> annas;
    try (HeldLock _ =
        HeldLock.by(
            DATABASE.url(),
            "SELECT 1 FROM presence WHERE operator_id = '" + city.anna.id() + "' FOR UPDATE")) {
      // Two go out at once; those who come meanwhile are written by one statement.
      Future<Void> first = city.presences.linked(city.bruno.id());
      Future<Void> second = city.presences.linked(city.bruno.id());
      annas = city.presences.linked(city.anna.id());
      await(Future.all(first, second, city.presences.linked(city.carla.id())));
      await(city.presences.sweep());

      assertThat(annas.isComplete()).isFalse();
      assertThat(linkedAt(city.carla)).isEqualTo(city.clock.now());
      assertThat(linkedAt(city.anna)).isEqualTo(before);
    }
    await(annas);
    assertThat(linkedAt(city.anna)).isEqualTo(city.clock.now());
  }

  private Instant linkedAt(Principal.Staff staff) throws Exception {
    return await(city.presences.of(staff.id())).linkedAt();
  }

  @Test
  void afterARestartWhoDoesNotComeBackIsLost45sLater() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    city.clock.advance(Duration.ofMinutes(2));
    Consultations restarted = city.node(city.presences(UUID.randomUUID()));
    await(restarted.linked(talk.citizen()));
    await(restarted.sweep());

    for (Duration waited = Duration.ZERO;
        waited.compareTo(Duration.ofSeconds(45)) < 0;
        waited = waited.plusSeconds(9)) {
      assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.ACTIVE);
      city.clock.advance(Duration.ofSeconds(9));
      await(restarted.sweep());
    }

    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.WAITING);
    assertThat(city.view(talk.citizen()).heldUntil()).isNotNull();
  }

  // ── the citizen ───────────────────────────────────────────────────────────────────────────────

  @Test
  void aWaitingCitizenWithoutALinkIsKept10Min() throws Exception {
    city.available(city.anna);
    Principal.Citizen citizen = city.citizen();
    city.start(citizen, PASSPORT);
    await(city.desk.unlinked(citizen));

    city.pass(Duration.ofMillis(10 * 60_000 - 1));
    assertThat(city.view(citizen).state()).isEqualTo(ConsultationState.OFFERED);
    city.pass(Duration.ofMillis(1));

    assertThat(city.view(citizen).state()).isEqualTo(ConsultationState.ABANDONED);
    assertThat(city.view(citizen).outcome()).isEqualTo(Outcome.LEFT_WAITING);
  }

  @Test
  void anActiveOne15Min_thenItEndsAsCitizenLost() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    assertThat(city.deskOf(city.anna).own().getFirst().citizen().connected()).isTrue();
    await(city.desk.unlinked(talk.citizen()));
    assertThat(city.deskOf(city.anna).own().getFirst().citizen().connected()).isFalse();

    city.pass(Duration.ofMillis(15 * 60_000 - 1));
    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.ACTIVE);
    city.pass(Duration.ofMillis(1));

    assertThat(city.view(talk.citizen()).outcome()).isEqualTo(Outcome.NO_REPLY);
    assertThat(city.events(talk))
        .containsExactly(
            EventKind.STARTED, EventKind.JOINED, EventKind.CITIZEN_LOST, EventKind.ENDED);
  }

  // ── back the same day ─────────────────────────────────────────────────────────────────────────

  @Test
  void rt53_backTheSameDay_theSameTranscriptGoesOn_firstInTheQueue() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    expectDone(city.send(talk.citizen(), talk.id(), "one moment"));
    await(city.desk.unlinked(talk.citizen()));
    city.pass(Duration.ofMinutes(15));
    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.CLOSED);
    long seq = city.view(talk.citizen()).lastSeq();
    city.pass(Duration.ofMinutes(30));

    await(city.desk.linked(talk.citizen()));
    assertThat(city.view(talk.citizen()).reopenUntil())
        .as("until midnight where the site is")
        .isEqualTo(endOfDay());
    expectDone(city.reopen(talk.citizen(), talk.id()));

    ConsultationView view = city.view(talk.citizen());
    assertThat(view.id()).isEqualTo(talk.id());
    assertThat(view.lane()).isEqualTo(Lane.RETURNED);
    assertThat(view.lastSeq()).isEqualTo(seq + 1);
    city.pass(Duration.ofMinutes(2));
    assertThat(city.view(talk.citizen()).state())
        .as("not lost again for the time before")
        .isIn(ConsultationState.WAITING, ConsultationState.OFFERED);
    city.sweep();
    expectDone(city.take(city.anna, talk.id()));
    expectDone(city.send(city.anna, talk.id(), "welcome back"));
  }

  @Test
  void rt53_alsoOneThatNobodyHadAnswered_butNotTheNextDay_norOneThatWasLeft() throws Exception {
    city.available(city.anna);
    Principal.Citizen gone = city.citizen();
    ConsultationId id = city.start(gone, PASSPORT).id();
    await(city.desk.unlinked(gone));
    city.pass(Duration.ofMinutes(10));
    assertThat(city.view(gone).state()).isEqualTo(ConsultationState.ABANDONED);
    await(city.desk.linked(gone));
    expectDone(city.reopen(gone, id));
    assertThat(city.view(gone).lane()).isEqualTo(Lane.RETURNED);

    expectDone(city.desk.leave(gone, new Command.LeaveConsultation("l", id)));
    assertThat(city.view(gone).reopenUntil()).isNull();
    expectRefused(city.reopen(gone, id), ErrorCode.WRONG_STATE);

    City.Talk talk = city.talk(city.anna);
    await(city.desk.unlinked(talk.citizen()));
    city.pass(Duration.ofMinutes(15));
    city.clock.advance(Duration.between(city.clock.now(), endOfDay()));
    expectRefused(city.reopen(talk.citizen(), talk.id()), ErrorCode.WRONG_STATE);
  }

  private Instant endOfDay() {
    ZoneId zone = ZoneId.of("Europe/Zurich");
    return city.clock.now().atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** The call itself ends after 30 s, and the consultation is written from then on. */
  @Test
  void rt53_whoWasInACallIsWaitedFor3Min() throws Exception {
    city.execute("UPDATE topic SET modes = '{WRITE,TALK}' WHERE id = 'passport'");
    await(city.directory.reread());
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    city.execute("UPDATE consultation SET mode = 'TALK' WHERE id = '" + talk.id() + "'");
    await(city.desk.unlinked(talk.citizen()));
    city.execute("UPDATE consultation SET mode = 'WRITE' WHERE id = '" + talk.id() + "'");

    city.pass(Duration.ofMillis(3 * 60_000 - 1));
    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.ACTIVE);
    city.pass(Duration.ofMillis(1));

    assertThat(city.view(talk.citizen()).outcome()).isEqualTo(Outcome.NO_REPLY);
  }

  /** Gone for 9 min while waiting, then answered: the call has its 3 min from there. */
  @Test
  void rt53_theTimeCountsFromTheAnswer() throws Exception {
    city.available(city.anna);
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = city.start(citizen, PASSPORT).id();
    city.execute("UPDATE consultation SET mode = 'TALK' WHERE id = '" + id + "'");
    await(city.desk.unlinked(citizen));
    city.execute("UPDATE consultation SET mode = 'WRITE' WHERE id = '" + id + "'");
    city.pass(Duration.ofMinutes(9));
    expectDone(city.take(city.anna, id));

    city.pass(Duration.ofMinutes(3).minusMillis(1));
    assertThat(city.view(citizen).state()).isEqualTo(ConsultationState.ACTIVE);
    city.pass(Duration.ofMillis(1));
    assertThat(city.view(citizen).state()).isEqualTo(ConsultationState.CLOSED);
  }

  /** A page loaded again: the old link ends and the new one opens, in one breath. */
  @Test
  void linksThatOvertakeOneAnotherEndAsTheyAre() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    for (int i = 0; i < 20; i++) {
      await(
          Future.all(
              city.desk.unlinked(talk.citizen()),
              city.desk.linked(talk.citizen()),
              city.desk.unlinked(talk.citizen()),
              city.desk.linked(talk.citizen())));
      assertThat(goneAt(talk.id())).isNull();
      await(Future.all(city.desk.linked(talk.citizen()), city.desk.unlinked(talk.citizen())));
      assertThat(goneAt(talk.id())).isNotNull();
    }
  }

  /** The browser is closed while the start is under way: nobody answers a citizen who is gone. */
  @Test
  void aLinkThatEndsDuringTheStartIsNoticed() throws Exception {
    city.available(city.anna);
    for (int i = 0; i < 10; i++) {
      Principal.Citizen citizen = city.citizen();
      Future<Reply> start = city.desk.start(citizen, City.startCommand(PASSPORT));
      Future<Void> gone = city.desk.unlinked(citizen);
      await(Future.all(start, gone));
      assertThat(goneAt(((Reply.Started) start.result()).consultation().id())).isNotNull();
    }
  }

  @Test
  void aCitizenWhoComesBackInTimeStays() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    await(city.desk.unlinked(talk.citizen()));
    city.pass(Duration.ofMinutes(14));
    await(city.desk.linked(talk.citizen()));
    city.pass(Duration.ofMinutes(14));

    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.ACTIVE);
  }

  @Test
  void p9_whoComesBackWhileTheMoveIsUnderWayStays() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    await(city.desk.unlinked(talk.citizen()));
    city.pass(Duration.ofMinutes(14));
    city.clock.advance(Duration.ofMinutes(1));

    try (HeldLock back =
        HeldLock.by(
            DATABASE.url(),
            "UPDATE consultation SET citizen_gone_at = NULL WHERE id = '" + talk.id() + "'")) {
      Future<Void> sweep = city.desk.sweep();
      back.untilSomebodyWaits();
      back.commit();
      await(sweep);
    }

    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.ACTIVE);
    assertThat(city.events(talk)).containsExactly(EventKind.STARTED, EventKind.JOINED);
  }

  @Test
  void p9_aWaitingOneWhoComesBackWhileTheMoveIsUnderWayKeepsThePlace() throws Exception {
    city.available(city.anna);
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = city.start(citizen, PASSPORT).id();
    await(city.desk.unlinked(citizen));
    city.pass(Duration.ofMinutes(9));
    city.clock.advance(Duration.ofMinutes(1));

    try (HeldLock back =
        HeldLock.by(
            DATABASE.url(),
            "UPDATE consultation SET citizen_gone_at = NULL WHERE id = '" + id + "'")) {
      Future<Void> sweep = city.desk.sweep();
      back.untilSomebodyWaits();
      back.commit();
      await(sweep);
    }

    assertThat(city.view(citizen).state()).isEqualTo(ConsultationState.OFFERED);
  }

  /** One row that somebody holds for long keeps nobody else's deadline, offer or link. */
  @Test
  void p9_aLockedConsultationHoldsUpNobodyElse() throws Exception {
    city.available(city.anna);
    City.Talk locked = city.talk(city.anna);
    City.Talk other = city.talk(city.anna);
    await(city.desk.unlinked(locked.citizen()));
    city.clock.advance(Duration.ofMillis(1));
    await(city.desk.unlinked(other.citizen()));
    city.pass(Duration.ofMinutes(14));
    Principal.Citizen waiting = city.citizen();
    city.start(waiting, PASSPORT);

    try (HeldLock _ =
        HeldLock.by(
            DATABASE.url(),
            "SELECT 1 FROM consultation WHERE id = '" + locked.id() + "' FOR UPDATE")) {
      Future<Void> lockedLink = city.desk.linked(locked.citizen());
      await(city.desk.unlinked(waiting));
      await(city.desk.linked(waiting));

      city.clock.advance(Duration.ofMinutes(1));
      assertThatThrownBy(() -> await(city.desk.sweep()))
          .as("said in the end")
          .isInstanceOf(DatabaseUnavailable.class);
      assertThatThrownBy(() -> await(lockedLink)).isInstanceOf(DatabaseUnavailable.class);

      assertThat(city.view(other.citizen()).outcome()).isEqualTo(Outcome.NO_REPLY);
      assertThat(city.view(waiting).state()).isEqualTo(ConsultationState.OFFERED);
    }
    await(city.desk.linked(locked.citizen()));
    city.sweep();
    assertThat(city.view(locked.citizen()).state()).isEqualTo(ConsultationState.ACTIVE);
  }

  /** A killed node says nothing: its citizens are gone since its last word. */
  @Test
  void aDeadNodesCitizensCountAsGoneSinceItsLastWord() throws Exception {
    city.available(city.anna);
    Presences theirs = city.presences(UUID.randomUUID());
    Consultations node = city.node(theirs);
    Principal.Citizen citizen = city.citizen();
    await(city.desk.unlinked(citizen));
    await(node.linked(citizen));
    await(node.sweep());
    ConsultationId id =
        ((Reply.Started) await(node.start(citizen, City.startCommand(PASSPORT))))
            .consultation()
            .id();
    Instant lastWord = city.clock.now();

    city.pass(Duration.ofSeconds(15));
    assertThat(goneAt(id)).isNull();
    city.pass(Duration.ofSeconds(1));

    assertThat(goneAt(id)).isEqualTo(lastWord);
  }

  private Instant goneAt(ConsultationId id) throws Exception {
    return await(new SqlConsultations(DATABASE.database()).find(id)).orElseThrow().about().goneAt();
  }
}
