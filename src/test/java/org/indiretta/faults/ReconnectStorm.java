package org.indiretta.faults;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
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

  /** Of each kind. Three would show it; the middle one of five is less a matter of chance. */
  private static final int ROUNDS = 5;

  private static final int BACK_S = 30;
  private static final int BACK_PERCENT = 95;

  /** Of those who come back, at most so many percent set out in one tenth of a second: jitter. */
  private static final int BUSIEST_PERCENT = 40;

  /** Statements for each hundred citizens who come back (P8). */
  private static final long STATEMENTS_PER_100 = 200;

  @Override
  public String name() {
    return "reconnect-storm";
  }

  @Override
  public String fault() {
    return "5,000 sockets dropped at once, five times, and five times without retries to compare";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2, node -> node.jvm("-Xmx512m"));
    Door door = scene.closing(new Door(scene, servers));
    List<Stormer> stormers = new ArrayList<>();
    // Not on the event loop of those who are compared: that would be as busy as the storm is.
    Vertx weather = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    WebSocketClient web =
        weather.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(20_000));
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS);
        Journal journal = new Journal(scene.newFile("storm", "jsonl"))) {
      List<Integer> doors = List.of(door.port);
      Stormer.Storm storm =
          new Stormer.Storm(World.of(weather, web, doors, servers.origin(), journal));
      int sockets = scene.rounds(BRIEF_SOCKETS, SOCKETS);
      try (Connection connection = servers.connect()) {
        for (StormRows.Citizen citizen : StormRows.citizens(connection, sockets)) {
          stormers.add(new Stormer(storm, citizen));
        }
      }
      came(storm, stormers);
      // What people who send nothing again notice of those who do.
      Unharmed unharmed = new Unharmed(scene, "others' p99", crowd, Unharmed.STORM_NOISE_MS);
      for (int round = 0; round < scene.rounds(1, ROUNDS); round++) {
        crowd.awaitMessages(100);
        unharmed.control(() -> storm(scene, door, storm, false, stormers));
        crowd.awaitMessages(100);
        unharmed.fault(() -> storm(scene, door, storm, true, stormers));
      }
      unharmed.must();
      Checker.Verdict _ = crowd.settleAndCheck();
      stormers.forEach(stormer -> weather.runOnContext(v -> stormer.leave()));
      Checker.check(journal.finished(), servers.database()).violations().forEach(scene::violated);
      scene.must(duplicates(servers) == 0, "a message of the storm is there twice");
    } finally {
      var _ = weather.close().await(60, TimeUnit.SECONDS);
    }
  }

  /** The balancer, which leads to all servers. */
  private static final class Door implements AutoCloseable {
    private final Scene scene;
    private final Servers servers;
    private final int port;
    private Balancer balancer;

    Door(Scene scene, Servers servers) throws Exception {
      this.scene = scene;
      this.servers = servers;
      this.port = FreePorts.next();
      open();
    }

    private void open() throws Exception {
      balancer = Balancer.start(scene.folder().resolve("balancer"), port, servers.nodes());
    }

    /** Drops everybody. */
    void slam() throws Exception {
      balancer.close();
      open();
    }

    @Override
    public void close() throws IOException {
      balancer.close();
    }
  }

  /** All are dropped at once; until all are back. */
  private static void storm(
      Scene scene, Door door, Stormer.Storm storm, boolean again, List<Stormer> stormers)
      throws Exception {
    storm.begins(again);
    stormers.forEach(Stormer::stormBegins);
    door.slam();
    long statements = statements(door.servers);
    awaitBack(scene, storm, stormers);
    if (!again) {
      long per100 = (statements(door.servers) - statements) * 100 / stormers.size();
      scene.most("statements for 100 who come back", per100);
      scene.must(
          scene.isBrief() || per100 <= STATEMENTS_PER_100,
          "%d statements for 100 who come back".formatted(per100));
    }
    scene.add("storms", 1);
  }

  /** Everybody comes, one after the other, and writes their message. */
  private static void came(Stormer.Storm storm, List<Stormer> stormers)
      throws InterruptedException {
    for (int i = 0; i < stormers.size(); i++) {
      Stormer stormer = stormers.get(i);
      // 400 a second.
      long _ = storm.world.vertx().setTimer(1 + i * 5L / 2, timer -> stormer.start());
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
                stormers.stream().filter(Stormer::isBack).count() * 100
                    >= (long) stormers.size() * BACK_PERCENT);
    long backMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    scene.mustTake("95 % back", backMs, BACK_S * 1_000L);
    storm
        .world
        .progress()
        .await("everybody back", 60, () -> stormers.stream().allMatch(Stormer::isBack));
    scene.most("everybody back after ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    long busiest = storm.busiest() * 100L / stormers.size();
    scene.most("in the busiest tenth of a second, %", busiest);
    scene.must(
        busiest <= BUSIEST_PERCENT, "%d %% set out in one tenth of a second".formatted(busiest));
  }

  /** What PostgreSQL was asked by both servers, what they ask by themselves included. */
  private static long statements(Servers servers) throws IOException {
    double sum = 0;
    for (ServerProcess node : servers.nodes()) {
      sum += node.metric("indiretta_database_calls_total").orElse(0.0);
    }
    return (long) sum;
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
