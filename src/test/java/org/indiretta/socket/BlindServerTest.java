package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.socket.TwoServers.within;
import static org.indiretta.sql.TestDatabase.await;

import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.indiretta.auth.Secret;
import org.indiretta.cluster.TcpProxy;
import org.indiretta.consultation.Guests;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.Stopwatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A server that cannot ask PostgreSQL does not know who may still receive: after 5 s it ends its
 * staff and guests, who go elsewhere, and keeps its citizens, whose own consultation nobody takes
 * away (P7). The other server goes on.
 */
final class BlindServerTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** The time without an answer, the next look, and a slow machine. */
  private static final Duration ENDED = Duration.ofMillis(Limits.UNASKED_MS + 3 * Limits.TICK_MS);

  private static final Duration HEALED = Duration.ofSeconds(10);

  private TcpProxy way;
  private TwoServers servers;
  private LiveCity seeing;
  private LiveCity blind;

  @BeforeEach
  void open() throws Exception {
    DatabaseUrl url = DATABASE.url();
    way = TcpProxy.to(url.port());
    servers =
        TwoServers.apart(
            DATABASE,
            new DatabaseUrl(
                "127.0.0.1", way.port(), url.database(), url.user(), url.password(), url.tls()));
    seeing = servers.here;
    blind = servers.there;
  }

  @AfterEach
  void close() throws Exception {
    way.pass();
    servers.close();
    way.close();
  }

  /** A guest of the call, who came with this token. */
  private Credential.Guest guest(CallCase call) throws Exception {
    Secret link = Secret.next();
    Secret token = Secret.next();
    Office office = call.talk().office();
    Principal.Staff owner =
        new Principal.Staff(office.operator(), Role.OPERATOR, Set.of(), office.signIn());
    Guests.Wanted wanted = new Guests.Wanted(call.call(), CallRole.INTERPRETER, "Amina");
    assertThat(await(blind.guests().invite(owner, call.talk().id(), wanted, link.hash())))
        .isInstanceOf(Guests.Invited.Made.class);
    assertThat(await(blind.guests().use(link.hash(), token.hash()))).isPresent();
    return new Credential.Guest(token.value());
  }

  @Test
  void p7_itEndsItsStaffAndGuestsKeepsItsCitizensAndHeals() throws Exception {
    try (CallCase call = CallCase.running(blind.conversation(Transport.WEBSOCKET));
        LiveClient guest = blind.connect(Transport.WEBSOCKET);
        LiveClient elsewhere = seeing.connect(Transport.WEBSOCKET)) {
      Conversation talk = call.talk();
      guest.hello(guest(call));
      await(seeing.directory.reread());
      elsewhere.hello(seeing.ticket(seeing.signedInAgain(talk.office())));
      elsewhere.resume(talk.id(), 0);

      way.hold(TcpProxy.Way.values());
      Stopwatch at = Stopwatch.start();
      for (LiveClient each : List.of(talk.staff(), guest)) {
        Push.Disconnect last = each.push(Push.Disconnect.class);
        assertThat(last.code()).isEqualTo(CloseCode.UNAVAILABLE);
        assertThat(last.retryAfterMs()).isGreaterThanOrEqualTo(Limits.UNAVAILABLE_RETRY_MS);
        within(ENDED, at);
      }

      // Who belongs to the consultation stays, and is told that nothing can be kept now.
      talk.citizen().ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
      Reply.Refused refused =
          talk.citizen()
              .ask(LiveClient.message(talk.id(), "later", "ci siete?"), Reply.Refused.class);
      assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(refused.retryAfterMs()).isPositive();
      elsewhere.write(talk.id(), "rispondo da qui");

      way.pass();
      at = Stopwatch.start();
      assertThat(comeBack(talk, at).entries()).isEqualTo(elsewhere.resume(talk.id(), 0).entries());
      assertThat(talk.citizen().texts(1)).containsExactly("rispondo da qui");
    }
  }

  /** As the console does: again and again, until the server knows who may receive. */
  private Reply.Resumed comeBack(Conversation talk, Stopwatch since) throws Exception {
    while (true) {
      within(HEALED, since);
      try (LiveClient back = blind.connect(Transport.WEBSOCKET)) {
        Command hello = LiveClient.hello(seeing.ticket(talk.office()), Protocol.VERSION);
        if (back.ask(hello) instanceof Reply.Welcome) {
          return back.resume(talk.id(), 0);
        }
      } catch (ExecutionException ended) {
        assertThat(ended).hasCauseInstanceOf(ClosedChannelException.class);
      }
    }
  }
}
