package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.socket.CallCase.callAt;
import static org.indiretta.socket.CallCase.callWhere;
import static org.indiretta.socket.CallCase.candidate;
import static org.indiretta.socket.CallCase.member;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.indiretta.auth.Secret;
import org.indiretta.consultation.Guests;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallCommand.LeaveCall.Reason;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.CallView.CallState;
import org.indiretta.protocol.CallView.Microphone;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Guests of a call, from the link to the end of their right, over {@code /live} (C14, C15). */
final class LiveGuestTest {
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

  private static Principal.Staff principal(LiveCity.Office office) {
    return new Principal.Staff(office.operator(), Role.OPERATOR, Set.of(), office.signIn());
  }

  private Guests.Invited invited(CallCase it, CallRole role, Secret link) throws Exception {
    Guests.Wanted wanted = new Guests.Wanted(it.call(), role, "Amina");
    return await(
        city.guests().invite(principal(it.talk().office()), it.talk().id(), wanted, link.hash()));
  }

  private Secret link(CallCase it) throws Exception {
    Secret link = Secret.next();
    assertThat(invited(it, CallRole.INTERPRETER, link)).isInstanceOf(Guests.Invited.Made.class);
    return link;
  }

  /** Changes a link for a token. */
  private Credential.Guest token(Secret link) throws Exception {
    Secret token = Secret.next();
    assertThat(await(city.guests().use(link.hash(), token.hash()))).isPresent();
    return new Credential.Guest(token.value());
  }

  /** A guest who came by a link of their own. */
  private LiveClient guest(CallCase it) throws Exception {
    LiveClient guest = city.connect(Transport.WEBSOCKET);
    guest.hello(token(link(it)));
    CallCase.join(guest, it.talk().id(), it.call());
    guest.resume(it.talk().id(), 0);
    return guest;
  }

  @Test
  void c14_aGuestComesByLinkAndTakesPart() throws Exception {
    try (CallCase it = running();
        LiveClient guest = city.connect(Transport.WEBSOCKET)) {
      it.talk().citizen().write(it.talk().id(), "prima");
      it.talk()
          .staff()
          .ask(
              new Command.AddNote(LiveClient.id(), it.talk().id(), new ClientMessageId("n"), "x"),
              Reply.Appended.class);
      Secret link = link(it);
      assertThat(await(city.guests().look(link.hash())))
          .isInstanceOfSatisfying(
              Guests.Looked.Good.class,
              good -> {
                assertThat(good.role()).isEqualTo(CallRole.INTERPRETER);
                assertThat(good.name()).isEqualTo("Amina");
                assertThat(good.mode()).isEqualTo(Mode.TALK);
              });

      Reply.Welcome welcome = guest.hello(token(link));
      assertThat(welcome.staff()).isNull();
      assertThat(welcome.guest().call()).isEqualTo(it.call());
      assertThat(welcome.guest().role()).isEqualTo(CallRole.INTERPRETER);
      assertThat(welcome.consultations()).hasSize(1);
      assertThat(welcome.consultations().getFirst().citizen()).isNull();
      assertThat(guest.refusal(new Command.Resume(LiveClient.id(), it.talk().id(), 0)))
          .isEqualTo(ErrorCode.WRONG_STATE);
      PeerId peer = CallCase.join(guest, it.talk().id(), it.call()).peer();

      // What was written before is there by its place only (P2).
      Reply.Resumed read = guest.resume(it.talk().id(), 0);
      List<Entry> entries = read.entries();
      for (int i = 0; i < entries.size(); i++) {
        assertThat(entries.get(i).seq()).isEqualTo(i + 1L);
      }
      assertThat(entries.subList(0, entries.size() - 1).stream().map(Entry::body).distinct())
          .containsExactly(new Entry.Body.Withheld());
      assertThat(entries.getLast().body())
          .isEqualTo(
              new Entry.Body.Event(EventKind.CALL_JOINED, "Amina", CallRole.INTERPRETER.name()));

      it.talk().citizen().ask(it.signal(peer, candidate("")), Reply.Done.class);
      assertThat(guest.push(Push.Signalled.class).from()).isEqualTo(it.citizen());
      assertThat(city.counted("indiretta.call.joins", "role", "INTERPRETER")).isEqualTo(1);
      guest.ask(it.media(Microphone.ON, true, false), Reply.Done.class);
      guest.write(it.talk().id(), "buongiorno");
      Entry told = message(it.talk().citizen(), "buongiorno");
      assertThat(told.author())
          .isEqualTo(new Author(Author.Kind.GUEST, "Amina", null, CallRole.INTERPRETER));
      it.talk().staff().write(it.talk().id(), "benvenuta");
      assertThat(guest.texts(1)).containsExactly("benvenuta");
      it.talk()
          .staff()
          .ask(
              new Command.AddNote(LiveClient.id(), it.talk().id(), new ClientMessageId("m"), "y"),
              Reply.Appended.class);
      assertThat(withheld(guest)).isPositive();
      guest.ask(
          new CallCommand.SetLiveText(LiveClient.id(), it.talk().id(), true), Reply.Done.class);
      guest.ask(
          new CallCommand.TypeLive(LiveClient.id(), it.talk().id(), 1, "tradu"), Reply.Done.class);
      for (LiveClient side : List.of(it.talk().citizen(), it.talk().staff())) {
        Push.LiveText typed = side.push(Push.LiveText.class);
        assertThat(typed.author().name()).isEqualTo("Amina");
        assertThat(typed.text()).isEqualTo("tradu");
      }
    }
  }

  private static Entry message(LiveClient client, String text) throws Exception {
    while (true) {
      Entry entry = client.push(Push.EntryAdded.class).entry();
      if (entry.body().equals(new Entry.Body.Message(text))) {
        return entry;
      }
    }
  }

  private static long withheld(LiveClient client) throws Exception {
    while (true) {
      Entry entry = client.push(Push.EntryAdded.class).entry();
      if (entry.body() instanceof Entry.Body.Withheld) {
        return entry.seq();
      }
    }
  }

  @Test
  void c14_aGuestDoesNothingElse() throws Exception {
    try (CallCase it = running();
        Conversation other = city.conversation(Transport.WEBSOCKET);
        LiveClient guest = guest(it)) {
      List<Command> refused =
          List.of(
              CallCase.propose(it.talk().id(), Mode.SHOW),
              CallCase.answer(it.talk().id(), it.call(), true),
              it.invite(other.office().operator()),
              new Command.LeaveConsultation(LiveClient.id(), it.talk().id()),
              new Command.AddNote(LiveClient.id(), it.talk().id(), new ClientMessageId("g"), "x"),
              new Command.WatchQueue(LiveClient.id()),
              new Command.WarnCitizen(LiveClient.id(), it.talk().id()),
              new CallCommand.AskStill(LiveClient.id(), it.talk().id(), it.call()),
              LiveCity.start(it.talk().office().topic()));
      for (Command command : refused) {
        assertThat(guest.refusal(command)).as("%s", command).isEqualTo(ErrorCode.FORBIDDEN);
      }
      assertThat(guest.refusal(new Command.Resume(LiveClient.id(), other.id(), 0)))
          .isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(guest.refusal(LiveClient.message(other.id(), "g1", "?")))
          .isEqualTo(ErrorCode.NOT_FOUND);
      CallCase theirs = CallCase.running(other);
      assertThat(
              guest.refusal(new CallCommand.JoinCall(LiveClient.id(), other.id(), theirs.call())))
          .isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(guest.refusal(theirs.signal(theirs.citizen(), candidate(""))))
          .isEqualTo(ErrorCode.NOT_FOUND);
    }
  }

  @Test
  void c14_aLinkIsGoodOnceFor24HoursAndNotBeyondTheCall() throws Exception {
    try (CallCase it = running()) {
      Secret link = link(it);
      Secret other = Secret.next();
      var _ = token(link);
      assertThat(await(city.guests().use(link.hash(), other.hash()))).isEqualTo(Optional.empty());
      assertThat(await(city.guests().look(link.hash()))).isInstanceOf(Guests.Looked.Dead.class);
      assertThat(await(city.guests().look(other.hash()))).isInstanceOf(Guests.Looked.Unknown.class);
      assertThat(await(city.guests().find(other.hash()))).isEmpty();

      // Too old: only the clock of the link's own decision moves, no call lasts that long.
      Secret old = link(it);
      var _ = city.clock.advance(Duration.ofHours(24));
      assertThat(await(city.guests().use(old.hash(), other.hash()))).isEmpty();
    }
    try (CallCase it = running()) {
      Secret unused = link(it);
      Secret used = link(it);
      Credential.Guest token = token(used);
      assertThat(invited(it, CallRole.HELPER, Secret.next()))
          .isInstanceOfSatisfying(
              Guests.Invited.Refused.class,
              full -> assertThat(full.code()).isEqualTo(ErrorCode.WRONG_STATE));
      it.talk().citizen().ask(it.leave(Reason.HUNG_UP), Reply.Done.class);

      assertThat(await(city.guests().look(unused.hash()))).isInstanceOf(Guests.Looked.Dead.class);
      assertThat(await(city.guests().use(unused.hash(), Secret.next().hash()))).isEmpty();
      try (LiveClient late = city.connect(Transport.WEBSOCKET)) {
        assertThat(late.refusal(LiveClient.hello(token, Protocol.VERSION)))
            .isEqualTo(ErrorCode.UNAUTHENTICATED);
      }
      assertThat(invited(it, CallRole.HELPER, Secret.next()))
          .isInstanceOf(Guests.Invited.Refused.class);
    }
  }

  @Test
  void c14_onlyTheOwnerMakesLinks() throws Exception {
    try (CallCase it = running();
        Conversation other = city.conversation(Transport.WEBSOCKET)) {
      Guests.Wanted wanted = new Guests.Wanted(it.call(), CallRole.HELPER, "Karim");
      Guests.Invited refused =
          await(
              city.guests()
                  .invite(principal(other.office()), it.talk().id(), wanted, Secret.next().hash()));
      assertThat(refused)
          .isInstanceOfSatisfying(
              Guests.Invited.Refused.class,
              why -> assertThat(why.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
  }

  @Test
  void c15_aRemovedGuestIsCutWithinTwoSeconds() throws Exception {
    try (CallCase it = running();
        LiveClient guest = guest(it)) {
      CallView call =
          callWhere(it.talk().staff(), now -> member(now, CallRole.INTERPRETER).isPresent());
      it.talk()
          .staff()
          .ask(
              it.remove(member(call, CallRole.INTERPRETER).orElseThrow().member()),
              Reply.Done.class);

      callWhere(guest, now -> member(now, CallRole.INTERPRETER).isEmpty());
      assertThat(guest.push(Push.Disconnect.class).code()).isEqualTo(CloseCode.SIGNED_OUT);
      assertThat(guest.awaitClosed()).isEqualTo(CloseCode.SIGNED_OUT.number());
      assertThat(it.events().getLast())
          .isEqualTo(
              new Entry.Body.Event(EventKind.CALL_LEFT, "Amina", CallRole.INTERPRETER.name()));
    }
  }

  @Test
  void p7_aGuestWhosePlaceWentWithoutNewsIsCut() throws Exception {
    try (CallCase it = running();
        LiveClient guest = guest(it)) {
      // As another node would, whose news were lost.
      TestDatabase.execute(DATABASE.url(), "DELETE FROM call_member WHERE role = 'INTERPRETER'");
      assertThat(guest.push(Push.Disconnect.class).code()).isEqualTo(CloseCode.SIGNED_OUT);
    }
  }

  @Test
  void c15_theEndOfTheCallIsTheEndOfTheGuest() throws Exception {
    try (CallCase it = running();
        LiveClient guest = guest(it)) {
      it.talk().staff().ask(it.leave(Reason.HUNG_UP), Reply.Done.class);
      callAt(guest, CallState.ENDED, 0);
      assertThat(guest.push(Push.Disconnect.class).code()).isEqualTo(CloseCode.SIGNED_OUT);
    }
  }

  @Test
  void c15_whoLeavesOrIsAwayTooLongDoesNotComeBack() throws Exception {
    try (CallCase it = running();
        LiveClient leaving = guest(it)) {
      leaving.ask(it.leave(Reason.HUNG_UP), Reply.Done.class);
      assertThat(leaving.push(Push.Disconnect.class).code()).isEqualTo(CloseCode.SIGNED_OUT);

      Credential.Guest token = token(link(it));
      LiveClient first = city.connect(Transport.WEBSOCKET);
      first.hello(token);
      CallCase.join(first, it.talk().id(), it.call());
      first.close();
      // After a reload within the time they have their place again, and read from when they came.
      LiveClient again = city.connect(Transport.WEBSOCKET);
      again.hello(token);
      PeerId back = CallCase.join(again, it.talk().id(), it.call()).peer();
      assertThat(again.resume(it.talk().id(), 0).entries().getLast().body())
          .isInstanceOf(Entry.Body.Event.class);
      // Not to take the end of the first link for that of this one.
      callWhere(
          it.talk().staff(),
          now ->
              member(now, CallRole.INTERPRETER)
                  .filter(guest -> back.equals(guest.peer()))
                  .isPresent());
      again.close();
      callWhere(
          it.talk().staff(),
          now ->
              member(now, CallRole.INTERPRETER)
                  .filter(guest -> guest.away() && guest.invited() == null)
                  .isPresent());
      city.steps(7);
      callWhere(it.talk().staff(), now -> member(now, CallRole.INTERPRETER).isEmpty());
      try (LiveClient late = city.connect(Transport.WEBSOCKET)) {
        assertThat(late.refusal(LiveClient.hello(token, Protocol.VERSION)))
            .isEqualTo(ErrorCode.UNAUTHENTICATED);
      }
    }
  }
}
