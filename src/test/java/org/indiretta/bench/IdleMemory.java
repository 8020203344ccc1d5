package org.indiretta.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a citizen costs who waits: resident memory after a full collection with ten thousand of
 * them, less that without any. A waiting citizen has said hello with a token and resumed a
 * consultation that is in the queue; the bare relay holds plain open sockets.
 *
 * @param oursKib KiB for each waiting citizen, of the server's JVM
 * @param relayKib KiB for each idle socket of the bare relay
 */
record IdleMemory(int sockets, double oursKib, double relayKib) {
  /** Long enough for the first pings, so that what they leave behind counts too. */
  private static final long STAY_NANOS = 3_000_000_000L;

  /**
   * For both: a heap that gives back what it does not need, so that the figure is what a socket
   * holds and not what the start left over.
   */
  private static final List<String> TIGHT_HEAP =
      List.of("-Xms64m", "-Xmn16m", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10");

  static IdleMemory measure(Contestant.Place place, int count)
      throws IOException, InterruptedException, SQLException {
    int port = place.firstPort() + 6;
    double relay;
    try (ServerProcess server = Contestant.startRelay(place, port, "relay-idle", TIGHT_HEAP)) {
      List<Greeting.Guest> guests = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        guests.add(new Greeting.Guest("/idle/" + i, List.of()));
      }
      relay = perSocket(server, port, guests, false);
      System.err.printf("bare relay: %.1f KiB for each idle socket%n", relay);
    }
    Path data = place.folder().resolve("waiting");
    List<BenchCity.WaitingKeys> keys = Contestant.prepare(data, city -> city.waiting(count));
    double ours;
    try (ServerProcess server =
        Contestant.startInDiretta(place, port, "waiting", data, Map.of(), TIGHT_HEAP)) {
      ours =
          perSocket(server, port, keys.stream().map(BenchCity.WaitingKeys::guest).toList(), true);
    }
    System.err.printf("InDiretta: %.1f KiB for each waiting citizen%n", ours);
    return new IdleMemory(count, ours, relay);
  }

  private static double perSocket(
      ServerProcess server, int port, List<Greeting.Guest> guests, boolean pings)
      throws IOException, InterruptedException {
    try (Generator generator = new Generator()) {
      long before = server.residentKibAfterCollection();
      List<WireSocket> sockets = Greeting.connect(generator, port, guests);
      if (pings) {
        generator.keepAlive(new Heartbeat(sockets, 20_000));
      }
      long until = System.nanoTime() + STAY_NANOS;
      generator.drive(now -> now - until >= 0 ? Generator.Load.DONE : 10);
      long after = server.residentKibAfterCollection();
      return (after - before) / (double) guests.size();
    }
  }
}
