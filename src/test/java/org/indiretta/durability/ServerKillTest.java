package org.indiretta.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.indiretta.cluster.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code kill -9} under load, at a moment that the seed decides: of the server, of the server and
 * its PostgreSQL, or of PostgreSQL alone. The clients go on by themselves. Afterwards every
 * acknowledged message is there exactly once and in order, the places have no hole, and both sides
 * have seen the same transcript.
 */
class ServerKillTest {
  private static final int PAIRS = 6;
  private static final int ANSWER_S = 60;

  private static Path folder;
  private static ServerProcess server;
  private static Vertx vertx;

  /** What is killed. */
  private enum Victim {
    SERVER,
    SERVER_AND_POSTGRES,
    POSTGRES
  }

  @BeforeAll
  static void start() throws Exception {
    folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "kill-");
    server = new ServerProcess("server", folder);
    server.start();
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  }

  @AfterAll
  static void stop() throws Exception {
    var _ = vertx.close().await(10, TimeUnit.SECONDS);
    server.stop();
    org.indiretta.sql.TestFolders.remove(folder);
  }

  static List<Integer> manySeeds() {
    return LongStream.range(100, 120).mapToObj(i -> (int) i).toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {0, 1, 2})
  void p1_p2_p3_p4_acknowledgedMessagesSurviveKill9(int seed) throws Exception {
    killUnderLoad(seed);
  }

  @Tag("long")
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("manySeeds")
  void p1_p2_p3_p4_acknowledgedMessagesSurviveKill9ManyTimes(int seed) throws Exception {
    killUnderLoad(seed);
  }

  private static void killUnderLoad(int seed) throws Exception {
    server.start();
    Random random = new Random(seed);
    Victim victim = Victim.values()[seed % Victim.values().length];
    Progress progress = new Progress();
    List<KillCity.Pair> pairs;
    try (KillCity city = new KillCity(server.embeddedDatabase())) {
      pairs = city.pairs(PAIRS);
    }
    WebSocketClient web =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxFrameSize(1 << 20).setMaxMessageSize(1 << 22));
    List<JournalClient> clients = clients(pairs, web, progress);
    vertx.runOnContext(v -> clients.forEach(JournalClient::connect));
    try {
      progress.await("messages before the kill", ANSWER_S, moreThan(clients, 100));
      int moment = acknowledged(clients) + random.nextInt(1_500);
      progress.await("the moment of the kill", ANSWER_S, moreThan(clients, moment));
      kill(victim);
      int after = acknowledged(clients) + 300;
      progress.await("messages after the kill", ANSWER_S, moreThan(clients, after));
      settle(clients, progress);
      check(pairs, clients);
    } finally {
      clients.forEach(JournalClient::leave);
      var _ = web.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static List<JournalClient> clients(
      List<KillCity.Pair> pairs, WebSocketClient web, Progress progress) {
    JournalClient.Place place = new JournalClient.Place(vertx, web, server.port(), progress);
    List<JournalClient> clients = new ArrayList<>();
    for (KillCity.Pair pair : pairs) {
      String id = pair.consultation().toString();
      clients.add(new JournalClient(place, "token", "CITIZEN", id, pair::citizenToken));
      clients.add(new JournalClient(place, "ticket", "OPERATOR", id, pair.tickets()::remove));
    }
    return clients;
  }

  private static java.util.function.BooleanSupplier moreThan(
      List<JournalClient> clients, int messages) {
    return () -> acknowledged(clients) > messages;
  }

  private static int acknowledged(List<JournalClient> clients) {
    return clients.stream().mapToInt(c -> c.acknowledged().size()).sum();
  }

  private static void kill(Victim victim) throws Exception {
    if (victim != Victim.POSTGRES) {
      server.kill();
    }
    if (victim != Victim.SERVER) {
      server.killEmbeddedPostgres();
    }
    if (victim != Victim.POSTGRES) {
      server.start();
    }
  }

  /** Everybody finishes what is open and then asks once more, as a browser that wakes up. */
  private static void settle(List<JournalClient> clients, Progress progress) throws Exception {
    clients.forEach(JournalClient::stopWriting);
    progress.await(
        "every message acknowledged",
        ANSWER_S,
        () -> clients.stream().allMatch(JournalClient::hasNothingOpen));
    clients.forEach(JournalClient::wakeUp);
    progress.await(
        "everybody caught up",
        ANSWER_S,
        () -> clients.stream().allMatch(JournalClient::isCaughtUp));
  }

  private static void check(List<KillCity.Pair> pairs, List<JournalClient> clients)
      throws Exception {
    try (KillCity city = new KillCity(server.embeddedDatabase())) {
      for (int i = 0; i < pairs.size(); i++) {
        List<KillCity.Stored> stored = city.transcript(pairs.get(i).consultation());
        assertThat(stored)
            .extracting(KillCity.Stored::seq)
            .containsExactlyElementsOf(LongStream.rangeClosed(1, stored.size()).boxed().toList());
        checkSide(clients.get(2 * i), "CITIZEN", stored);
        checkSide(clients.get(2 * i + 1), "OPERATOR", stored);
      }
    }
  }

  private static void checkSide(JournalClient client, String writer, List<KillCity.Stored> stored) {
    assertThat(client.complaints()).isEmpty();
    List<KillCity.Stored> own = stored.stream().filter(s -> s.writer().equals(writer)).toList();
    // Exactly once, each at the place that was acknowledged, and nothing that was not.
    Map<String, Long> places =
        own.stream()
            .collect(Collectors.toMap(KillCity.Stored::clientMessageId, KillCity.Stored::seq));
    assertThat(places).isEqualTo(Map.copyOf(client.acknowledged()));
    assertThat(own)
        .filteredOn(s -> !client.refused().contains(s.clientMessageId()))
        .extracting(KillCity.Stored::clientMessageId)
        .isSorted();
    // What this person saw, live or by resuming, is the transcript.
    Map<Long, String> expected = new TreeMap<>();
    stored.forEach(s -> expected.put(s.seq(), s.writer() + " " + s.text()));
    assertThat(client.seen()).isEqualTo(expected);
  }
}
