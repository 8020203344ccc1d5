package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.socket.CallCase.candidate;
import static org.indiretta.socket.CallCase.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.indiretta.auth.SignIns;
import org.indiretta.identity.CallId;
import org.indiretta.identity.Mode;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallCommand.LeaveCall.Reason;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.IcePolicy;
import org.indiretta.protocol.IceServer;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.protocol.SignalBody;
import org.indiretta.signalling.IceSettings;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.HeardLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What passes between peers with a relay-only policy, and what is left of it nowhere (C4 to C11).
 */
final class LiveCallRelayTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase(LiveCity.PATIENT);

  private static final IceSettings RELAY =
      new IceSettings(
          List.of(), List.of("turn:turn.rivalago.example:3478"), "north wind", IcePolicy.RELAY);

  private LiveCity city;

  @BeforeEach
  void open() throws Exception {
    city = new LiveCity(DATABASE, Limits.standard(), SignIns.IDLE, RELAY);
  }

  @AfterEach
  void close() throws Exception {
    city.close();
  }

  @Test
  void c4_eachPeerGetsCredentialsOfItsOwnForTheLengthOfTheCall() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET)) {
      CallId call = CallCase.proposed(talk);
      talk.citizen().ask(CallCase.answer(talk.id(), call, true), Reply.Done.class);

      Reply.CallJoined citizen = CallCase.join(talk.citizen(), talk.id(), call);
      Reply.CallJoined staff = CallCase.join(talk.staff(), talk.id(), call);

      Instant end = city.clock.now().plus(Duration.ofHours(2));
      IceServer server = citizen.iceServers().getFirst();
      assertThat(citizen.icePolicy()).isEqualTo(IcePolicy.RELAY);
      assertThat(server.urls()).containsExactly("turn:turn.rivalago.example:3478");
      assertThat(server.username()).isEqualTo(end.getEpochSecond() + ":" + citizen.peer());
      assertThat(server.credential())
          .isNotBlank()
          .isNotEqualTo(staff.iceServers().getFirst().credential());
    }
  }

  @Test
  void c6_noAddressButARelaysReachesTheOtherBrowser() throws Exception {
    try (CallCase it = running()) {
      String host = "candidate:1 1 udp 2122260223 192.0.2.7 54321 typ host";
      String relay =
          "candidate:4 1 udp 41885439 198.51.100.200 49152 typ relay raddr 192.0.2.7 rport 5";
      String sdp =
          CallCase.SDP.replace("0.0.0.0", "192.0.2.7")
              + "a="
              + host
              + "\r\na="
              + relay
              + "\r\na=rtcp:54321 IN IP4 192.0.2.7\r\n";

      LiveClient citizen = it.talk().citizen();
      citizen.ask(it.signal(it.staff(), offer(sdp)), Reply.Done.class);
      citizen.ask(it.signal(it.staff(), candidate(host)), Reply.Done.class);
      citizen.ask(it.signal(it.staff(), candidate(relay)), Reply.Done.class);

      LiveClient staff = it.talk().staff();
      SignalBody.Description heard =
          (SignalBody.Description) staff.push(Push.Signalled.class).body();
      assertThat(heard.sdp()).doesNotContain("192.0.2.7", "54321").contains("198.51.100.200");
      SignalBody.Candidate trickled =
          (SignalBody.Candidate) staff.push(Push.Signalled.class).body();
      assertThat(trickled.candidate()).doesNotContain("192.0.2.7").contains("198.51.100.200");
      assertThat(city.counted("indiretta.signals", "outcome", "dropped")).isEqualTo(1);
      assertThat(city.counted("indiretta.signals", "outcome", "passed")).isEqualTo(2);
    }
  }

  @Test
  void c5_aThousandCandidatesAreTooMany() throws Exception {
    try (CallCase it = running()) {
      int refused = 0;
      for (int i = 0; i < 1_000 && refused == 0; i++) {
        Reply reply = it.talk().citizen().ask(it.signal(it.staff(), candidate("")));
        refused += reply instanceof Reply.Refused no && no.code() == ErrorCode.TOO_MANY ? 1 : 0;
        assertThat(i).isLessThan(201);
      }

      assertThat(refused).isEqualTo(1);
      assertThat(it.talk().citizen().write(it.talk().id(), "the chat goes on").seq()).isPositive();
    }
  }

  @Test
  void c5_nothingOfASignalIsLoggedOrStored() throws Exception {
    try (HeardLog log = new HeardLog();
        CallCase it = running()) {
      LiveClient citizen = it.talk().citizen();
      citizen.ask(
          it.signal(it.staff(), offer(CallCase.SDP + "a=x-mark:ZQXJKV\r\n")), Reply.Done.class);
      String relay = "candidate:4 1 udp 41885439 198.51.100.200 49152 typ relay ufrag ZQXJKV";
      citizen.ask(it.signal(it.staff(), candidate(relay)), Reply.Done.class);
      assertThat(citizen.refusal(it.signal(it.staff(), offer("v=0\r\nZQXJKV"))))
          .isEqualTo(ErrorCode.MALFORMED);
      citizen.ask(
          new CallCommand.SetLiveText(LiveClient.id(), it.talk().id(), true), Reply.Done.class);
      citizen.ask(typed(it, 1, "ZQXJKV"), Reply.Done.class);
      it.talk().staff().push(Push.LiveText.class);
      citizen.ask(it.leave(Reason.HUNG_UP), Reply.Done.class);

      log.holdsNone("ZQXJKV", "198.51.100");
      assertThat(TestDatabase.tablesWith(DATABASE.url(), "ZQXJKV")).isEmpty();
      assertThat(TestDatabase.tablesWith(DATABASE.url(), "198.51.100")).isEmpty();
      assertThat(TestDatabase.tablesWith(DATABASE.url(), "CALL_ENDED"))
          .as("the search finds what is there")
          .contains("entry");
    }
  }

  // ── real-time text ────────────────────────────────────────────────────────────────────────────

  @Test
  void c10_inPlainWritingOnlyTheCitizenSwitchesItOn() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET)) {
      assertThat(talk.citizen().refusal(typed(talk, 1, "Buon")))
          .as("off")
          .isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(talk.staff().refusal(liveText(talk, true))).isEqualTo(ErrorCode.FORBIDDEN);

      talk.citizen().ask(liveText(talk, true), Reply.Done.class);
      assertThat(talk.staff().push(Push.LiveTextSet.class))
          .isEqualTo(
              new Push.LiveTextSet(talk.id(), true, new Author(Author.Kind.CITIZEN, null, null)));
      talk.citizen().ask(typed(talk, 1, "Buon"), Reply.Done.class);
      talk.citizen().ask(typed(talk, 1, "Buong"), Reply.Done.class);

      assertThat(talk.staff().push(Push.LiveText.class).text()).isEqualTo("Buon");
      assertThat(talk.staff().push(Push.LiveText.class).text()).isEqualTo("Buong");
      talk.staff().ask(typed(talk, 9, "Sì"), Reply.Done.class);
      assertThat(talk.citizen().push(Push.LiveText.class).author().name()).isEqualTo("Marta");
      assertThat(talk.citizen().pushesSoFar()).noneMatch(Push.LiveText.class::isInstance);
      assertThat(view(talk).liveText()).isTrue();

      talk.staff().ask(liveText(talk, false), Reply.Done.class);
      assertThat(talk.citizen().refusal(typed(talk, 2, "x"))).isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(view(talk).liveText()).isNull();
    }
  }

  @Test
  void c10_inACallEitherSideSwitchesIt_andTheEndSwitchesItOff() throws Exception {
    try (CallCase it = running()) {
      Conversation talk = it.talk();
      talk.staff().ask(liveText(talk, true), Reply.Done.class);
      talk.citizen().ask(typed(talk, 1, "ciao"), Reply.Done.class);
      assertThat(talk.staff().push(Push.LiveText.class).text()).isEqualTo("ciao");

      talk.citizen().ask(it.leave(Reason.HUNG_UP), Reply.Done.class);
      var _ = city.clock.advance(Duration.ofSeconds(1));

      assertThat(talk.citizen().refusal(typed(talk, 2, "x"))).isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(view(talk).liveText()).isNull();
      assertThat(view(talk).mode()).isEqualTo(Mode.WRITE);
    }
  }

  @Test
  void c10_strangersTypeNothing() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET);
        Conversation other = city.conversation(Transport.WEBSOCKET)) {
      talk.citizen().ask(liveText(talk, true), Reply.Done.class);

      assertThat(other.citizen().refusal(typed(talk, 1, "x"))).isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(other.staff().refusal(liveText(talk, true))).isEqualTo(ErrorCode.NOT_FOUND);
    }
  }

  // ── pointing ──────────────────────────────────────────────────────────────────────────────────

  @Test
  void c11_staffPointAndAskForAStill_andTheCitizenDoesNot() throws Exception {
    try (CallCase it = running()) {
      Conversation talk = it.talk();
      CallCommand.Point point =
          new CallCommand.Point(LiveClient.id(), talk.id(), it.call(), 5_000, 2_500, true);
      CallCommand.AskStill still = new CallCommand.AskStill(LiveClient.id(), talk.id(), it.call());

      talk.staff().ask(point, Reply.Done.class);
      talk.staff().ask(still, Reply.Done.class);

      assertThat(talk.citizen().push(Push.Pointed.class))
          .isEqualTo(new Push.Pointed(talk.id(), it.call(), 5_000, 2_500, true));
      assertThat(talk.citizen().push(Push.StillAsked.class).call()).isEqualTo(it.call());
      assertThat(talk.citizen().refusal(point)).isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(talk.citizen().refusal(still)).isEqualTo(ErrorCode.FORBIDDEN);
    }
  }

  // ── shared ────────────────────────────────────────────────────────────────────────────────────

  private CallCase running() throws Exception {
    return CallCase.running(city.conversation(Transport.WEBSOCKET));
  }

  private static CallCommand.TypeLive typed(CallCase it, long line, String text) {
    return typed(it.talk(), line, text);
  }

  private static CallCommand.TypeLive typed(Conversation talk, long line, String text) {
    return new CallCommand.TypeLive(LiveClient.id(), talk.id(), line, text);
  }

  private static CallCommand.SetLiveText liveText(Conversation talk, boolean on) {
    return new CallCommand.SetLiveText(LiveClient.id(), talk.id(), on);
  }

  private static ConsultationView view(Conversation talk) throws Exception {
    return talk.citizen().resume(talk.id(), 0).consultation();
  }
}
