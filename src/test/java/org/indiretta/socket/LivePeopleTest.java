package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.socket.CallCase.callAt;
import static org.indiretta.socket.CallCase.callWhere;
import static org.indiretta.socket.CallCase.candidate;
import static org.indiretta.socket.CallCase.member;

import java.time.Duration;
import java.util.List;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.MemberId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallCommand.LeaveCall.Reason;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.CallView.CallEnd;
import org.indiretta.protocol.CallView.CallState;
import org.indiretta.protocol.CallView.Microphone;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
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

/** Colleagues in a call, and whose shares end by whom, over {@code /live} (C8, C13, C16). */
final class LivePeopleTest {
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

  private static MemberId memberId(CallView call, CallRole role) {
    return member(call, role).orElseThrow().member();
  }

  /** Asked in and joined. */
  private LiveClient joined(CallCase it, Office office) throws Exception {
    LiveClient colleague = city.staff(Transport.WEBSOCKET, office);
    it.talk().staff().ask(it.invite(office.operator()), Reply.Done.class);
    CallCase.join(colleague, it.talk().id(), it.call());
    colleague.resume(it.talk().id(), 0);
    return colleague;
  }

  @Test
  void c13_aColleagueSeesTheInvitationOnTheDeskAndJoins() throws Exception {
    Office office = city.office();
    try (CallCase it = running();
        LiveClient colleague = city.staff(Transport.WEBSOCKET, office)) {
      colleague.ask(new Command.WatchQueue(LiveClient.id()), Reply.Desk.class);
      it.talk().staff().ask(it.invite(office.operator()), Reply.Done.class);

      CallView asked =
          callWhere(it.talk().citizen(), call -> member(call, CallRole.COLLEAGUE).isPresent());
      assertThat(member(asked, CallRole.COLLEAGUE).orElseThrow().invited()).isTrue();
      DeskView.CallInvitation invitation = invitation(colleague);
      assertThat(invitation.call()).isEqualTo(it.call());
      assertThat(invitation.by()).isEqualTo("Marta");
      assertThat(invitation.joined()).isFalse();
      // Before joining they read nothing.
      assertThat(colleague.refusal(new Command.Resume(LiveClient.id(), it.talk().id(), 0)))
          .isEqualTo(ErrorCode.WRONG_STATE);

      PeerId peer = CallCase.join(colleague, it.talk().id(), it.call()).peer();
      it.talk().citizen().ask(it.signal(peer, candidate("")), Reply.Done.class);
      assertThat(colleague.push(Push.Signalled.class).from()).isEqualTo(it.citizen());
      assertThat(it.events())
          .extracting(Entry.Body.Event::event, Entry.Body.Event::detail)
          .contains(
              org.assertj.core.groups.Tuple.tuple(
                  EventKind.CALL_JOINED, CallRole.COLLEAGUE.name()));
      assertThat(invitation(colleague, true).joined()).isTrue();
    }
  }

  private static DeskView.CallInvitation invitation(LiveClient client) throws Exception {
    return invitation(client, false);
  }

  private static DeskView.CallInvitation invitation(LiveClient client, boolean joined)
      throws Exception {
    while (true) {
      for (DeskView.CallInvitation one : desk(client).callInvitations()) {
        if (one.joined() == joined) {
          return one;
        }
      }
    }
  }

  private static DeskView desk(LiveClient client) throws Exception {
    return client.ask(new Command.WatchQueue(LiveClient.id()), Reply.Desk.class).desk();
  }

  @Test
  void c13_aColleagueReadsAndWritesWithNotesOnlyWhileInTheCall() throws Exception {
    Office office = city.office();
    try (CallCase it = running()) {
      it.talk()
          .staff()
          .ask(
              new Command.AddNote(
                  LiveClient.id(), it.talk().id(), new ClientMessageId("n1"), "nota"),
              Reply.Appended.class);
      try (LiveClient colleague = joined(it, office)) {
        Reply.Resumed read = colleague.resume(it.talk().id(), 0);
        assertThat(read.entries().stream().map(Entry::body)).contains(new Entry.Body.Note("nota"));
        assertThat(colleague.write(it.talk().id(), "eccomi").seq()).isPositive();
        assertThat(it.talk().citizen().texts(1)).containsExactly("eccomi");
        colleague.ask(
            new Command.AddNote(LiveClient.id(), it.talk().id(), new ClientMessageId("n2"), "mia"),
            Reply.Appended.class);
        // Nothing of the owner's.
        assertThat(
                colleague.refusal(
                    new Command.CloseConsultation(
                        LiveClient.id(), it.talk().id(), Outcome.RESOLVED)))
            .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(colleague.refusal(it.invite(OperatorId.next()))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(colleague.refusal(CallCase.propose(it.talk().id(), Mode.SHOW)))
            .isEqualTo(ErrorCode.FORBIDDEN);

        colleague.ask(it.leave(Reason.HUNG_UP), Reply.Done.class);
        assertThat(colleague.refusal(new Command.Resume(LiveClient.id(), it.talk().id(), 0)))
            .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(colleague.refusal(LiveClient.message(it.talk().id(), "k9", "ancora?")))
            .isEqualTo(ErrorCode.NOT_FOUND);
        it.talk().citizen().write(it.talk().id(), "solo per Marta");
        city.advance(Duration.ofSeconds(2));
        colleague.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
        assertThat(colleague.pushesSoFar())
            .noneMatch(
                push ->
                    push instanceof Push.EntryAdded added
                        && added.entry().body().equals(new Entry.Body.Message("solo per Marta")));
      }
    }
  }

  @Test
  void c13_whoDeclinesReadsNothingAndComesNoMore() throws Exception {
    Office office = city.office();
    try (CallCase it = running();
        LiveClient colleague = city.staff(Transport.WEBSOCKET, office)) {
      it.talk().staff().ask(it.invite(office.operator()), Reply.Done.class);
      // Asked in only: nothing can be written, typed or signalled yet.
      assertThat(colleague.refusal(LiveClient.message(it.talk().id(), "d1", "?")))
          .isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(
              colleague.refusal(new CallCommand.TypeLive(LiveClient.id(), it.talk().id(), 1, "?")))
          .isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(colleague.refusal(it.signal(it.citizen(), candidate(""))))
          .isEqualTo(ErrorCode.WRONG_STATE);

      colleague.ask(it.leave(Reason.HUNG_UP), Reply.Done.class);
      callWhere(it.talk().staff(), now -> member(now, CallRole.COLLEAGUE).isEmpty());
      for (Command late :
          List.of(
              new Command.Resume(LiveClient.id(), it.talk().id(), 0),
              new CallCommand.JoinCall(LiveClient.id(), it.talk().id(), it.call()),
              LiveClient.message(it.talk().id(), "d2", "?"),
              it.signal(it.citizen(), candidate("")))) {
        assertThat(colleague.refusal(late)).as("%s", late).isEqualTo(ErrorCode.NOT_FOUND);
      }
      it.talk().citizen().write(it.talk().id(), "solo per Marta");
      assertThat(it.talk().staff().texts(1)).containsExactly("solo per Marta");
      colleague.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
      assertThat(colleague.pushesSoFar()).noneMatch(Push.EntryAdded.class::isInstance);
    }
  }

  @Test
  void c8_aColleagueWhoLeavesOrIsLostGoesAndTheCallGoesOn() throws Exception {
    try (CallCase it = running();
        LiveClient leaving = joined(it, city.office())) {
      LiveClient lost = joined(it, city.office());
      callAt(it.talk().citizen(), CallState.RUNNING, 4);
      leaving.ask(it.leave(Reason.HUNG_UP), Reply.Done.class);
      callAt(it.talk().citizen(), CallState.RUNNING, 3);
      lost.close();
      callAt(it.talk().citizen(), CallState.RUNNING, 2);
      city.steps(7);
      CallView rest = callWhere(it.talk().citizen(), call -> call.members().size() == 2);

      assertThat(rest.state()).isEqualTo(CallState.RUNNING);
      assertThat(it.events().stream().filter(one -> one.event() == EventKind.CALL_LEFT)).hasSize(2);
    }
  }

  @Test
  void c8_withoutTheCitizenOrTheOwnerTheCallEndsForAll() throws Exception {
    for (boolean citizen : new boolean[] {true, false}) {
      try (CallCase it = running();
          LiveClient colleague = joined(it, city.office())) {
        LiveClient main = citizen ? it.talk().citizen() : it.talk().staff();
        main.ask(it.leave(Reason.HUNG_UP), Reply.Done.class);
        assertThat(callAt(colleague, CallState.ENDED, 0).endReason()).isEqualTo(CallEnd.HUNG_UP);
        assertThat(colleague.refusal(LiveClient.message(it.talk().id(), "k1", "?")))
            .isEqualTo(ErrorCode.NOT_FOUND);
      }
    }
  }

  @Test
  void c13_aFifthIsRefusedAndAnInvitationCountsUntilItIsOver() throws Exception {
    Office third = city.office();
    Office fourth = city.office();
    Office fifth = city.office();
    try (CallCase it = running();
        LiveClient colleague = joined(it, third)) {
      it.talk().staff().ask(it.invite(fourth.operator()), Reply.Done.class);
      assertThat(it.talk().staff().refusal(it.invite(fifth.operator())))
          .isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(
              it.talk()
                  .staff()
                  .refusal(
                      new CallCommand.InviteToCall(
                          LiveClient.id(), it.talk().id(), it.call(), OperatorId.next())))
          .isEqualTo(ErrorCode.NOT_FOUND);

      city.advance(Duration.ofSeconds(61));
      callWhere(it.talk().staff(), call -> call.members().size() == 3);
      it.talk().staff().ask(it.invite(fifth.operator()), Reply.Done.class);
      // Who never came is not told of in the transcript.
      assertThat(it.events().stream().filter(one -> one.event() == EventKind.CALL_LEFT)).isEmpty();
      try (LiveClient late = city.staff(Transport.WEBSOCKET, fourth)) {
        assertThat(
                late.refusal(new CallCommand.JoinCall(LiveClient.id(), it.talk().id(), it.call())))
            .isEqualTo(ErrorCode.NOT_FOUND);
      }
      // The one who is in it stays.
      assertThat(colleague.write(it.talk().id(), "ci sono").seq()).isPositive();
    }
  }

  @Test
  void c13_theOwnerTakesAnybodyOutButTheCitizen() throws Exception {
    Office office = city.office();
    try (CallCase it = running();
        LiveClient colleague = joined(it, office)) {
      CallView call = callAt(it.talk().staff(), CallState.RUNNING, 3);
      MemberId citizen = memberId(call, CallRole.CITIZEN);
      MemberId other = memberId(call, CallRole.COLLEAGUE);
      assertThat(it.talk().staff().refusal(it.remove(citizen))).isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(it.talk().citizen().refusal(it.remove(other))).isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(it.talk().staff().refusal(it.remove(MemberId.next())))
          .isEqualTo(ErrorCode.NOT_FOUND);

      it.talk().staff().ask(it.remove(other), Reply.Done.class);
      callWhere(it.talk().citizen(), now -> now.members().size() == 2);
      assertThat(colleague.refusal(it.signal(it.citizen(), candidate(""))))
          .isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(colleague.refusal(LiveClient.message(it.talk().id(), "k2", "?")))
          .isEqualTo(ErrorCode.NOT_FOUND);

      // An invitation is taken back; who was asked in joins no more.
      it.talk().staff().ask(it.invite(office.operator()), Reply.Done.class);
      CallView asked =
          callWhere(it.talk().staff(), now -> member(now, CallRole.COLLEAGUE).isPresent());
      it.talk().staff().ask(it.remove(memberId(asked, CallRole.COLLEAGUE)), Reply.Done.class);
      assertThat(
              colleague.refusal(
                  new CallCommand.JoinCall(LiveClient.id(), it.talk().id(), it.call())))
          .isEqualTo(ErrorCode.NOT_FOUND);
    }
  }

  @Test
  void c13_aMemberKeepsTheIdAfterAReload() throws Exception {
    try (CallCase it = running();
        LiveClient again = city.connect(Transport.WEBSOCKET)) {
      CallView before = it.talk().staff().resume(it.talk().id(), 0).consultation().call();
      again.hello(it.talk().token());
      Reply.CallJoined joined = CallCase.join(again, it.talk().id(), it.call());
      assertThat(joined.peer()).isNotEqualTo(it.citizen());
      assertThat(memberId(joined.call(), CallRole.CITIZEN))
          .isEqualTo(memberId(before, CallRole.CITIZEN));
    }
  }

  @Test
  void c16_bothSidesEndWhateverIsShown() throws Exception {
    try (CallCase it = running();
        LiveClient colleague = joined(it, city.office())) {
      CallView call = callAt(it.talk().staff(), CallState.RUNNING, 3);
      MemberId owner = memberId(call, CallRole.OPERATOR);
      MemberId citizen = memberId(call, CallRole.CITIZEN);
      it.talk().staff().ask(it.media(Microphone.ON, false, true), Reply.Done.class);
      assertThat(colleague.refusal(it.endShare(owner, CallView.Share.SCREEN)))
          .isEqualTo(ErrorCode.FORBIDDEN);
      // Nothing of the kind is shown: it is so already.
      it.talk().citizen().ask(it.endShare(owner, CallView.Share.CAMERA), Reply.Done.class);

      it.talk().citizen().ask(it.endShare(owner, CallView.Share.SCREEN), Reply.Done.class);
      assertThat(it.talk().staff().push(Push.ShareEnded.class))
          .isEqualTo(new Push.ShareEnded(it.talk().id(), it.call(), CallView.Share.SCREEN));
      callWhere(
          it.talk().citizen(),
          now -> {
            CallView.Member shown = member(now, Author.Kind.OPERATOR);
            return shown.microphone() == Microphone.ON && !shown.screen();
          });

      it.talk().citizen().ask(it.media(Microphone.MUTED, true, false), Reply.Done.class);
      var _ = city.clock.advance(Duration.ofSeconds(5));
      it.talk().staff().ask(it.endShare(citizen, CallView.Share.CAMERA), Reply.Done.class);
      assertThat(it.talk().citizen().push(Push.ShareEnded.class).what())
          .isEqualTo(CallView.Share.CAMERA);
      assertThat(it.events())
          .contains(
              new Entry.Body.Event(EventKind.SHARE_ENDED, "Marta", "SCREEN", 0L, null),
              new Entry.Body.Event(EventKind.SHARE_ENDED, null, "CAMERA", 5L, null));
      assertThat(it.talk().staff().refusal(it.endShare(MemberId.next(), CallView.Share.SCREEN)))
          .isEqualTo(ErrorCode.NOT_FOUND);
      try (Conversation stranger = city.conversation(Transport.WEBSOCKET)) {
        assertThat(stranger.staff().refusal(it.endShare(citizen, CallView.Share.CAMERA)))
            .isEqualTo(ErrorCode.NOT_FOUND);
      }
    }
  }
}
