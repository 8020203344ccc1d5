package org.indiretta.faults;

import io.vertx.core.http.WebSocketClient;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.indiretta.cluster.ServerProcess;
import org.indiretta.cluster.WatchedServer;

/**
 * The clock of one of two servers is an hour ahead, then an hour behind (libfaketime). The
 * database's time decides everything: order, times of entries, tokens and tickets hold on both, and
 * what ends by itself ends in time ({@link TimeOuts}; in the full form).
 */
final class WrongClock implements Family {
  private static final int PAIRS = 6;
  private static final long PART_MS = 15_000;
  private static final long BRIEF_PART_MS = 2_000;
  private static final int MOST_SECONDS_OFF = 5;

  /** An hour, less what a start on a busy machine takes. */
  private static final int LEAST_MINUTES_OFF = 55;

  @Override
  public String name() {
    return "wrong-clock";
  }

  @Override
  public String fault() {
    return "the clock of one of two servers an hour ahead, then an hour behind";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2, ServerProcess::watched);
    WebSocketClient web = scene.vertx().createWebSocketClient();
    ServerProcess wrong = servers.node(0);
    for (String offset : List.of("+1h", "-1h")) {
      wrong.stop();
      FakeTime.variables().forEach(wrong::with);
      wrong.with("FAKETIME", offset).start();
      long minutesOff = minutesOff(wrong);
      scene.must(
          Math.abs(minutesOff) >= LEAST_MINUTES_OFF,
          "with %s the clock was %d min off".formatted(offset, minutesOff));
      round(scene, servers, web, offset);
      double off = secondsOff(servers);
      scene.most("time of an entry off by s", Math.round(off));
      scene.must(off <= MOST_SECONDS_OFF, "with %s an entry is %.0f s off".formatted(offset, off));
      scene.add("rounds", 1);
    }
  }

  private static void round(Scene scene, Servers servers, WebSocketClient web, String offset)
      throws Exception {
    ServerProcess right = servers.node(1);
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
      crowd.awaitSteady();
      Optional<TimeOuts> timeOuts =
          scene.isBrief()
              ? Optional.empty()
              : Optional.of(TimeOuts.at(scene, servers, web, servers.node(0)));
      crowd.pass(scene.lasts(BRIEF_PART_MS, PART_MS));
      int losses = crowd.losses();
      scene.must(losses == 0, "with %s somebody lost the link".formatted(offset));
      // From the right server to the wrong one, which is alone when the waits end.
      right.kill();
      if (timeOuts.isEmpty()) {
        right.startWithoutWaiting();
      }
      crowd.mustHeal("the kill of the server with the right clock");
      if (timeOuts.isPresent()) {
        try (TimeOuts all = timeOuts.get()) {
          all.mustEndSoon();
          // It does not judge who is lost before it has looked for as long as that takes.
          right.startWithoutWaiting();
          all.mustEndAtLast();
        }
      }
      right.start();
      crowd.awaitMessages(100);
      Checker.Verdict _ = crowd.settleAndCheck();
    }
  }

  /** What its process took for the time at its last start, against the machine's. */
  private static long minutesOff(ServerProcess server) throws IOException {
    String said =
        Files.readAllLines(server.log()).stream()
            .filter(line -> line.startsWith(WatchedServer.STARTS))
            .reduce("", (before, after) -> after);
    Instant taken = Instant.parse(said.substring(WatchedServer.STARTS.length()));
    return Duration.between(Instant.now(), taken).toMinutes();
  }

  /** How far in the future or the past the entry is that was written last, by the database. */
  private static double secondsOff(Servers servers) throws Exception {
    try (Connection connection = servers.connect();
        Statement statement = connection.createStatement();
        var off =
            statement.executeQuery(
                """
                SELECT greatest(
                  extract(epoch FROM max(at) - clock_timestamp()),
                  extract(epoch FROM (SELECT min(answered_at) FROM consultation) - min(at)))
                FROM entry
                """)) {
      return off.next() ? off.getDouble(1) : Double.NaN;
    }
  }
}
