package org.indiretta.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.indiretta.cluster.ServerProcess;
import org.indiretta.cluster.WatchedServer;

/**
 * The clock of one of two servers is an hour ahead, then an hour behind (libfaketime). The
 * database's time decides everything: order, times of entries, and tokens and tickets hold on both.
 */
final class WrongClock implements Family {
  private static final int PAIRS = 6;
  private static final long PART_MS = 20_000;
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
    String library = library().toString();
    ServerProcess wrong = servers.node(0);
    for (String offset : List.of("+1h", "-1h")) {
      wrong.stop();
      wrong
          .with("LD_PRELOAD", library)
          .with("FAKETIME", offset)
          .with("DONT_FAKE_MONOTONIC", "1")
          // Ages of files are left alone: the JVM would not take its archive of classes.
          .with("NO_FAKE_STAT", "1")
          .start();
      long minutesOff = minutesOff(wrong);
      scene.must(
          Math.abs(minutesOff) >= LEAST_MINUTES_OFF,
          "with %s the clock was %d min off".formatted(offset, minutesOff));
      try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
        crowd.awaitSteady();
        crowd.pass(scene.lasts(BRIEF_PART_MS, PART_MS));
        int losses = crowd.losses();
        scene.must(losses == 0, "with %s somebody lost the link".formatted(offset));
        // From the right server to the wrong one and back.
        servers.node(1).kill();
        servers.node(1).startWithoutWaiting();
        crowd.mustHeal("the kill of the server with the right clock");
        servers.node(1).awaitReady();
        crowd.awaitMessages(100);
        Checker.Verdict _ = crowd.settleAndCheck();
      }
      double off = secondsOff(servers);
      scene.most("time of an entry off by s", Math.round(off));
      scene.must(off <= MOST_SECONDS_OFF, "with %s an entry is %.0f s off".formatted(offset, off));
      scene.add("rounds", 1);
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

  /** What {@code .ci/need-faketime} fetched, or the machine's own. */
  private static Path library() throws IOException {
    for (Path folder : List.of(Path.of("target", "faketime"), Path.of("/usr/lib"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          var found = files.filter(file -> file.endsWith("libfaketime.so.1")).findFirst();
          if (found.isPresent()) {
            return found.get().toAbsolutePath();
          }
        }
      }
    }
    throw new IOException("libfaketime is missing: run .ci/need-faketime");
  }
}
