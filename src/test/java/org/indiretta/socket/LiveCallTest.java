package org.indiretta.socket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.socket.CallCase.callAt;
import static org.indiretta.socket.CallCase.candidate;
import static org.indiretta.socket.CallCase.member;
import static org.indiretta.socket.CallCase.offer;

import java.time.Duration;
import org.indiretta.identity.CallId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallCommand.LeaveCall.Reason;
import org.indiretta.protocol.CallQuality;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.CallView.CallEnd;
import org.indiretta.protocol.CallView.CallState;
import org.indiretta.protocol.CallView.Microphone;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.IcePolicy;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call from the proposal to its end over {@code /live}, against the real rooms (C1 to C9). */
final class LiveCallTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase(LiveCity.PATIENT);

  private LiveCity city;

  @BeforeEach
  void open() throws Exception {
    city = new LiveCity(DATABASE);
  }

  @AfterEach
  void close() throws Exception {
    city.close();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void c5_aWholeCallBetweenTwoBrowsers(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      CallId call = CallCase.proposed(talk);
      talk.citizen().ask(CallCase.answer(talk.id(), call, true), Reply.Done.class);
      CallView accepted = callAt(talk.staff(), CallState.RUNNING, 0);
      assertThat(accepted.endsAt()).isEqualTo(city.clock.now().plus(Duration.ofHours(2)));
      PeerId citizen = CallCase.join(talk.citizen(), talk.id(), call).peer();
      Reply.CallJoined second = CallCase.join(talk.staff(), talk.id(), call);
      assertThat(member(second.call(), Author.Kind.CITIZEN).peer()).isEqualTo(citizen);
      assertThat(second.icePolicy()).isEqualTo(IcePolicy.ALL);
      assertThat(second.iceServers()).isEmpty();
      CallCase it = new CallCase(talk, call, citizen, second.peer());

      talk.citizen().ask(it.signal(it.staff(), offer(CallCase.SDP)), Reply.Done.class);
      String host = "candidate:1 1 udp 2122260223 192.0.2.7 54321 typ host";
      talk.citizen().ask(it.signal(it.staff(), candidate(host)), Reply.Done.class);
      talk.staff().ask(it.signal(it.citizen(), candidate("")), Reply.Done.class);

      Push.Signalled heard = talk.staff().push(Push.Signalled.class);
      assertThat(heard.from()).isEqualTo(citizen);
      assertThat(heard.body()).isEqualTo(offer(CallCase.SDP));
      assertThat(talk.staff().push(Push.Signalled.class).body()).isEqualTo(candidate(host));
      assertThat(talk.citizen().push(Push.Signalled.class).from()).isEqualTo(it.staff());

      talk.citizen().ask(it.media(Microphone.MUTED, true, false), Reply.Done.class);
      CallView showing = callAt(talk.staff(), CallState.RUNNING, 2);
      while (!member(showing, Author.Kind.CITIZEN).camera()) {
        showing = callAt(talk.staff(), CallState.RUNNING, 2);
      }
      assertThat(member(showing, Author.Kind.CITIZEN).microphone()).isEqualTo(Microphone.MUTED);

      talk.staff().ask(it.leave(Reason.HUNG_UP), Reply.Done.class);
      CallView ended = callAt(talk.citizen(), CallState.ENDED, 0);
      assertThat(ended.endReason()).isEqualTo(CallEnd.HUNG_UP);
      assertThat(talk.citizen().write(talk.id(), "grazie").seq()).isPositive();
    }
  }

  @Test
  void c1_strangersAreToldThatNothingIsThere() throws Exception {
    try (CallCase it = running();
        Conversation other = city.conversation(Transport.WEBSOCKET)) {
      for (LiveClient stranger : new LiveClient[] {other.citizen(), other.staff()}) {
        assertThat(stranger.refusal(CallCase.propose(it.talk().id(), Mode.TALK)))
            .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(
                stranger.refusal(
                    new CallCommand.JoinCall(LiveClient.id(), it.talk().id(), it.call())))
            .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(stranger.refusal(it.signal(it.citizen(), candidate(""))))
            .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(stranger.refusal(it.leave(Reason.HUNG_UP))).isEqualTo(ErrorCode.NOT_FOUND);
      }
      // With a seat of one's own the call of somebody else is still not there.
      CallCase own = CallCase.running(other);
      CallCommand.Signal crossed =
          new CallCommand.Signal(
              LiveClient.id(), it.talk().id(), own.call(), own.staff(), candidate(""));
      assertThat(other.citizen().refusal(crossed)).isEqualTo(ErrorCode.NOT_FOUND);
      CallCommand.Signal astray = own.signal(it.staff(), candidate(""));
      assertThat(other.citizen().refusal(astray)).isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(it.talk().staff().pushesSoFar()).noneMatch(Push.Signalled.class::isInstance);
    }
  }

  @Test
  void c2_onlyTheOtherSideAnswersAndOnlyTheProposerTakesBack() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET)) {
      CallId call = CallCase.proposed(talk);

      assertThat(talk.staff().refusal(CallCase.answer(talk.id(), call, true)))
          .isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(talk.citizen().refusal(CallCase.propose(talk.id(), Mode.SHOW)))
          .isEqualTo(ErrorCode.WRONG_STATE);
      CallCase it = new CallCase(talk, call, null, null);
      assertThat(talk.citizen().refusal(it.leave(Reason.HUNG_UP))).isEqualTo(ErrorCode.WRONG_STATE);
      talk.staff().ask(CallCase.propose(talk.id(), Mode.SHOW), Reply.Done.class);
      assertThat(callAt(talk.citizen(), CallState.PROPOSED, 0).mode()).isEqualTo(Mode.SHOW);
      talk.staff().ask(it.leave(Reason.HUNG_UP), Reply.Done.class);

      assertThat(callAt(talk.citizen(), CallState.ENDED, 0).endReason())
          .isEqualTo(CallEnd.WITHDRAWN);
      assertThat(it.events())
          .containsExactly(new Entry.Body.Event(EventKind.CALL_DECLINED, null, "WITHDRAWN"));
    }
  }

  @Test
  void c2_aProposalThatNobodyAnswersEndsAfterAMinute() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET)) {
      CallId call = CallCase.proposed(talk);
      city.advance(Duration.ofMillis(59_999));
      assertThat(talk.staff().resume(talk.id(), 0).consultation().call().id()).isEqualTo(call);

      city.advance(Duration.ofMillis(1));

      assertThat(callAt(talk.citizen(), CallState.ENDED, 0).endReason())
          .isEqualTo(CallEnd.UNANSWERED);
      assertThat(talk.citizen().refusal(CallCase.answer(talk.id(), call, true)))
          .isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(talk.staff().resume(talk.id(), 0).consultation().call()).isNull();
    }
  }

  @Test
  void c3_aConsultationStartedAsTalkHasACallProposedByTheCitizen() throws Exception {
    Office office = city.office();
    try (LiveClient staff = city.staff(Transport.WEBSOCKET, office);
        LiveClient citizen = city.connect(Transport.WEBSOCKET)) {
      citizen.hello(city.citizenToken());
      ConsultationId id =
          citizen
              .ask(
                  new Command.StartConsultation(
                      LiveClient.id(),
                      office.topic(),
                      Mode.TALK,
                      Language.IT,
                      null,
                      null,
                      null,
                      null,
                      null),
                  Reply.Started.class)
              .consultation()
              .id();
      staff.push(Push.OfferMade.class);
      staff.ask(new Command.AcceptOffer(LiveClient.id(), id), Reply.Done.class);

      ConsultationView view = staff.resume(id, 0).consultation();

      assertThat(view.mode()).isEqualTo(Mode.TALK);
      assertThat(view.call().state()).isEqualTo(CallState.PROPOSED);
      assertThat(view.call().proposedBy().kind()).isEqualTo(Author.Kind.CITIZEN);
      citizen.resume(id, 0);
      staff.ask(CallCase.answer(id, view.call().id(), true), Reply.Done.class);
      assertThat(callAt(citizen, CallState.RUNNING, 0).mode()).isEqualTo(Mode.TALK);
    }
  }

  @Test
  void c4_whoJoinsAgainIsANewPeerInTheSamePlace() throws Exception {
    try (CallCase it = running();
        LiveClient reloaded = city.connect(Transport.WEBSOCKET)) {
      reloaded.hello(it.talk().token());
      reloaded.resume(it.talk().id(), 0);

      PeerId next = CallCase.join(reloaded, it.talk().id(), it.call()).peer();

      CallView call = callAt(it.talk().staff(), CallState.RUNNING, 2);
      assertThat(call.members()).hasSize(2);
      assertThat(member(call, Author.Kind.CITIZEN).peer())
          .isEqualTo(next)
          .isNotEqualTo(it.citizen());
      assertThat(it.talk().citizen().refusal(it.signal(it.staff(), candidate(""))))
          .as("the browser before")
          .isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(it.talk().staff().refusal(it.signal(it.citizen(), candidate(""))))
          .as("to the browser before")
          .isEqualTo(ErrorCode.NOT_FOUND);
      it.talk().staff().ask(it.signal(next, offer(CallCase.SDP)), Reply.Done.class);
      assertThat(reloaded.push(Push.Signalled.class).from()).isEqualTo(it.staff());
    }
  }

  @Test
  void c5_beforeTheJoinAndAfterTheEndNothingIsPassedOn() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET)) {
      CallId call = CallCase.proposed(talk);
      CallCase early = new CallCase(talk, call, PeerId.next(), PeerId.next());
      assertThat(talk.citizen().refusal(early.signal(early.staff(), candidate(""))))
          .as("proposed")
          .isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(talk.citizen().refusal(new CallCommand.JoinCall(LiveClient.id(), talk.id(), call)))
          .as("not accepted")
          .isEqualTo(ErrorCode.WRONG_STATE);
      talk.citizen().ask(CallCase.answer(talk.id(), call, true), Reply.Done.class);
      assertThat(talk.citizen().refusal(early.signal(early.staff(), candidate(""))))
          .as("not joined")
          .isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(talk.citizen().refusal(early.media(Microphone.ON, false, false)))
          .isEqualTo(ErrorCode.WRONG_STATE);
      PeerId citizen = CallCase.join(talk.citizen(), talk.id(), call).peer();
      CallCase it = new CallCase(talk, call, citizen, PeerId.next());
      assertThat(talk.citizen().refusal(it.signal(it.staff(), candidate(""))))
          .as("nobody there")
          .isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(talk.citizen().refusal(it.signal(citizen, candidate(""))))
          .as("to itself")
          .isEqualTo(ErrorCode.NOT_FOUND);

      PeerId staff = CallCase.join(talk.staff(), talk.id(), call).peer();
      assertThat(talk.citizen().refusal(it.signal(staff, offer("v=0\r\nnonsense"))))
          .isEqualTo(ErrorCode.MALFORMED);
      assertThat(talk.citizen().refusal(it.signal(staff, candidate("candidate:nonsense"))))
          .isEqualTo(ErrorCode.MALFORMED);
      talk.staff()
          .ask(
              new Command.CloseConsultation(LiveClient.id(), talk.id(), Outcome.RESOLVED),
              Reply.Done.class);
      assertThat(callAt(talk.citizen(), CallState.ENDED, 0).endReason()).isEqualTo(CallEnd.HUNG_UP);
      assertThat(talk.citizen().refusal(it.signal(staff, candidate(""))))
          .as("after the end")
          .isEqualTo(ErrorCode.WRONG_STATE);
    }
  }

  @Test
  void c7_whoIsLostIsWaitedForAndThenTheCallEnds() throws Exception {
    try (CallCase it = running()) {
      city.steps(6);
      it.talk().citizen().ask(it.media(Microphone.ON, false, true), Reply.Done.class);
      it.talk().citizen().close();

      CallView away = callAt(it.talk().staff(), CallState.RUNNING, 1);
      assertThat(member(away, Author.Kind.CITIZEN).away()).isTrue();
      city.steps(5);
      assertThat(it.talk().staff().resume(it.talk().id(), 0).consultation().call()).isNotNull();
      city.advance(Duration.ofSeconds(5));

      CallView ended = callAt(it.talk().staff(), CallState.ENDED, 0);
      assertThat(ended.endReason()).isEqualTo(CallEnd.LOST);
      assertThat(it.events())
          .extracting(Entry.Body.Event::event)
          .containsExactly(
              EventKind.CALL_STARTED,
              EventKind.SHARE_STARTED,
              EventKind.SHARE_ENDED,
              EventKind.CALL_ENDED);
    }
  }

  @Test
  void c7_whoComesBackInTimeGoesOn() throws Exception {
    try (CallCase it = running()) {
      it.talk().citizen().close();
      callAt(it.talk().staff(), CallState.RUNNING, 1);
      city.steps(5);
      try (LiveClient back = city.connect(Transport.WEBSOCKET)) {
        back.hello(it.talk().token());
        back.resume(it.talk().id(), 0);
        PeerId next = CallCase.join(back, it.talk().id(), it.call()).peer();
        city.steps(6);

        CallView call = it.talk().staff().resume(it.talk().id(), 0).consultation().call();

        assertThat(member(call, Author.Kind.CITIZEN).peer()).isEqualTo(next);
      }
    }
  }

  @Test
  void c8_theLongestCallEndsByItself() throws Exception {
    try (CallCase it = running()) {
      city.passes(Duration.ofHours(2).minusMillis(1), it.talk().staff(), it.talk().citizen());
      assertThat(it.talk().staff().resume(it.talk().id(), 0).consultation().call()).isNotNull();

      city.advance(Duration.ofMillis(1));

      assertThat(callAt(it.talk().staff(), CallState.ENDED, 0).endReason())
          .isEqualTo(CallEnd.TOO_LONG);
    }
  }

  @Test
  void c8_theModeFollowsTheCallInBothDirections() throws Exception {
    try (CallCase it = running()) {
      assertThat(modeOf(it)).isEqualTo(Mode.TALK);

      it.talk().citizen().ask(CallCase.propose(it.talk().id(), Mode.SHOW), Reply.Done.class);
      assertThat(modeOf(it)).isEqualTo(Mode.SHOW);
      it.talk().staff().ask(CallCase.propose(it.talk().id(), Mode.TALK), Reply.Done.class);
      assertThat(modeOf(it)).isEqualTo(Mode.TALK);
      it.talk().citizen().ask(it.leave(Reason.DEVICE), Reply.Done.class);

      assertThat(modeOf(it)).isEqualTo(Mode.WRITE);
      assertThat(callAt(it.talk().staff(), CallState.ENDED, 0).endReason())
          .isEqualTo(CallEnd.FAILED);
    }
  }

  @Test
  void c9_theTranscriptSaysHowLongAndHowGood() throws Exception {
    try (CallCase it = running()) {
      it.talk().staff().ask(it.media(Microphone.ON, false, true), Reply.Done.class);
      it.talk().citizen().ask(it.report(2, 40, false), Reply.Done.class);
      it.talk().citizen().ask(it.report(1, 90, false), Reply.Done.class);
      it.talk().staff().ask(it.report(0, 30, true), Reply.Done.class);
      city.advance(Duration.ofSeconds(61));
      it.talk().citizen().ask(it.leave(Reason.HUNG_UP), Reply.Done.class);

      assertThat(it.events())
          .containsExactly(
              new Entry.Body.Event(EventKind.CALL_STARTED, "Marta", "TALK"),
              new Entry.Body.Event(EventKind.SHARE_STARTED, "Marta", "SCREEN"),
              new Entry.Body.Event(EventKind.SHARE_ENDED, "Marta", "SCREEN", 61L, null),
              new Entry.Body.Event(
                  EventKind.CALL_ENDED, null, "HUNG_UP", 61L, new CallQuality(2, 90, true)));
      assertThat(city.counted("indiretta.calls.ended", "reason", "HUNG_UP")).isEqualTo(1);
      assertThat(city.counted("indiretta.call.connections", "path", "direct")).isEqualTo(1);
      assertThat(city.counted("indiretta.call.connections", "path", "relayed")).isEqualTo(1);
      assertThat(city.meters.get("indiretta.call.set.up").timer().count()).isEqualTo(2);
    }
  }

  @Test
  void c9_whatIsSaidAtTheVeryEndIsNotPassedByTheEnd() throws Exception {
    for (int times = 0; times < 10; times++) {
      try (CallCase it = running()) {
        var said = it.talk().citizen().begin(it.report(1, 80, false));
        it.talk().citizen().ask(it.leave(Reason.HUNG_UP), Reply.Done.class);

        assertThat(said.get(30, SECONDS)).isInstanceOf(Reply.Done.class);
        assertThat(it.events().getLast().quality()).isEqualTo(new CallQuality(1, 80, false));
      }
    }
  }

  private CallCase running() throws Exception {
    return CallCase.running(city.conversation(Transport.WEBSOCKET));
  }

  private static Mode modeOf(CallCase it) throws Exception {
    return it.talk().staff().resume(it.talk().id(), 0).consultation().mode();
  }
}
