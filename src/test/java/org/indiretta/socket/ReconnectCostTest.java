package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.indiretta.auth.Secret;
import org.indiretta.auth.SignIns;
import org.indiretta.auth.SocketTickets;
import org.indiretta.identity.ConsultationId;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.HeldLock;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What PostgreSQL is asked when people come back at the same moment, as they do when a server or
 * the balancer was lost. Counted is all that the server begins meanwhile, also what it asks by
 * itself.
 */
final class ReconnectCostTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase(LiveCity.PATIENT);

  private static final int CITIZENS = 100;
  private static final int PER_OFFICE = 25;
  private static final int PER_CITIZEN = 2;
  private static final int STAFF = 20;
  private static final int PER_STAFF = 6;

  private final List<LiveClient> clients = new ArrayList<>();
  private LiveCity city;

  @BeforeEach
  void open() throws Exception {
    city = new LiveCity(DATABASE);
  }

  @AfterEach
  void close() throws Exception {
    clients.forEach(LiveClient::close);
    city.close();
  }

  private LiveClient connect() throws Exception {
    LiveClient client = city.connect(Transport.WEBSOCKET);
    clients.add(client);
    return client;
  }

  /** A citizen and their consultation. */
  private record Home(Credential.Token token, ConsultationId id) {}

  private Home home(Office office) throws Exception {
    LiveClient citizen = connect();
    Credential.Token token = city.citizenToken();
    citizen.hello(token);
    Reply.Started started = citizen.ask(LiveCity.start(office.topic()), Reply.Started.class);
    return new Home(token, started.consultation().id());
  }

  @Test
  void p8_citizensWhoComeBackTogetherCostTwoStatementsEachAtMost() throws Exception {
    List<Home> homes = new ArrayList<>();
    while (homes.size() < CITIZENS) {
      Office office = city.office();
      LiveClient _ = city.staff(Transport.WEBSOCKET, office);
      for (int i = 0; i < PER_OFFICE; i++) {
        homes.add(home(office));
      }
    }
    clients.forEach(LiveClient::close);
    clients.clear();
    awaitGone(homes, CITIZENS);
    for (int i = 0; i < CITIZENS; i++) {
      LiveClient _ = connect();
    }
    long before = DATABASE.database().calls();

    List<CompletableFuture<Reply>> welcomes =
        together(
            "citizen",
            CITIZENS,
            "hello",
            i -> clients.get(i).begin(LiveClient.hello(homes.get(i).token(), Protocol.VERSION)));
    for (CompletableFuture<Reply> welcome : welcomes) {
      replied(welcome, Reply.Welcome.class);
    }
    List<CompletableFuture<Reply>> resumes =
        together(
            "consultation",
            CITIZENS,
            "resume",
            i -> clients.get(i).begin(resume(homes.get(i).id())));
    for (CompletableFuture<Reply> resume : resumes) {
      assertThat(replied(resume, Reply.Resumed.class).caughtUp()).isTrue();
    }
    awaitGone(homes, 0);

    double each = (double) (DATABASE.database().calls() - before) / CITIZENS;
    System.out.println("statements per citizen who comes back: " + each);
    assertThat(each).isLessThanOrEqualTo(PER_CITIZEN);
  }

  @Test
  void p8_operatorsWhoComeBackTogetherCostSixStatementsEachAtMost() throws Exception {
    List<Conversation> talks = new ArrayList<>();
    List<Secret> cookies = new ArrayList<>();
    for (int i = 0; i < STAFF; i++) {
      Conversation talk = city.conversation(Transport.WEBSOCKET);
      talks.add(talk);
      clients.add(talk.citizen());
      cookies.add(cookie(talk.office()));
      talk.staff().close();
    }
    Eventually.holds(() -> openSockets() == STAFF);
    List<LiveClient> back = new ArrayList<>();
    for (int i = 0; i < STAFF; i++) {
      back.add(connect());
    }
    long before = DATABASE.database().calls();

    // As over HTTP: a ticket for whom the cookie names.
    List<Future<SocketTickets.Made>> tickets = new ArrayList<>();
    try (HeldLock _ = locked("sign_in")) {
      for (Secret cookie : cookies) {
        tickets.add(
            city.signIns
                .byCookie(cookie)
                .map(SignIns.Known::staff)
                .compose(staff -> city.socketTickets.make(staff.signIn())));
      }
    }
    await(Future.all(tickets));
    List<CompletableFuture<Reply>> welcomes =
        together(
            "socket_ticket",
            STAFF,
            "hello",
            i ->
                back.get(i)
                    .begin(
                        LiveClient.hello(
                            new Credential.Ticket(tickets.get(i).result().ticket().value()),
                            Protocol.VERSION)));
    for (CompletableFuture<Reply> welcome : welcomes) {
      replied(welcome, Reply.Welcome.class);
    }
    List<CompletableFuture<Reply>> desks = new ArrayList<>();
    List<CompletableFuture<Reply>> resumes =
        together(
            "consultation",
            STAFF,
            "resume",
            i -> {
              desks.add(back.get(i).begin(new Command.WatchQueue(LiveClient.id())));
              return back.get(i).begin(resume(talks.get(i).id()));
            });
    for (int i = 0; i < STAFF; i++) {
      Reply.Desk desk = replied(desks.get(i), Reply.Desk.class);
      assertThat(desk.desk().own()).hasSize(1);
      assertThat(desk.desk().colleagues()).hasSizeGreaterThanOrEqualTo(STAFF - 1);
      assertThat(replied(resumes.get(i), Reply.Resumed.class).caughtUp()).isTrue();
    }

    double each = (double) (DATABASE.database().calls() - before) / STAFF;
    System.out.println("statements per operator who comes back: " + each);
    assertThat(each).isLessThanOrEqualTo(PER_STAFF);
  }

  /**
   * At the same moment, however slowly a busy machine lets them come: PostgreSQL answers nobody
   * before all of them have arrived.
   */
  private List<CompletableFuture<Reply>> together(
      String table, int count, String type, IntFunction<CompletableFuture<Reply>> begin)
      throws Exception {
    double all = city.counted("indiretta.commands", "type", type) + count;
    try (HeldLock _ = locked(table)) {
      List<CompletableFuture<Reply>> begun = IntStream.range(0, count).mapToObj(begin).toList();
      Eventually.holds(() -> city.counted("indiretta.commands", "type", type) == all);
      return begun;
    }
  }

  private static HeldLock locked(String table) throws SQLException {
    return HeldLock.by(DATABASE.url(), "LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
  }

  private static Command resume(ConsultationId id) {
    return new Command.Resume(LiveClient.id(), id, 0);
  }

  @CanIgnoreReturnValue
  private static <R extends Reply> R replied(CompletableFuture<Reply> to, Class<R> kind)
      throws Exception {
    Reply reply = to.get(30, TimeUnit.SECONDS);
    assertThat(reply).isInstanceOf(kind);
    return kind.cast(reply);
  }

  private double openSockets() {
    return city.meters.get("indiretta.sockets").gauges().stream()
        .mapToDouble(gauge -> gauge.value())
        .sum();
  }

  /** The cookie of their sign-in. */
  private Secret cookie(Office office) throws Exception {
    Secret cookie = Secret.next();
    TestDatabase.execute(
        DATABASE.url(),
        "UPDATE sign_in SET token_hash = decode('%s', 'hex') WHERE id = '%s'"
            .formatted(
                HexFormat.of().formatHex(cookie.hash().getBytes()), office.signIn().value()));
    return cookie;
  }

  /** Waits until so many of them are written down as gone; asked beside the pool that counts. */
  private static void awaitGone(List<Home> homes, int count) throws Exception {
    UUID[] ids = homes.stream().map(home -> home.id().value()).toArray(UUID[]::new);
    try (Connection connection = DATABASE.url().connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT count(*) FROM consultation"
                    + " WHERE id = ANY(?) AND citizen_gone_at IS NOT NULL")) {
      statement.setArray(1, connection.createArrayOf("uuid", ids));
      Eventually.holds(() -> number(statement) == count);
    }
  }

  private static int number(PreparedStatement statement) {
    try (ResultSet rows = statement.executeQuery()) {
      boolean _ = rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
