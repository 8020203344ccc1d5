package org.indiretta.faults;

import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.indiretta.cluster.Balancer;
import org.indiretta.cluster.FreePorts;
import org.indiretta.cluster.ServerProcess;

/**
 * The balancer dies and is started again: all its connections are dropped at once, and all browsers
 * come back. Every other time each of them also sends its last message again, as after an ack that
 * was lost. Beside them pairs of people who come another way go on writing.
 */
final class ReconnectStorm implements Family {
  private static final int SOCKETS = 5_000;
  private static final int BRIEF_SOCKETS = 500;
  private static final int PAIRS = 4;
  private static final int BACK_S = 30;
  private static final int BACK_PERCENT = 95;

  /** Of those who come back, at most so many percent in one tenth of a second: with jitter. */
  private static final int BUSIEST_PERCENT = 40;

  /** What the retries may cost the others: as much again as the storm itself, and a little. */
  private static final double SLOWER = 1.5;

  private static final double NOISE_MS = 50;

  /** Statements for each hundred citizens who come back (P8). */
  private static final long STATEMENTS_PER_100 = 200;

  @Override
  public String name() {
    return "reconnect-storm";
  }

  @Override
  public String fault() {
    return "5,000 sockets dropped at once, three times, and three times without retries to compare";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2, node -> node.jvm("-Xmx512m"));
    int port = FreePorts.next();
    Balancer balancer = Balancer.start(scene.folder().resolve("balancer"), port, servers.nodes());
    List<Stormer> stormers = new ArrayList<>();
    WebSocketClient web =
        scene.vertx().createWebSocketClient(new WebSocketClientOptions().setMaxConnections(20_000));
    int sockets = scene.rounds(BRIEF_SOCKETS, SOCKETS);
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS);
        Journal journal = new Journal(scene.newFile("storm", "jsonl"))) {
      Stormer.Storm storm =
          new Stormer.Storm(
              new World(
                  scene.vertx(),
                  web,
                  List.of(port),
                  servers.origin(),
                  journal,
                  new Progress(),
                  new Latencies(),
                  new Latencies(),
                  new Latencies()));
      try (Connection connection = servers.connect()) {
        for (StormRows.Citizen citizen : StormRows.citizens(connection, sockets)) {
          stormers.add(new Stormer(storm, citizen));
        }
      }
      came(scene, storm, stormers);
      List<Double> without = new ArrayList<>();
      List<Double> with = new ArrayList<>();
      int rounds = scene.rounds(1, 3);
      for (int round = 0; round < 2 * rounds; round++) {
        boolean again = round % 2 == 1;
        crowd.awaitMessages(100);
        storm.begins(again);
        balancer.close();
        balancer = Balancer.start(scene.folder().resolve("balancer"), port, servers.nodes());
        long began = System.nanoTime();
        long statements = statements(servers);
        awaitBack(scene, storm, stormers);
        if (!again) {
          long per100 = (statements(servers) - statements) * 100 / sockets;
          scene.most("statements for 100 who come back", per100);
          scene.must(
              scene.isBrief() || per100 <= STATEMENTS_PER_100,
              "%d statements for 100 who come back".formatted(per100));
        }
        (again ? with : without).add(crowd.acks().percentile(99, began, System.nanoTime()));
        scene.add("storms", 1);
      }
      compare(scene, with, without);
      Checker.Verdict _ = crowd.settleAndCheck();
      stormers.forEach(stormer -> scene.vertx().runOnContext(v -> stormer.leave()));
      Checker.check(journal.finished(), servers.database()).violations().forEach(scene::violated);
      scene.must(duplicates(servers) == 0, "a message of the storm is there twice");
    } finally {
      balancer.close();
      var _ = web.close().await(10, TimeUnit.SECONDS);
    }
  }

  /** Everybody comes, one after the other, and writes their message. */
  private static void came(Scene scene, Stormer.Storm storm, List<Stormer> stormers)
      throws InterruptedException {
    for (int i = 0; i < stormers.size(); i++) {
      Stormer stormer = stormers.get(i);
      // 400 a second.
      long _ = scene.vertx().setTimer(1 + i * 5L / 2, timer -> stormer.start());
    }
    storm
        .world
        .progress()
        .await(
            "everybody there, and their message written",
            90,
            () -> stormers.stream().allMatch(one -> one.isThere() && one.hasWritten()));
  }

  private static void awaitBack(Scene scene, Stormer.Storm storm, List<Stormer> stormers)
      throws InterruptedException {
    long began = storm.fromNanos;
    storm
        .world
        .progress()
        .await(
            BACK_PERCENT + " % back",
            2 * BACK_S,
            () ->
                stormers.stream().filter(Stormer::isThere).count() * 100
                    >= (long) stormers.size() * BACK_PERCENT);
    long backMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    scene.mustTake("95 % back", backMs, BACK_S * 1_000L);
    storm
        .world
        .progress()
        .await("everybody back", 60, () -> stormers.stream().allMatch(Stormer::isThere));
    scene.most("everybody back after ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    long busiest = storm.busiest() * 100L / stormers.size();
    scene.most("in the busiest tenth of a second, %", busiest);
    scene.must(
        busiest <= BUSIEST_PERCENT, "%d %% came in one tenth of a second".formatted(busiest));
  }

  /** What PostgreSQL was asked by both servers, what they ask by themselves included. */
  private static long statements(Servers servers) throws IOException {
    double sum = 0;
    for (ServerProcess node : servers.nodes()) {
      sum += node.metric("indiretta_database_calls_total").orElse(0.0);
    }
    return (long) sum;
  }

  private static void compare(Scene scene, List<Double> with, List<Double> without) {
    double retried = Latencies.median(with.stream().mapToDouble(ms -> ms).toArray());
    double plain = Latencies.median(without.stream().mapToDouble(ms -> ms).toArray());
    scene.measured("others' p99 ms with retries", Math.round(retried));
    scene.measured("others' p99 ms without", Math.round(plain));
    scene.must(
        scene.isBrief() || retried <= plain * SLOWER + NOISE_MS,
        "the others' commits took %.0f ms beside retries and %.0f ms without"
            .formatted(retried, plain));
  }

  private static long duplicates(Servers servers) throws Exception {
    try (Connection connection = servers.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT count(*) FROM (SELECT 1 FROM entry WHERE client_message_id = 'storm-1'
                  GROUP BY consultation_id HAVING count(*) > 1) twice
                """)) {
      boolean _ = rows.next();
      return rows.getLong(1);
    }
  }
}
