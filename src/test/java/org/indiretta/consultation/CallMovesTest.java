package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.all;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.indiretta.bus.News;
import org.indiretta.identity.CallId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.CallView.CallEnd;
import org.indiretta.protocol.CallView.CallState;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the moves of a consultation make of its call, and a call of the operator's capacity. */
class CallMovesTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;
  private Calls calls;

  @BeforeEach
  void aCityThatTalks() throws Exception {
    city = City.fresh(DATABASE);
    city.execute("UPDATE topic SET modes = '{WRITE,TALK,SHOW}'");
    await(city.directory.reread());
    calls = city.desk.calls();
    city.available(city.anna);
  }

  // ── moves ─────────────────────────────────────────────────────────────────────────────────────

  @Test
  void c8_aHandOverEndsTheCall_andTheCitizenProposesItToTheNextOperator() throws Exception {
    city.available(city.bruno);
    City.Talk talk = city.talk(city.anna);
    CallId call = calling(talk);
    expectDone(city.handOver(city.anna, talk.id(), city.bruno));
    city.bus.forget();

    expectDone(city.answerHandOver(city.bruno, talk.id(), true));

    assertThat(city.bus.all(News.CallChanged.class))
        .extracting(changed -> changed.call().state())
        .containsExactly(CallState.ENDED, CallState.PROPOSED);
    CallView ended = city.bus.all(News.CallChanged.class).getFirst().call();
    assertThat(ended.id()).isEqualTo(call);
    assertThat(ended.endReason()).isEqualTo(CallEnd.HANDED_OVER);
    ConsultationView view = city.view(talk.citizen());
    assertThat(view.mode()).isEqualTo(Mode.TALK);
    assertThat(view.call().proposedBy().kind()).isEqualTo(Author.Kind.CITIZEN);
    assertThat(city.events(talk))
        .containsSubsequence(EventKind.CALL_STARTED, EventKind.CALL_ENDED, EventKind.HANDED_OVER);
    expectDone(calls.answer(city.bruno, answer(talk.id(), view.call().id(), true)));
  }

  @Test
  void c8_aLostOperatorEndsTheCall_andTheNextOneHasItProposed() throws Exception {
    City.Talk talk = city.talk(city.anna);
    var _ = calling(talk);
    city.available(city.bruno);
    await(city.desk.unlinked(city.anna));

    city.pass(Duration.ofSeconds(45));

    ConsultationView lost = city.view(talk.citizen());
    assertThat(lost.state()).isIn(ConsultationState.WAITING, ConsultationState.OFFERED);
    assertThat(lost.call()).isNull();
    assertThat(lost.mode()).isEqualTo(Mode.TALK);
    expectDone(city.accept(city.bruno, talk.id()));
    assertThat(city.view(talk.citizen()).call().state()).isEqualTo(CallState.PROPOSED);
    assertThat(city.bus.all(News.CallChanged.class))
        .extracting(changed -> changed.call().endReason())
        .contains(CallEnd.LOST);
  }

  @Test
  void c8_theOperatorsEndHangsUpAtOnce_andTakingItBackBringsNoVoiceBack() throws Exception {
    City.Talk talk = city.talk(city.anna);
    var _ = calling(talk);

    expectDone(city.close(city.anna, talk.id(), Outcome.RESOLVED));

    ConsultationView seen = city.view(talk.citizen());
    assertThat(seen.state()).as("not told yet").isEqualTo(ConsultationState.ACTIVE);
    assertThat(seen.call()).isNull();
    assertThat(seen.mode()).isEqualTo(Mode.WRITE);
    assertThat(lastEnd()).isEqualTo(CallEnd.HUNG_UP);
    expectDone(city.desk.undoClose(city.anna, new Command.UndoClose("u", talk.id())));
    assertThat(city.view(talk.citizen()).call()).isNull();
  }

  @Test
  void c8_theCitizensEndEndsTheCallFirst() throws Exception {
    City.Talk talk = city.talk(city.anna);
    var _ = calling(talk);

    expectDone(city.desk.leave(talk.citizen(), new Command.LeaveConsultation("l", talk.id())));

    assertThat(lastEnd()).isEqualTo(CallEnd.CONSULTATION_ENDED);
    assertThat(city.events(talk)).endsWith(EventKind.CALL_ENDED, EventKind.ENDED);
  }

  @Test
  void c3_aProposalToAnOperatorWhoClosesLeavesNoTrace() throws Exception {
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = startTalk(citizen);
    expectDone(city.accept(city.anna, id));
    assertThat(city.view(citizen).call().state()).isEqualTo(CallState.PROPOSED);

    expectDone(city.close(city.anna, id, Outcome.RESOLVED));

    assertThat(city.view(citizen).call()).isNull();
    assertThat(city.events(new City.Talk(citizen, id)))
        .doesNotContain(EventKind.CALL_DECLINED, EventKind.CALL_ENDED);
  }

  // ── races and nodes ───────────────────────────────────────────────────────────────────────────

  /** Both sides propose on different nodes: one call, and whoever was later is asked to answer. */
  @RepeatedTest(10)
  void c2_bothProposeAtOnce_oneCallComes() throws Exception {
    City.Talk talk = city.talk(city.anna);
    Calls other = city.node(city.presences(UUID.randomUUID())).calls();
    city.bus.forget();

    List<Reply> replies =
        all(
            List.of(
                calls.propose(talk.citizen(), propose(talk.id(), Mode.TALK)),
                other.propose(city.anna, propose(talk.id(), Mode.SHOW))));

    assertThat(replies).filteredOn(Reply.Done.class::isInstance).hasSize(1);
    assertThat(city.bus.all(News.CallChanged.class)).hasSize(1);
    assertThat(city.view(talk.citizen()).call().state()).isEqualTo(CallState.PROPOSED);
  }

  /** Closing races with accepting: never a call in a consultation that is not active. */
  @RepeatedTest(10)
  void c8_closingRacesWithAccepting() throws Exception {
    City.Talk talk = city.talk(city.anna);
    expectDone(calls.propose(city.anna, propose(talk.id(), Mode.TALK)));
    CallId call = city.view(talk.citizen()).call().id();
    Consultations other = city.node(city.presences(UUID.randomUUID()));

    var _ =
        all(
            List.of(
                city.close(city.anna, talk.id(), Outcome.RESOLVED),
                other.calls().answer(talk.citizen(), answer(talk.id(), call, true))));

    assertThat(city.view(talk.citizen()).call()).isNull();
    assertThat(city.view(talk.citizen()).mode()).isEqualTo(Mode.WRITE);
  }

  @Test
  void c7_theBrowsersOfADeadNodeAreWaitedForAndThenLost() throws Exception {
    City.Talk talk = city.talk(city.anna);
    CallId call = calling(talk);
    PeerId citizen = joined(talk.citizen(), talk.id(), call);
    PeerId anna = joined(city.anna, talk.id(), call);
    Duration step = Duration.ofSeconds(5);
    for (int i = 0; i < 8; i++) {
      city.pass(step);
      await(calls.seen(List.of(citizen, anna)));
      await(calls.sweep());
    }
    assertThat(city.view(talk.citizen()).call().members())
        .extracting(CallView.Member::peer)
        .containsExactlyInAnyOrder(citizen, anna);

    for (int i = 0; i < 4; i++) {
      city.pass(step);
      await(calls.seen(List.of(anna)));
      await(calls.sweep());
    }
    assertThat(city.view(talk.citizen()).call().members())
        .as("the citizen's node is silent for more than 15 s")
        .extracting(CallView.Member::away)
        .containsExactlyInAnyOrder(true, false);
    for (int i = 0; i < 6; i++) {
      city.pass(step);
      await(calls.seen(List.of(anna)));
      await(calls.sweep());
    }

    assertThat(lastEnd()).isEqualTo(CallEnd.LOST);
  }

  // ── capacity ──────────────────────────────────────────────────────────────────────────────────

  @Test
  void c12_aCallTakesTheWholeCapacity_andAWrittenOneMayBecomeOneAllTheSame() throws Exception {
    City.Talk talk = city.talk(city.anna);
    City.Talk beside = city.talk(city.anna);
    CallId call = calling(talk);
    Principal.Citizen third = city.citizen();
    ConsultationId waiting = city.start(third, PASSPORT).id();
    city.sweep();
    assertThat(city.view(beside.citizen()).state()).isEqualTo(ConsultationState.ACTIVE);
    assertThat(city.view(third).state())
        .as("two of three are taken, but one is a call")
        .isEqualTo(ConsultationState.WAITING);

    expectDone(
        calls.leave(
            city.anna,
            new CallCommand.LeaveCall(
                City.command(), talk.id(), call, CallCommand.LeaveCall.Reason.HUNG_UP)));
    city.sweep();

    assertThat(city.view(third).state()).isEqualTo(ConsultationState.OFFERED);
    expectDone(city.accept(city.anna, waiting));
  }

  @Test
  void c12_oneThatStartsAsTalkIsOfferedToWhoHasNothingElse() throws Exception {
    City.Talk talk = city.talk(city.anna);
    Principal.Citizen second = city.citizen();
    var _ = startTalk(second);
    assertThat(city.view(second).state()).isEqualTo(ConsultationState.WAITING);

    city.available(city.bruno);
    assertThat(city.view(second).state())
        .as("Bruno has nothing to do")
        .isEqualTo(ConsultationState.OFFERED);
    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.ACTIVE);
  }

  // ── shared ────────────────────────────────────────────────────────────────────────────────────

  /** Proposed by Anna, accepted by the citizen. */
  private CallId calling(City.Talk talk) throws Exception {
    expectDone(calls.propose(city.anna, propose(talk.id(), Mode.TALK)));
    CallId call = city.view(talk.citizen()).call().id();
    expectDone(calls.answer(talk.citizen(), answer(talk.id(), call, true)));
    return call;
  }

  private PeerId joined(Principal who, ConsultationId id, CallId call) throws Exception {
    PeerId peer = PeerId.next();
    assertThat(await(calls.join(who, new CallCommand.JoinCall(City.command(), id, call), peer)))
        .isInstanceOf(Calls.Joining.Joined.class);
    return peer;
  }

  private ConsultationId startTalk(Principal.Citizen citizen) throws Exception {
    Reply reply =
        await(
            city.desk.start(
                citizen,
                new Command.StartConsultation(
                    City.command(),
                    PASSPORT,
                    Mode.TALK,
                    Language.IT,
                    null,
                    null,
                    null,
                    null,
                    null)));
    city.sweep();
    return ((Reply.Started) reply).consultation().id();
  }

  private CallEnd lastEnd() {
    return city.bus.all(News.CallChanged.class).stream()
        .map(changed -> changed.call().endReason())
        .filter(java.util.Objects::nonNull)
        .toList()
        .getLast();
  }

  private static CallCommand.ProposeCall propose(ConsultationId id, Mode mode) {
    return new CallCommand.ProposeCall(City.command(), id, mode);
  }

  private static CallCommand.AnswerCall answer(ConsultationId id, CallId call, boolean accept) {
    return new CallCommand.AnswerCall(City.command(), id, call, accept);
  }
}
