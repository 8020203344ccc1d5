package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.socket.CallCase.callAt;
import static org.indiretta.socket.CallCase.candidate;
import static org.indiretta.socket.CallCase.member;
import static org.indiretta.socket.CallCase.offer;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.CallView.CallEnd;
import org.indiretta.protocol.CallView.CallState;
import org.indiretta.protocol.CallView.Microphone;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A browser in a call whose link to the server is lost comes back as the peer it was (C4, P6). */
final class LiveSeatTest {
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

  private CallCase running() throws Exception {
    return CallCase.running(city.conversation(Transport.WEBSOCKET));
  }

  private static CallCommand.JoinCall as(PeerId peer, CallCase it) {
    return new CallCommand.JoinCall(LiveClient.id(), it.talk().id(), it.call(), peer);
  }

  private static LiveClient greeted(LiveCity at, CallCase it) throws Exception {
    LiveClient client = at.connect(Transport.WEBSOCKET);
    client.hello(it.talk().token());
    client.resume(it.talk().id(), 0);
    return client;
  }

  @Test
  void c4_whoComesBackOverAnotherLinkIsThePeerItWas() throws Exception {
    try (CallCase it = running()) {
      it.talk().citizen().close();
      assertThat(
              member(callAt(it.talk().staff(), CallState.RUNNING, 1), Author.Kind.CITIZEN).away())
          .isTrue();
      try (LiveClient back = greeted(city, it)) {
        Reply.CallJoined joined = back.ask(as(it.citizen(), it), Reply.CallJoined.class);

        assertThat(joined.peer()).isEqualTo(it.citizen());
        assertThat(joined.iceServers()).isNotNull();
        CallView call = callAt(it.talk().staff(), CallState.RUNNING, 2);
        assertThat(member(call, Author.Kind.CITIZEN).peer()).isEqualTo(it.citizen());
        it.talk().staff().ask(it.signal(it.citizen(), offer(CallCase.SDP)), Reply.Done.class);
        assertThat(back.push(Push.Signalled.class).from()).isEqualTo(it.staff());
        back.ask(it.signal(it.staff(), candidate("")), Reply.Done.class);
        assertThat(it.talk().staff().push(Push.Signalled.class).from()).isEqualTo(it.citizen());
        back.ask(it.media(Microphone.ON, false, false), Reply.Done.class);
      }
    }
  }

  @Test
  void c4_theEndOfTheLinkBeforeSaysNothingAboutTheNewOne() throws Exception {
    try (CallCase it = running();
        LiveClient back = greeted(city, it)) {
      it.talk().citizen().ask(it.media(Microphone.ON, true, false), Reply.Done.class);
      back.ask(as(it.citizen(), it), Reply.CallJoined.class);

      it.talk().citizen().close();
      city.steps(8);

      CallView call = it.talk().staff().resume(it.talk().id(), 0).consultation().call();
      CallView.Member citizen = member(call, Author.Kind.CITIZEN);
      assertThat(citizen.away()).isFalse();
      assertThat(citizen.peer()).isEqualTo(it.citizen());
      assertThat(citizen.camera()).as("its media went on").isTrue();
      assertThat(it.events())
          .extracting(Entry.Body.Event::event)
          .containsExactly(EventKind.CALL_STARTED, EventKind.SHARE_STARTED);
      back.ask(it.signal(it.staff(), candidate("")), Reply.Done.class);
    }
  }

  @Test
  void c4_onlyTheLastBrowserOfThePersonComesBackAsAPeer() throws Exception {
    try (CallCase it = running();
        LiveClient other = greeted(city, it)) {
      assertThat(other.refusal(as(it.staff(), it)))
          .as("somebody else's")
          .isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(other.refusal(as(PeerId.next(), it)))
          .as("nobody's")
          .isEqualTo(ErrorCode.WRONG_STATE);
      it.talk().citizen().ask(it.signal(it.staff(), offer(CallCase.SDP)), Reply.Done.class);
      it.talk().staff().push(Push.Signalled.class);
      assertThat(other.pushesSoFar()).noneMatch(Push.Signalled.class::isInstance);

      PeerId next = CallCase.join(other, it.talk().id(), it.call()).peer();

      assertThat(it.talk().citizen().refusal(as(it.citizen(), it)))
          .as("another browser joined since")
          .isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(next).isNotEqualTo(it.citizen());
      CallView call = it.talk().staff().resume(it.talk().id(), 0).consultation().call();
      assertThat(member(call, Author.Kind.CITIZEN).peer()).isEqualTo(next);
    }
  }

  @Test
  void c4_p6_aCallGoesOnAtAnotherServerAsIfNothingHadBeen() throws Exception {
    CallCase it = running();
    LiveCity other = new LiveCity(DATABASE);
    try (it) {
      it.talk().citizen().ask(it.media(Microphone.ON, false, true), Reply.Done.class);

      await(city.live.drain(new Drain(true, Duration.ZERO)));

      try (LiveClient citizen = greeted(other, it);
          LiveClient staff = other.connect(Transport.WEBSOCKET)) {
        staff.hello(other.ticket(it.talk().office()));
        CallView seen = staff.resume(it.talk().id(), 0).consultation().call();
        assertThat(seen.members()).extracting(CallView.Member::away).containsOnly(false);
        Reply.CallJoined one = citizen.ask(as(it.citizen(), it), Reply.CallJoined.class);
        Reply.CallJoined two = staff.ask(as(it.staff(), it), Reply.CallJoined.class);

        assertThat(one.peer()).isEqualTo(it.citizen());
        assertThat(two.peer()).isEqualTo(it.staff());
        assertThat(member(two.call(), Author.Kind.CITIZEN).screen()).isTrue();
        citizen.ask(it.signal(it.staff(), offer(CallCase.SDP)), Reply.Done.class);
        assertThat(staff.push(Push.Signalled.class).from()).isEqualTo(it.citizen());
        assertThat(staff.resume(it.talk().id(), 0).entries())
            .extracting(Entry::body)
            .filteredOn(Entry.Body.Event.class::isInstance)
            .extracting(body -> ((Entry.Body.Event) body).event())
            .contains(EventKind.SHARE_STARTED)
            .doesNotContain(EventKind.SHARE_ENDED);
      }
    } finally {
      other.close();
    }
  }

  @Test
  void c7_p6_whoWasSentAwayAndDoesNotComeBackIsLostAllTheSame() throws Exception {
    CallCase it = running();
    LiveCity other = new LiveCity(DATABASE);
    try (it) {
      for (int i = 0; i < 6; i++) {
        city.steps(1);
        other.steps(1);
      }
      await(city.live.drain(new Drain(true, Duration.ZERO)));
      try (LiveClient staff = other.connect(Transport.WEBSOCKET)) {
        staff.hello(other.ticket(it.talk().office()));
        staff.resume(it.talk().id(), 0);
        staff.ask(as(it.staff(), it), Reply.CallJoined.class);

        // Unseen for 15 s, then waited for 30 s.
        other.steps(11);

        CallView ended = callAt(staff, CallState.ENDED, 0);
        assertThat(ended.endReason()).isEqualTo(CallEnd.LOST);
      }
    } finally {
      other.close();
    }
  }
}
