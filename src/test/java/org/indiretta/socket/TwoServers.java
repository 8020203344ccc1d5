package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.indiretta.bus.Bus;
import org.indiretta.bus.LocalBus;
import org.indiretta.bus.RedisNode;
import org.indiretta.cluster.RedisProcess;
import org.indiretta.identity.ConsultationId;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.Stopwatch;

/** Two servers of one city on one database; the time of both goes on as the machine's does. */
final class TwoServers {
  /** At worst so late without news (P5). */
  static final Duration FOUND = Duration.ofSeconds(5);

  /** A right that was lost (P7). */
  static final Duration REVOKED = Duration.ofSeconds(2);

  private static final long TICK_MS = 50;

  final LiveCity here;
  final LiveCity there;

  private TwoServers(TestDatabase database, DatabaseUrl fromThere, Function<Vertx, Bus> between)
      throws Exception {
    here = new LiveCity(database, between);
    there = here.another(fromThere, between);
    long _ =
        here.vertx().setPeriodic(TICK_MS, tick -> here.clock.advance(Duration.ofMillis(TICK_MS)));
  }

  /** They hear nothing of one another. */
  static TwoServers apart(TestDatabase database) throws Exception {
    return apart(database, database.url());
  }

  /** And the second one comes to the database by another way. */
  static TwoServers apart(TestDatabase database, DatabaseUrl fromThere) throws Exception {
    return new TwoServers(database, fromThere, LocalBus::new);
  }

  /** This Redis brings the news of one to the other. */
  static TwoServers through(TestDatabase database, RedisProcess redis) throws Exception {
    List<RedisNode> nodes = new ArrayList<>();
    Function<Vertx, Bus> between =
        vertx -> {
          RedisNode node = new RedisNode(vertx, redis.url());
          nodes.add(node);
          return node.bus;
        };
    TwoServers servers = new TwoServers(database, database.url(), between);
    nodes.forEach(RedisNode::connected);
    return servers;
  }

  /** One whom both servers know. */
  Office office() throws Exception {
    Office office = here.office();
    await(there.directory.reread());
    return office;
  }

  /** A citizen on the first server and the operator who answers, with a desk, on the second. */
  Conversation talk() throws Exception {
    Office office = office();
    LiveClient staff = there.staff(Transport.WEBSOCKET, office);
    staff.ask(new Command.WatchQueue(LiveClient.id()), Reply.Desk.class);
    LiveClient citizen = here.connect(Transport.WEBSOCKET);
    Credential.Token token = here.citizenToken();
    citizen.hello(token);
    ConsultationId id =
        citizen.ask(LiveCity.start(office.topic()), Reply.Started.class).consultation().id();
    citizen.resume(id, 0);
    staff.ask(new Command.TakeConsultation(LiveClient.id(), id), Reply.Done.class);
    staff.resume(id, 0);
    view(citizen, ConsultationState.ACTIVE);
    return new Conversation(citizen, staff, id, office, token);
  }

  /** The next view of this state. */
  @CanIgnoreReturnValue
  static ConsultationView view(LiveClient client, ConsultationState state) throws Exception {
    ConsultationView view = client.push(Push.ConsultationChanged.class).consultation();
    while (view.state() != state) {
      view = client.push(Push.ConsultationChanged.class).consultation();
    }
    return view;
  }

  /** The next desk that looks so. */
  @CanIgnoreReturnValue
  static DeskView desk(LiveClient staff, Predicate<DeskView> is) throws Exception {
    DeskView desk = staff.push(Push.DeskChanged.class).desk();
    while (!is.test(desk)) {
      desk = staff.push(Push.DeskChanged.class).desk();
    }
    return desk;
  }

  /** Whether the server says that this connection follows it. */
  static boolean isFollowed(LiveClient client, ConsultationId id) throws Exception {
    Reply answer = client.ask(new Command.Ping(LiveClient.id()));
    while (answer instanceof Reply.Refused tooOften) {
      assertThat(tooOften.code()).isEqualTo(ErrorCode.TOO_MANY);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(tooOften.retryAfterMs()));
      answer = client.ask(new Command.Ping(LiveClient.id()));
    }
    Reply.Done pong = (Reply.Done) answer;
    return pong.positions() != null && pong.positions().containsKey(id);
  }

  /** Less than this has passed. */
  static void within(Duration time, Stopwatch since) {
    since.assertLessThan(time);
  }

  void close() throws Exception {
    there.close();
    here.close();
  }
}
