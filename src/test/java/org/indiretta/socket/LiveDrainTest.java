package org.indiretta.socket;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.HeldLock;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the clients of a server that stops are sent away (P6). */
final class LiveDrainTest {
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
  void w7_p6_theOnlyServerAnswersWhatIsOpenAndTellsEachWhenToComeBack(Transport transport)
      throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      List<CompletableFuture<Reply>> open = new ArrayList<>();
      for (int i = 0; i < 15; i++) {
        open.add(
            talk.citizen()
                .begin(
                    new Command.SendMessage(
                        LiveClient.id(), talk.id(), new ClientMessageId("d" + i), "n" + i)));
      }
      // The answer to what was sent behind them says that they are under way.
      talk.citizen().ask(new Command.Ping(LiveClient.id()), Reply.Done.class);

      Future<Void> drained = city.live.drain(new Drain(false, Duration.ofSeconds(3)));

      for (LiveClient client : List.of(talk.citizen(), talk.staff())) {
        Push.Disconnect end = client.push(Push.Disconnect.class);
        assertThat(end.code()).isEqualTo(CloseCode.MOVE);
        assertThat(end.retryAfterMs()).isBetween(0L, 3_000L);
        int code = client.awaitClosed();
        if (transport == Transport.WEBSOCKET) {
          assertThat(code).isEqualTo(CloseCode.MOVE.number());
        }
      }
      await(drained);
      for (CompletableFuture<Reply> each : open) {
        assertThat(each.get(30, SECONDS)).isInstanceOf(Reply.Appended.class);
      }
      assertThat(texts(talk)).contains("n0", "n14");
    }
  }

  @Test
  void w14_p6_toOtherServersTheyAreSentAPartAtATimeAndComeBackAtOnce() throws Exception {
    List<LiveClient> clients = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      clients.add(city.connect(Transport.WEBSOCKET));
    }

    long began = System.nanoTime();
    Future<Void> drained = city.live.drain(new Drain(true, Duration.ofSeconds(1)));

    for (LiveClient client : clients) {
      Push.Disconnect end = client.push(Push.Disconnect.class);
      assertThat(end.code()).isEqualTo(CloseCode.MOVE);
      assertThat(end.retryAfterMs()).as("at once").isNull();
      client.awaitClosed();
    }
    await(drained);
    assertThat(NANOSECONDS.toMillis(System.nanoTime() - began))
        .as("ten of them over a second: one with each step")
        .isGreaterThanOrEqualTo(9 * Limits.DRAIN_STEP_MS);
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void w14_whatIsOpenIsAnsweredAndWhatComesAfterIsNotDone(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      CompletableFuture<Reply> open;
      CompletableFuture<Reply> late;
      Future<Void> drained;
      try (HeldLock _ = lockOf(talk)) {
        open = talk.citizen().begin(LiveClient.message(talk.id(), "open", "in tempo"));
        // The answer to what was sent behind it says that it is under way.
        talk.citizen().ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
        drained = city.live.drain(new Drain(true, Duration.ZERO));
        talk.staff().awaitClosed();
        late = talk.citizen().begin(LiveClient.message(talk.id(), "late", "troppo tardi"));
        // A second connection is sent away too; by then the late line was read and left.
        try (LiveClient newcomer = city.connect(transport)) {
          assertThat(newcomer.push(Push.Disconnect.class).code()).isEqualTo(CloseCode.MOVE);
        }
      }

      Reply answer = open.get(30, SECONDS);
      assertThat(talk.citizen().push(Push.Disconnect.class).code()).isEqualTo(CloseCode.MOVE);
      talk.citizen().awaitClosed();
      await(drained);
      // It may have failed by now, because the link is closed.
      assertThat(late.isDone() && !late.isCompletedExceptionally()).as("late answer").isFalse();
      assertThat(texts(talk).contains("in tempo"))
          .as("what the answer says: " + answer)
          .isEqualTo(answer instanceof Reply.Appended);
      assertThat(texts(talk)).doesNotContain("troppo tardi");
    }
  }

  private static HeldLock lockOf(Conversation talk) throws Exception {
    return HeldLock.by(
        DATABASE.url(),
        "SELECT 1 FROM consultation WHERE id = '%s' FOR UPDATE".formatted(talk.id()));
  }

  /** What another server reads to who comes back to it. */
  private static List<String> texts(Conversation talk) throws Exception {
    LiveCity other = new LiveCity(DATABASE);
    try (LiveClient back = other.connect(Transport.WEBSOCKET)) {
      back.hello(talk.token());
      return back.resume(talk.id(), 0).entries().stream()
          .map(Entry::body)
          .filter(Entry.Body.Message.class::isInstance)
          .map(body -> ((Entry.Body.Message) body).text())
          .toList();
    } finally {
      other.close();
    }
  }
}
