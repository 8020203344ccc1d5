package org.indiretta.socket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.indiretta.protocol.ClientCodec;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How links end, and what keeps them: silence, slow readers, sign-out. */
final class LiveLinksTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase(LiveCity.PATIENT);

  /** So that a test may write a lot; the flood has its own tests. */
  private static final Limits GENEROUS = new Limits(1_000_000, 1_000_000);

  private LiveCity city;

  @BeforeEach
  void open() throws Exception {
    city = new LiveCity(DATABASE, GENEROUS);
  }

  @AfterEach
  void close() throws Exception {
    city.close();
  }

  // ── silence ───────────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @EnumSource(Transport.class)
  void w10_whoDoesNotGreetInTimeIsEnded(Transport transport) throws Exception {
    try (LiveClient client = city.connect(transport)) {
      assertThat(client.refusal(new Command.Ping(LiveClient.id()))).isNotNull();

      city.advance(Duration.ofMillis(Limits.HELLO_MS));

      assertThat(client.push(Push.Disconnect.class).code()).isEqualTo(CloseCode.SILENT);
      client.awaitClosed();
    }
  }

  @Test
  void w10_aWebSocketThatDoesNotAnswerPingsIsEnded() throws Exception {
    try (RawSocket deaf = new RawSocket(city.port())) {
      deaf.upgrade();
      deaf.frame(hello(city.citizenToken()));
      assertThat(ClientCodec.decode(deaf.text())).isInstanceOf(Reply.Welcome.class);

      city.advance(Duration.ofMillis(Limits.PING_AFTER_MS));
      deaf.awaitPing();
      city.advance(Duration.ofMillis(Limits.WEB_SOCKET_SILENT_MS));

      Push.Disconnect end = (Push.Disconnect) ClientCodec.decode(deaf.text());
      assertThat(end.code()).isEqualTo(CloseCode.SILENT);
    }
  }

  @Test
  void w10_aQuietWebSocketThatAnswersPingsStays() throws Exception {
    try (RawSocket quiet = new RawSocket(city.port());
        LiveClient other = city.connect(Transport.WEBSOCKET)) {
      other.hello(city.citizenToken());
      quiet.upgrade();
      quiet.frame(hello(city.citizenToken()));
      assertThat(ClientCodec.decode(quiet.text())).isInstanceOf(Reply.Welcome.class);
      for (int i = 0; i < 5; i++) {
        city.advance(Duration.ofMillis(Limits.PING_AFTER_MS));
        quiet.awaitPing();
        quiet.pong();
        // Two turns of the server's event loop later the pong has been heard.
        other.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
        other.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
      }

      quiet.frame(ClientCodec.encode(new Command.Ping("still")));

      assertThat(ClientCodec.decode(quiet.text())).isEqualTo(new Reply.Done("still", Map.of()));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Transport.class,
      names = {"XHR_STREAMING", "XHR_POLLING"})
  void w10_overXhrTheClientsOwnWordsCount(Transport transport) throws Exception {
    try (LiveClient client = city.connect(transport)) {
      client.hello(city.citizenToken());
      city.advance(Duration.ofMillis(Protocol.SILENT_AFTER_MS - 1));
      client.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
      city.advance(Duration.ofMillis(Protocol.SILENT_AFTER_MS - 1));
      client.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);

      city.advance(Duration.ofMillis(Protocol.SILENT_AFTER_MS));

      assertThat(client.push(Push.Disconnect.class).code()).isEqualTo(CloseCode.SILENT);
    }
  }

  private static String hello(Credential credential) {
    return ClientCodec.encode(LiveClient.hello(credential, Protocol.VERSION));
  }

  // ── readers ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void w9_aSocketThatNeverReadsIsEndedAndResumes() throws Exception {
    String text = "€".repeat(4_000);
    // 3 MB: the outbox, what the kernel keeps, and a little more.
    int count = 250;
    try (Conversation talk = city.conversation(Transport.WEBSOCKET);
        RawSocket stuck = new RawSocket(city.port())) {
      stuck.upgrade();
      stuck.frame(hello(talk.token()));
      stuck.frame(ClientCodec.encode(new Command.Ping("p")));
      assertThat(List.of(stuck.text(), stuck.text()))
          .map(ClientCodec::decode)
          .hasAtLeastOneElementOfType(Reply.Welcome.class);
      stuck.frame(ClientCodec.encode(new Command.Resume("r", talk.id(), 0)));
      assertThat(ClientCodec.decode(stuck.text())).isInstanceOf(Reply.Resumed.class);

      writes(talk, text, count);

      assertThat(city.counted("indiretta.disconnects", "code", "RESUME_LATER")).isEqualTo(1);
      city.advance(Duration.ofMillis(Limits.END_MS));
      // Before it reads anything: who never reads again is gone all the same.
      awaitSockets(Transport.WEBSOCKET, 2);
      assertThat(stuck.isEnded()).isTrue();

      resumesAll(talk);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Transport.class, mode = EnumSource.Mode.EXCLUDE, names = "WEBSOCKET")
  void w9_aReaderThatStopsIsEndedOnEveryTransportAndResumes(Transport transport) throws Exception {
    // What the kernel holds comes on top of the limit, but for who does not even ask.
    int count = transport == Transport.XHR_POLLING ? 200 : 250;
    try (Conversation talk = city.conversation(Transport.WEBSOCKET);
        LiveClient stuck = city.connect(transport)) {
      stuck.hello(talk.token());
      stuck.resume(talk.id(), 0);
      stuck.stopReading();

      writes(talk, "€".repeat(4_000), count);

      assertThat(city.counted("indiretta.disconnects", "code", "RESUME_LATER")).isEqualTo(1);
      resumesAll(talk);
      city.advance(Duration.ofMillis(Limits.END_MS));
      awaitSockets(transport, 0);
      stuck.readAgain();
    }
  }

  /** Nothing is held any more for others than these. */
  private void awaitSockets(Transport transport, int left) {
    String name =
        switch (transport) {
          case WEBSOCKET -> "websocket";
          case SOCKJS_WEBSOCKET -> "sockjs-websocket";
          case XHR_STREAMING -> "sockjs-xhr-streaming";
          case XHR_POLLING -> "sockjs-xhr";
        };
    Gauge open = city.meters.get("indiretta.sockets").tag("transport", name).gauge();
    Eventually.holds(() -> open.value() <= left);
  }

  /**
   * Forty at a time, each of them acknowledged and read by the citizen, so that on a busy machine
   * the citizen is not too far behind as well.
   */
  private static void writes(Conversation talk, String text, int count) throws Exception {
    for (int sent = 0; sent < count; sent += 40) {
      List<CompletableFuture<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        replies.add(talk.staff().begin(LiveClient.message(talk.id(), "k" + sent + "-" + i, text)));
      }
      for (CompletableFuture<Reply> reply : replies) {
        assertThat(reply.get(30, SECONDS)).isInstanceOf(Reply.Appended.class);
      }
      assertThat(talk.citizen().texts(40)).as("nobody else notices").containsOnly(text);
    }
  }

  private void resumesAll(Conversation talk) throws Exception {
    try (LiveClient back = city.connect(Transport.WEBSOCKET)) {
      back.hello(talk.token());
      long after = 0;
      List<Long> seqs = new ArrayList<>();
      Reply.Resumed page;
      do {
        page = back.resume(talk.id(), after);
        page.entries().forEach(entry -> seqs.add(entry.seq()));
        after = seqs.getLast();
      } while (!page.caughtUp());
      assertThat(seqs).isSorted().doesNotHaveDuplicates().hasSize((int) after);
    }
  }

  @Test
  void w1_halfAHeaderIsCut() throws Exception {
    try (RawSocket half = new RawSocket(city.port())) {
      half.write("GET /live/info HTTP/1.1\r\nHost: loc");

      assertThat(half.isEnded()).isTrue();
    }
  }
}
