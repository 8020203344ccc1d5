package org.indiretta.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * What signalling costs: descriptions of 2 KB between the peers of running calls, against a bare
 * relay, in turns, on one core, driven from the other. Run by {@code make bench-signalling}; with
 * {@code --quick} one short round.
 */
public final class SignallingBench {
  private static final Path FOLDER = Path.of("target/bench/signalling").toAbsolutePath();
  private static final Path JAR = Path.of("target/indiretta.jar");
  private static final Path JSON = Path.of("target/bench/signalling.json");
  private static final int PORT = 18_600;

  /** Enough that no connection signals faster than a browser may. */
  private static final int CALLS = 600;

  private static final double GOAL = 0.6;
  private static final double COLD_S = 12;
  private static final double WARM_S = 1.5;
  private static final double MEASURED_S = 5;
  private static final int TRIES = 3;

  private final List<Run> runs = new ArrayList<>();

  private SignallingBench() {}

  /** {@code --quick} for one round. */
  public static void main(String[] arguments) throws Exception {
    int rounds = Arrays.asList(arguments).contains("--quick") ? 1 : 3;
    Files.createDirectories(FOLDER);
    Machine.pin(ProcessHandle.current().pid(), ServerProcess.GENERATOR_CORE);
    SignallingBench bench = new SignallingBench();
    bench.measure(rounds);
    bench.write(rounds == 1);
    System.exit(0);
  }

  private void measure(int rounds) throws Exception {
    MessageLoad.Shape shape = MessageLoad.Shape.closed(1);
    Contestant.Place place = new Contestant.Place(JAR, FOLDER, PORT);
    try (Generator generator = new Generator();
        Contestant relay = relay(generator, place);
        Contestant ours = inDiretta(generator, place)) {
      for (Contestant contestant : List.of(relay, ours)) {
        System.err.println("cold   " + Run.of(generator, contestant, shape, 0, COLD_S));
      }
      for (int round = 1; round <= rounds; round++) {
        for (Contestant contestant : List.of(relay, ours)) {
          runs.add(measured(generator, contestant, shape, round));
        }
      }
    }
  }

  private static Run measured(
      Generator generator, Contestant contestant, MessageLoad.Shape shape, int round)
      throws Exception {
    Run run = null;
    for (int attempt = 1; attempt <= TRIES && (run == null || !run.clean()); attempt++) {
      run = Run.of(generator, contestant, shape, WARM_S, MEASURED_S);
      System.err.printf("round %d %s%n", round, run);
    }
    return run;
  }

  private static Contestant relay(Generator generator, Contestant.Place place) throws Exception {
    ServerProcess server = Contestant.startRelay(place, PORT, "relay", List.of());
    List<Greeting.Guest> guests = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      guests.add(new Greeting.Guest("/relay/" + i + "/a", List.of()));
      guests.add(new Greeting.Guest("/relay/" + i + "/b", List.of()));
    }
    List<WireSocket> sockets = Greeting.connect(generator, PORT, guests);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      // Any ids: the bytes on the wire are to be as many.
      String id = "00000000-0000-7000-8000-%012d".formatted(i);
      pairs.add(
          new Pair(
              sockets.get(2 * i),
              sockets.get(2 * i + 1),
              Wording.signals(id, id, List.of(id, id))));
    }
    return new Contestant(
        Report.RELAY, server, List.of(server.pid()), pairs, Optional.empty(), new LongAdder());
  }

  private static Contestant inDiretta(Generator generator, Contestant.Place place)
      throws Exception {
    Path data = Files.createTempDirectory(FOLDER, "data");
    List<BenchCity.CallKeys> keys = Contestant.prepare(data, city -> city.calls(CALLS));
    ServerProcess server =
        Contestant.startInDiretta(place, PORT + 2, "indiretta", data, Map.of(), List.of());
    String[][] peers = new String[CALLS][2];
    List<Greeting.Guest> guests = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      String[] mine = peers[i];
      guests.addAll(
          keys.get(i).guests(reply -> mine[0] = peer(reply), reply -> mine[1] = peer(reply)));
    }
    List<WireSocket> sockets = Greeting.connect(generator, PORT + 2, guests);
    generator.keepAlive(new Heartbeat(sockets, 20_000));
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      BenchCity.CallKeys key = keys.get(i);
      pairs.add(
          new Pair(
              sockets.get(2 * i),
              sockets.get(2 * i + 1),
              Wording.signals(key.pair().consultation(), key.call(), List.of(peers[i]))));
    }
    return new Contestant(
        Report.OURS, server, List.of(server.pid()), pairs, Optional.empty(), new LongAdder());
  }

  /** The last one in {@code callJoined}: those before it are the members'. */
  private static String peer(String reply) {
    String key = "\"peer\":\"";
    int at = reply.lastIndexOf(key) + key.length();
    return reply.substring(at, reply.indexOf('"', at));
  }

  /** Of the runs that count; processor time counts also where the generator was the limit. */
  private double median(String contestant, ToDoubleFunction<Run> figure) {
    return Report.median(
        runs.stream()
            .filter(run -> run.contestant().equals(contestant))
            .filter(run -> run.counts() || run.verdict().equals("generator-bound"))
            .map(figure::applyAsDouble)
            .toList());
  }

  private void write(boolean quick) throws Exception {
    // Where the generator was the relay's limit its rate is too low: processor time tells more.
    double byCpu = median(Report.RELAY, Run::cpuSeconds) / median(Report.OURS, Run::cpuSeconds);
    double byRate =
        median(Report.OURS, Run::messagesPerSecond) / median(Report.RELAY, Run::messagesPerSecond);
    double ratio = Math.min(byRate, byCpu);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", Instant.now().toString());
    json.put("quick", quick);
    json.put("machine", Machine.of(FOLDER));
    json.put("calls", CALLS);
    json.put("relayPerSecond", median(Report.RELAY, Run::messagesPerSecond));
    json.put("inDirettaPerSecond", median(Report.OURS, Run::messagesPerSecond));
    json.put("ratio", ratio);
    json.put("ratioByProcessorTime", byCpu);
    json.put("goal", GOAL);
    json.put("met", ratio >= GOAL);
    json.put("runs", runs);
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(JSON.toFile(), json);
    System.out.printf(
        "signals of 2 KB: InDiretta %,.0f/s, bare relay %,.0f/s, ratio %.2f, by processor time %.2f (goal %.1f: %s)%nwritten to %s%n",
        median(Report.OURS, Run::messagesPerSecond),
        median(Report.RELAY, Run::messagesPerSecond),
        ratio,
        byCpu,
        GOAL,
        ratio >= GOAL ? "met" : "missed",
        JSON);
  }
}
