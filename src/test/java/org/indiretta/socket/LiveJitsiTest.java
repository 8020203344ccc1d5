package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.socket.CallCase.callAt;
import static org.indiretta.socket.CallCase.candidate;
import static org.indiretta.socket.CallCase.member;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.indiretta.identity.CallId;
import org.indiretta.identity.Mode;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallCommand.LeaveCall.Reason;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.CallView.CallProvider;
import org.indiretta.protocol.CallView.CallState;
import org.indiretta.protocol.CallView.Microphone;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Reply;
import org.indiretta.protocol.Reply.JitsiPlace;
import org.indiretta.signalling.JitsiSettings;
import org.indiretta.signalling.StubJitsi;
import org.indiretta.signalling.StubJitsi.Verdict;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Calls that a Jitsi server carries (C17), with a stub in its place that judges tokens as Jitsi's
 * token authentication does.
 */
final class LiveJitsiTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase(LiveCity.PATIENT);

  private static final JitsiSettings JITSI =
      new JitsiSettings(
          URI.create("https://meet.rivalago.example"), "indiretta", "south wind", "jitsi");

  private LiveCity city;
  private StubJitsi jitsi;

  @BeforeEach
  void open() throws Exception {
    city = new LiveCity(DATABASE, JITSI);
    jitsi = stub("indiretta", "south wind", "jitsi");
  }

  @AfterEach
  void close() throws Exception {
    city.close();
  }

  private StubJitsi stub(String appId, String secret, String audience) {
    return stub(appId, secret, audience, Duration.ZERO);
  }

  private StubJitsi stub(String appId, String secret, String audience, Duration later) {
    return new StubJitsi(
        new JitsiSettings(JITSI.url(), appId, secret, audience),
        () -> city.clock.now().plus(later));
  }

  @Test
  void c17_bothComeIntoTheRoomOfTheirCall_andTheOperatorAloneModerates() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET)) {
      CallId call = accepted(talk);

      Reply.CallJoined citizen = CallCase.join(talk.citizen(), talk.id(), call);
      Reply.CallJoined staff = CallCase.join(talk.staff(), talk.id(), call);

      assertThat(citizen.call().provider()).isEqualTo(CallProvider.JITSI);
      assertThat(citizen.iceServers()).isNull();
      String room = citizen.jitsi().room();
      assertThat(staff.jitsi().room()).isEqualTo(room);
      assertThat(citizen.jitsi().url()).isEqualTo("https://meet.rivalago.example");
      assertThat(citizen.jitsi().token()).isNotEqualTo(staff.jitsi().token());
      assertThat(jitsi.check(citizen.jitsi().token(), room))
          .isInstanceOfSatisfying(Verdict.LetIn.class, it -> assertThat(it.moderator()).isFalse());
      String name = member(staff.call(), Author.Kind.OPERATOR).author().name();
      assertThat(jitsi.check(staff.jitsi().token(), room)).isEqualTo(new Verdict.LetIn(true, name));
    }
  }

  @Test
  void c17_aTokenIsGoodForNothingElse() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET);
        Conversation other = city.conversation(Transport.WEBSOCKET)) {
      JitsiPlace place = CallCase.join(talk.citizen(), talk.id(), accepted(talk)).jitsi();
      JitsiPlace elsewhere = CallCase.join(other.citizen(), other.id(), accepted(other)).jitsi();
      String token = place.token();
      Supplier<Verdict> here = () -> jitsi.check(token, place.room());

      assertThat(here.get()).isInstanceOf(Verdict.LetIn.class);
      assertThat(jitsi.check(token, elsewhere.room()))
          .isEqualTo(refused("Room and token mismatched"));
      assertThat(stub("indiretta", "north wind", "jitsi").check(token, place.room()))
          .isEqualTo(refused("Invalid signature"));
      assertThat(stub("somebody", "south wind", "jitsi").check(token, place.room()))
          .isEqualTo(refused("Invalid issuer ('iss' claim)"));
      assertThat(stub("indiretta", "south wind", "others").check(token, place.room()))
          .isEqualTo(refused("Invalid audience ('aud' claim)"));
      assertThat(after(Duration.ofHours(2).minusSeconds(1), place))
          .isInstanceOf(Verdict.LetIn.class);
      assertThat(after(Duration.ofHours(2), place)).isEqualTo(refused("Not acceptable by exp"));
      assertThat(after(Duration.ofMinutes(-1), place)).isInstanceOf(Verdict.LetIn.class);
      assertThat(after(Duration.ofSeconds(-61), place)).isEqualTo(refused("Not acceptable by nbf"));
      assertThat(jitsi.check(token.substring(0, token.lastIndexOf('.') + 1), place.room()))
          .isEqualTo(refused("Invalid signature"));
    }
  }

  private Verdict after(Duration later, JitsiPlace place) {
    return stub("indiretta", "south wind", "jitsi", later).check(place.token(), place.room());
  }

  private static Verdict refused(String reason) {
    return new Verdict.Refused(reason);
  }

  @Test
  void c17_everyCallHasARoomThatNobodyCanGuess() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET)) {
      CallId first = accepted(talk);
      String before = CallCase.join(talk.staff(), talk.id(), first).jitsi().room();
      CallCase it = new CallCase(talk, first, null, null);
      talk.staff().ask(it.leave(Reason.HUNG_UP), Reply.Done.class);
      callAt(talk.citizen(), CallState.ENDED, 0);
      callAt(talk.staff(), CallState.ENDED, 0);

      String room = CallCase.join(talk.staff(), talk.id(), accepted(talk)).jitsi().room();

      // 160 bits, in lower case: Jitsi does not tell cases apart.
      assertThat(room).matches("[0-9a-f]{40}").isNotEqualTo(before);
    }
  }

  @Test
  void c17_nothingIsSignalled_andTheRestOfACallHolds() throws Exception {
    try (CallCase it = running()) {
      LiveClient citizen = it.talk().citizen();
      LiveClient staff = it.talk().staff();
      assertThat(citizen.refusal(it.signal(it.staff(), candidate(""))))
          .isEqualTo(ErrorCode.WRONG_STATE);
      CallCommand.Point point =
          new CallCommand.Point(LiveClient.id(), it.talk().id(), it.call(), 1, 1, false);
      assertThat(staff.refusal(point)).isEqualTo(ErrorCode.WRONG_STATE);

      citizen.ask(it.media(Microphone.ON, false, true), Reply.Done.class);
      CallView showing = callAt(staff, CallState.RUNNING, 2);
      while (!member(showing, Author.Kind.CITIZEN).screen()) {
        showing = callAt(staff, CallState.RUNNING, 2);
      }
      citizen.ask(it.leave(Reason.HUNG_UP), Reply.Done.class);

      assertThat(callAt(staff, CallState.ENDED, 0).provider()).isEqualTo(CallProvider.JITSI);
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
  void c17_eitherSideGoesBackToTheBrowsers_andEverybodyJoinsAgain() throws Exception {
    for (boolean byCitizen : new boolean[] {true, false}) {
      try (CallCase it = running()) {
        LiveClient citizen = it.talk().citizen();
        LiveClient staff = it.talk().staff();

        (byCitizen ? citizen : staff).ask(useOwn(it), Reply.Done.class);

        CallView left = callAt(byCitizen ? staff : citizen, CallState.RUNNING, 0);
        assertThat(left.provider()).isEqualTo(CallProvider.PEERS);
        assertThat(citizen.refusal(it.signal(it.staff(), candidate(""))))
            .isEqualTo(ErrorCode.WRONG_STATE);
        Reply.CallJoined joined = CallCase.join(citizen, it.talk().id(), it.call());
        assertThat(joined.iceServers()).isNotNull();
        assertThat(joined.jitsi()).isNull();
        Reply.CallJoined second = CallCase.join(staff, it.talk().id(), it.call());
        citizen.ask(it.signal(second.peer(), candidate("")), Reply.Done.class);
        // Said by both at once: the second changes nothing.
        staff.ask(useOwn(it), Reply.Done.class);
        citizen.ask(it.signal(second.peer(), candidate("")), Reply.Done.class);
      }
    }
  }

  @Test
  void c17_aColleagueComesIntoTheRoomAsAParticipant_andDoesNotEndJitsisPart() throws Exception {
    LiveCity.Office office = city.office();
    try (CallCase it = running();
        LiveClient colleague = city.staff(Transport.WEBSOCKET, office)) {
      it.talk().staff().ask(it.invite(office.operator()), Reply.Done.class);

      JitsiPlace place = CallCase.join(colleague, it.talk().id(), it.call()).jitsi();

      assertThat(jitsi.check(place.token(), place.room()))
          .isInstanceOfSatisfying(
              Verdict.LetIn.class, let -> assertThat(let.moderator()).isFalse());
      assertThat(colleague.refusal(useOwn(it))).isEqualTo(ErrorCode.FORBIDDEN);
      it.talk().staff().ask(useOwn(it), Reply.Done.class);
      assertThat(CallCase.join(colleague, it.talk().id(), it.call()).iceServers()).isNotNull();
    }
  }

  @Test
  void c17_onlyWhoIsInARunningCallChangesIt() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET);
        Conversation other = city.conversation(Transport.WEBSOCKET)) {
      CallCase it = new CallCase(talk, CallCase.proposed(talk), null, null);

      assertThat(talk.citizen().refusal(useOwn(it))).isEqualTo(ErrorCode.WRONG_STATE);
      talk.citizen().ask(CallCase.answer(talk.id(), it.call(), true), Reply.Done.class);
      assertThat(other.citizen().refusal(useOwn(it))).isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(other.staff().refusal(useOwn(it))).isEqualTo(ErrorCode.NOT_FOUND);
    }
  }

  private static CallCommand.UseOwnCall useOwn(CallCase it) {
    return new CallCommand.UseOwnCall(LiveClient.id(), it.talk().id(), it.call());
  }

  private static CallId accepted(Conversation talk) throws Exception {
    talk.staff().ask(CallCase.propose(talk.id(), Mode.TALK), Reply.Done.class);
    CallId call = callAt(talk.citizen(), CallState.PROPOSED, 0).id();
    talk.citizen().ask(CallCase.answer(talk.id(), call, true), Reply.Done.class);
    return call;
  }

  private CallCase running() throws Exception {
    return CallCase.running(city.conversation(Transport.WEBSOCKET));
  }
}
