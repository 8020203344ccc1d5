package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.socket.CallCase.callWhere;
import static org.indiretta.socket.CallCase.member;
import static org.indiretta.socket.TwoServers.FOUND;
import static org.indiretta.socket.TwoServers.REVOKED;
import static org.indiretta.socket.TwoServers.within;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.indiretta.auth.Secret;
import org.indiretta.consultation.Guests;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.protocol.CallCommand.LeaveCall.Reason;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.telemetry.Stopwatch;
import org.junit.jupiter.api.Test;

/**
 * A guest on one server, of a call on the other (C14, C15). That the call goes on there says
 * nothing of who may be in it: PostgreSQL does.
 */
abstract class TwoServersGuestStories extends TwoServersCase {
  /** A call on the second server. */
  private CallCase running() throws Exception {
    Conversation talk = there.conversation(Transport.WEBSOCKET);
    await(here.directory.reread());
    return CallCase.running(talk);
  }

  private Secret link(CallCase it) throws Exception {
    Secret link = Secret.next();
    Office office = it.talk().office();
    Principal.Staff owner =
        new Principal.Staff(office.operator(), Role.OPERATOR, Set.of(), office.signIn());
    Guests.Wanted wanted = new Guests.Wanted(it.call(), CallRole.INTERPRETER, "Amina");
    assertThat(await(there.guests().invite(owner, it.talk().id(), wanted, link.hash())))
        .isInstanceOf(Guests.Invited.Made.class);
    return link;
  }

  /** One who came to the first server. */
  private LiveClient guest(CallCase it) throws Exception {
    Secret token = Secret.next();
    assertThat(await(here.guests().use(link(it).hash(), token.hash()))).isPresent();
    LiveClient guest = here.connect(Transport.WEBSOCKET);
    guest.hello(new Credential.Guest(token.value()));
    CallCase.join(guest, it.talk().id(), it.call());
    guest.resume(it.talk().id(), 0);
    return guest;
  }

  @Test
  void c14_aLinkIsGoodOnceForBothServersAndItsTokenOnEach() throws Exception {
    try (CallCase it = running();
        LiveClient one = here.connect(Transport.WEBSOCKET);
        LiveClient other = there.connect(Transport.WEBSOCKET)) {
      Secret link = link(it);
      Secret first = Secret.next();
      Secret second = Secret.next();
      Future<Optional<Guests.Place>> here1 = here.guests().use(link.hash(), first.hash());
      Future<Optional<Guests.Place>> there1 = there.guests().use(link.hash(), second.hash());
      await(Future.all(here1, there1));

      assertThat(List.of(here1.result().isPresent(), there1.result().isPresent()))
          .containsExactlyInAnyOrder(true, false);
      Secret good = here1.result().isPresent() ? first : second;
      Secret bad = here1.result().isPresent() ? second : first;
      for (LiveClient each : List.of(one, other)) {
        assertThat(
                each.refusal(LiveClient.hello(new Credential.Guest(bad.value()), Protocol.VERSION)))
            .isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(each.hello(new Credential.Guest(good.value())).guest().call())
            .isEqualTo(it.call());
      }
    }
  }

  @Test
  void c14_p5_aGuestOnTheOtherServerReadsAndWritesAlong() throws Exception {
    try (CallCase it = running();
        LiveClient guest = guest(it)) {
      Stopwatch at = Stopwatch.start();
      it.talk().staff().write(it.talk().id(), "benvenuta");
      assertThat(guest.texts(1)).containsExactly("benvenuta");
      within(FOUND, at);

      at = Stopwatch.start();
      guest.write(it.talk().id(), "grazie");
      assertThat(it.talk().staff().texts(1)).containsExactly("grazie");
      assertThat(it.talk().citizen().texts(2)).containsExactly("benvenuta", "grazie");
      within(FOUND, at);
    }
  }

  @Test
  void c15_p7_aGuestWhoIsRemovedThereIsCutHere() throws Exception {
    try (CallCase it = running();
        LiveClient guest = guest(it)) {
      CallView call =
          callWhere(it.talk().staff(), now -> member(now, CallRole.INTERPRETER).isPresent());
      Stopwatch at = Stopwatch.start();
      it.talk()
          .staff()
          .ask(
              it.remove(member(call, CallRole.INTERPRETER).orElseThrow().member()),
              Reply.Done.class);

      assertThat(guest.push(Push.Disconnect.class).code()).isEqualTo(CloseCode.SIGNED_OUT);
      within(REVOKED, at);
    }
  }

  @Test
  void c15_p7_theEndOfTheCallThereIsTheEndOfItsGuestHere() throws Exception {
    try (CallCase it = running();
        LiveClient guest = guest(it)) {
      Stopwatch at = Stopwatch.start();
      it.talk().citizen().ask(it.leave(Reason.HUNG_UP), Reply.Done.class);

      assertThat(guest.push(Push.Disconnect.class).code()).isEqualTo(CloseCode.SIGNED_OUT);
      within(REVOKED, at);
    }
  }
}
