package org.indiretta.socket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.protocol.ClientCodec;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Outbound;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;

/**
 * A client for stories told from a test's own thread: asks, waits at most 30 s, looks at pushes.
 */
final class LiveClient implements AutoCloseable, Pipe.Ear {
  private static final long WAIT_SECONDS = 30;
  private static final AtomicInteger IDS = new AtomicInteger();

  private final Map<String, CompletableFuture<Reply>> open = new ConcurrentHashMap<>();
  private final BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Reply> unasked = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private Pipe pipe;

  static LiveClient connect(Vertx vertx, Pipe.Transport transport, int port, String origin)
      throws Exception {
    LiveClient client = new LiveClient();
    client.pipe = transport.open(vertx, port, origin, client).await(WAIT_SECONDS, SECONDS);
    return client;
  }

  static String id() {
    return "c" + IDS.incrementAndGet();
  }

  @Override
  public void text(String text) {
    Outbound outbound = ClientCodec.decode(text);
    switch (outbound) {
      case Push push -> pushes.add(push);
      case Reply reply -> {
        CompletableFuture<Reply> asked = reply.id() == null ? null : open.remove(reply.id());
        if (asked == null) {
          unasked.add(reply);
        } else {
          asked.complete(reply);
        }
      }
    }
  }

  @Override
  public void closed(int code) {
    closed.complete(code);
    open.values().forEach(reply -> reply.completeExceptionally(new ClosedChannelException()));
  }

  /** Sends as it is. */
  void sendRaw(Object... parts) throws Exception {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      text.append(part);
    }
    pipe.send(text.toString()).await(WAIT_SECONDS, SECONDS);
  }

  /** Sends a command and does not wait for its reply; fails when the link ends before it. */
  CompletableFuture<Reply> begin(Command command) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    open.put(command.id(), reply);
    pipe.send(ClientCodec.encode(command))
        .onFailure(
            fault -> reply.completeExceptionally(new ClosedChannelException().initCause(fault)));
    if (closed.isDone()) {
      reply.completeExceptionally(new ClosedChannelException());
    }
    return reply;
  }

  /** The reply to a command. */
  @CanIgnoreReturnValue
  Reply ask(Command command) throws Exception {
    return begin(command).get(WAIT_SECONDS, SECONDS);
  }

  /** The reply, which is expected to be of this kind. */
  @CanIgnoreReturnValue
  <R extends Reply> R ask(Command command, Class<R> kind) throws Exception {
    Reply reply = ask(command);
    assertThat(reply).isInstanceOf(kind);
    return kind.cast(reply);
  }

  /** The code a command is refused with. */
  ErrorCode refusal(Command command) throws Exception {
    return ask(command, Reply.Refused.class).code();
  }

  /** The next reply that no command of ours asked for. */
  Reply unasked() throws Exception {
    return next(unasked);
  }

  @CanIgnoreReturnValue
  Reply.Welcome hello(Credential credential) throws Exception {
    return ask(hello(credential, Protocol.VERSION), Reply.Welcome.class);
  }

  static Command.Hello hello(Credential credential, int version) {
    return new Command.Hello(id(), version, credential, Language.IT);
  }

  @CanIgnoreReturnValue
  Reply.Resumed resume(ConsultationId consultation, long after) throws Exception {
    return ask(new Command.Resume(id(), consultation, after), Reply.Resumed.class);
  }

  @CanIgnoreReturnValue
  Reply.Appended write(ConsultationId consultation, String text) throws Exception {
    return ask(message(consultation, id(), text), Reply.Appended.class);
  }

  static Command.SendMessage message(ConsultationId consultation, String key, String text) {
    return new Command.SendMessage(id(), consultation, new ClientMessageId(key), text);
  }

  /** The next push of a kind; others before it are passed over. */
  @CanIgnoreReturnValue
  <P extends Push> P push(Class<P> kind) throws Exception {
    while (true) {
      Push push = next(pushes);
      if (kind.isInstance(push)) {
        return kind.cast(push);
      }
    }
  }

  /** Waits for a push that is so; others before it are passed over. */
  void pushWhere(Predicate<Push> so) throws Exception {
    while (!so.test(next(pushes))) {
      // The next one.
    }
  }

  /** The texts of the next messages that are pushed. */
  List<String> texts(int count) throws Exception {
    List<String> texts = new ArrayList<>();
    while (texts.size() < count) {
      if (push(Push.EntryAdded.class).entry().body() instanceof Entry.Body.Message message) {
        texts.add(message.text());
      }
    }
    return texts;
  }

  /** Pushes that came and nobody looked at. */
  List<Push> pushesSoFar() {
    return List.copyOf(pushes);
  }

  /** From now on this client reads nothing, as one whose machine hangs. */
  void stopReading() {
    pipe.stopReading();
  }

  void readAgain() {
    pipe.readAgain();
  }

  /** Waits for the end of the link; the WebSocket close code, or 0. */
  @CanIgnoreReturnValue
  int awaitClosed() throws Exception {
    return closed.get(WAIT_SECONDS, SECONDS);
  }

  private static <T> T next(BlockingQueue<T> queue) throws Exception {
    T next = queue.poll(WAIT_SECONDS, SECONDS);
    assertThat(next).as("something from the server").isNotNull();
    return next;
  }

  @Override
  public void close() {
    pipe.close();
  }
}
