package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.socket.CallCase.candidate;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.indiretta.bus.Address;
import org.indiretta.bus.Bus;
import org.indiretta.bus.RedisNode;
import org.indiretta.cluster.RedisProcess;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallView.Microphone;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.ErrorCode;
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
import org.junit.jupiter.api.io.TempDir;

/** People on two nodes with a real Redis between, and what they can do without it (P5). */
final class LiveNodesTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  private static final Duration NOTICED = Duration.ofSeconds(5);

  private RedisProcess redis;
  private RedisNode oneNode;
  private RedisNode twoNode;
  private LiveCity one;
  private LiveCity two;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    redis = RedisProcess.start(folder);
    List<RedisNode> nodes = new ArrayList<>();
    one = new LiveCity(DATABASE, vertx -> node(nodes, vertx));
    two = new LiveCity(DATABASE, vertx -> node(nodes, vertx));
    oneNode = nodes.getFirst().connected();
    twoNode = nodes.getLast().connected();
  }

  private Bus node(List<RedisNode> nodes, Vertx vertx) {
    RedisNode node = new RedisNode(vertx, redis.url());
    nodes.add(node);
    return node.bus;
  }

  @AfterEach
  void close() throws Exception {
    one.close();
    two.close();
    redis.close();
  }

  /** The citizen is on node one, the operator on node two. */
  private Conversation apart() throws Exception {
    Office office = one.office();
    var _ = two.directory.reread().await(10, TimeUnit.SECONDS);
    LiveClient staff = two.staff(Transport.WEBSOCKET, office);
    LiveClient citizen = one.connect(Transport.WEBSOCKET);
    Credential.Token token = one.citizenToken();
    citizen.hello(token);
    ConsultationId id =
        citizen.ask(LiveCity.start(office.topic()), Reply.Started.class).consultation().id();
    staff.push(Push.OfferMade.class);
    staff.ask(new Command.AcceptOffer(LiveClient.id(), id), Reply.Done.class);
    staff.resume(id, 0);
    citizen.resume(id, 0);
    oneNode.settled();
    twoNode.settled();
    return new Conversation(citizen, staff, id, office, token);
  }

  private void redisIsGone() throws Exception {
    redis.kill();
    RedisNode.until(NOTICED, () -> isAway(oneNode) && isAway(twoNode));
  }

  private static boolean isAway(RedisNode node) {
    return !node.bus.reaches(Set.of(new Address.Peer(PeerId.next())));
  }

  private static void refusedForNow(LiveClient who, Command command) throws Exception {
    Reply.Refused refused = who.ask(command, Reply.Refused.class);
    assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refused.retryAfterMs()).isEqualTo(Bus.RETRY_AFTER_MS);
  }

  @Test
  void messagesTypingAndACallGoFromNodeToNode() throws Exception {
    try (Conversation talk = apart()) {
      talk.citizen().ask(typing(talk), Reply.Done.class);
      assertThat(talk.staff().push(Push.Typing.class).typing()).isTrue();
      talk.citizen().ask(message(talk, "Ha un minuto?"), Reply.Appended.class);
      assertThat(talk.staff().texts(1)).containsExactly("Ha un minuto?");

      CallCase call = CallCase.running(talk);
      oneNode.settled();
      twoNode.settled();
      talk.citizen().ask(call.signal(call.staff(), candidate("")), Reply.Done.class);

      assertThat(talk.staff().push(Push.Signalled.class).from()).isEqualTo(call.citizen());
    }
  }

  @Test
  void p5_withoutRedisWhatIsNeverStoredIsRefusedAndTheCallGoesOn() throws Exception {
    try (Conversation talk = apart()) {
      CallCase call = CallCase.running(talk);
      talk.staff()
          .ask(new CallCommand.SetLiveText(LiveClient.id(), talk.id(), true), Reply.Done.class);

      redisIsGone();

      refusedForNow(talk.citizen(), typing(talk));
      refusedForNow(talk.staff(), call.signal(call.citizen(), candidate("")));
      refusedForNow(talk.citizen(), new CallCommand.TypeLive(LiveClient.id(), talk.id(), 1, "Buo"));
      refusedForNow(
          talk.staff(), new CallCommand.AskStill(LiveClient.id(), talk.id(), call.call()));
      refusedForNow(talk.staff(), CallCase.propose(talk.id(), Mode.SHOW));
      talk.citizen().ask(message(talk, "Mi sente?"), Reply.Appended.class);
      one.steps(3);
      two.steps(3);
      // The call is still theirs: what each says of itself is taken, and nobody was put out.
      talk.citizen()
          .ask(
              new CallCommand.SetMedia(
                  LiveClient.id(), talk.id(), call.call(), Microphone.ON, false, false, false),
              Reply.Done.class);

      redis.restart();
      RedisNode.until(NOTICED, () -> oneNode.isConnected() && twoNode.isConnected());
      oneNode.settled();
      twoNode.settled();
      talk.staff().ask(call.signal(call.citizen(), candidate("")), Reply.Done.class);
      assertThat(talk.citizen().push(Push.Signalled.class).from()).isEqualTo(call.staff());
    }
  }

  @Test
  void p5_onTheSameNodeEverythingGoesOnWithoutRedis() throws Exception {
    try (Conversation talk = one.conversation(Transport.WEBSOCKET)) {
      redisIsGone();

      talk.citizen().ask(typing(talk), Reply.Done.class);
      assertThat(talk.staff().push(Push.Typing.class).typing()).isTrue();
      CallCase call = CallCase.running(talk);
      talk.staff().ask(call.signal(call.citizen(), candidate("")), Reply.Done.class);
      assertThat(talk.citizen().push(Push.Signalled.class).from()).isEqualTo(call.staff());
    }
  }

  private static Command.SetTyping typing(Conversation talk) {
    return new Command.SetTyping(LiveClient.id(), talk.id(), true);
  }

  private static Command.SendMessage message(Conversation talk, String text) {
    return new Command.SendMessage(
        LiveClient.id(), talk.id(), new ClientMessageId("m-" + text.hashCode()), text);
  }
}
