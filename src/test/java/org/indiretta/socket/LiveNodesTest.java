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
import java.util.function.Predicate;
import org.indiretta.bus.Address;
import org.indiretta.bus.Bus;
import org.indiretta.bus.RedisNode;
import org.indiretta.cluster.RedisProcess;
import org.indiretta.cluster.TcpProxy;
import org.indiretta.identity.CallId;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallView.CallState;
import org.indiretta.protocol.CallView.Microphone;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
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
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase(LiveCity.PATIENT);
  private static final Duration NOTICED = Duration.ofSeconds(5);

  /** Two rounds of the sweep: the second takes what was there in the first for missed. */
  private static final int SWEEPS = 2;

  private RedisProcess redis;

  /** Node two's way to Redis. */
  private TcpProxy wayOfTwo;

  private RedisNode oneNode;
  private RedisNode twoNode;
  private LiveCity one;
  private LiveCity two;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    redis = RedisProcess.start(folder);
    wayOfTwo = TcpProxy.to(redis.port());
    List<RedisNode> nodes = new ArrayList<>();
    one = new LiveCity(DATABASE, vertx -> node(nodes, vertx, redis.url()));
    two = new LiveCity(DATABASE, vertx -> node(nodes, vertx, redis.url(wayOfTwo.port())));
    oneNode = nodes.getFirst().connected();
    twoNode = nodes.getLast().connected();
  }

  private static Bus node(List<RedisNode> nodes, Vertx vertx, String url) {
    RedisNode node = new RedisNode(vertx, url);
    nodes.add(node);
    return node.bus;
  }

  @AfterEach
  void close() throws Exception {
    one.close();
    two.close();
    wayOfTwo.close();
    redis.close();
  }

  /** The citizen is on node one, the operator on node two. */
  private Conversation apart() throws Exception {
    Office office = one.office();
    var _ = two.directory.reread().await(30, TimeUnit.SECONDS);
    LiveClient staff = two.staff(Transport.WEBSOCKET, office);
    // Offers are told once: the operator's node hears of them from here on.
    twoNode.settled();
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

  /** The next view that is so, as the sweep brings it. */
  private static ConsultationView found(LiveClient client, Predicate<ConsultationView> is)
      throws Exception {
    ConsultationView view = client.push(Push.ConsultationChanged.class).consultation();
    while (!is.test(view)) {
      view = client.push(Push.ConsultationChanged.class).consultation();
    }
    return view;
  }

  private void redisIsBack() {
    RedisNode.until(NOTICED, () -> oneNode.isConnected() && twoNode.isConnected());
    oneNode.settled();
    twoNode.settled();
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
      refusedForNow(
          talk.staff(),
          new CallCommand.Point(LiveClient.id(), talk.id(), call.call(), 5_000, 2_500, true));
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
      redisIsBack();
      talk.staff().ask(call.signal(call.citizen(), candidate("")), Reply.Done.class);
      assertThat(talk.citizen().push(Push.Signalled.class).from()).isEqualTo(call.staff());
    }
  }

  @Test
  void p5_withoutRedisACallIsNotAccepted_andIsWhenItIsBack() throws Exception {
    try (Conversation talk = apart()) {
      CallId call = CallCase.proposed(talk);

      redisIsGone();

      refusedForNow(talk.citizen(), CallCase.answer(talk.id(), call, true));
      // What is stored goes on, both ways, and nobody hears of it but by the sweep.
      talk.citizen().ask(message(talk, "Subito"), Reply.Appended.class);
      talk.staff().ask(message(talk, "Con calma"), Reply.Appended.class);
      two.steps(SWEEPS);
      assertThat(talk.staff().texts(1)).containsExactly("Subito");
      one.steps(SWEEPS);
      assertThat(talk.citizen().texts(1)).containsExactly("Con calma");

      redis.restart();
      redisIsBack();
      talk.citizen().ask(CallCase.answer(talk.id(), call, true), Reply.Done.class);
      CallCase.join(talk.citizen(), talk.id(), call);
      CallCase.join(talk.staff(), talk.id(), call);
      CallCase.callAt(talk.citizen(), CallState.RUNNING, 2);
    }
  }

  @Test
  void p5_withoutRedisACallIsDeclinedAllTheSame() throws Exception {
    try (Conversation talk = apart()) {
      CallId call = CallCase.proposed(talk);
      redisIsGone();

      talk.citizen().ask(CallCase.answer(talk.id(), call, false), Reply.Done.class);
      two.steps(SWEEPS);

      Entry.Body body = talk.staff().push(Push.EntryAdded.class).entry().body();
      while (!(body instanceof Entry.Body.Event event)
          || event.event() != EventKind.CALL_DECLINED) {
        body = talk.staff().push(Push.EntryAdded.class).entry().body();
      }
    }
  }

  @Test
  void p5_oneNodeIsCutOffAlone_theOtherDoesNotNotice_andWhatIsStoredIsFound() throws Exception {
    try (Conversation talk = apart()) {
      wayOfTwo.hold(TcpProxy.Way.values());
      RedisNode.until(NOTICED, () -> isAway(twoNode));
      assertThat(isAway(oneNode)).isFalse();

      // The citizen's node tells Redis, and the operator's hears nothing of it.
      talk.citizen().ask(typing(talk), Reply.Done.class);
      talk.citizen().ask(message(talk, "C'è qualcuno?"), Reply.Appended.class);
      two.steps(SWEEPS);
      assertThat(talk.staff().texts(1)).containsExactly("C'è qualcuno?");
      talk.citizen().ask(CallCase.propose(talk.id(), Mode.TALK), Reply.Done.class);
      two.steps(SWEEPS);
      CallId call = found(talk.staff(), view -> view.call() != null).call().id();
      assertThat(talk.staff().pushesSoFar()).noneMatch(Push.Typing.class::isInstance);
      // So no call comes about that is heard on one side only.
      refusedForNow(talk.staff(), CallCase.answer(talk.id(), call, true));

      wayOfTwo.pass();
      redisIsBack();
      talk.staff().ask(CallCase.answer(talk.id(), call, true), Reply.Done.class);
      CallCase.callAt(talk.citizen(), CallState.RUNNING, 0);
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
