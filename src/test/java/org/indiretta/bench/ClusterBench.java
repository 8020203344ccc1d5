package org.indiretta.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.indiretta.cluster.PostgresProcess;
import org.indiretta.cluster.RedisProcess;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.Migrations;

/**
 * What a second server costs: one server against two with a Redis between, in turns and all on one
 * core, where the two people of every pair sit at different servers, so that each message goes
 * through Redis. Then the same two with Redis stopped: what was not heard is found by the sweep.
 */
final class ClusterBench {
  private static final String TWO = "InDiretta on two servers";
  private static final String TWO_ALONE = "InDiretta on two servers, Redis stopped";
  private static final double GOAL = 1.4;

  /** What every server finds by itself when nobody tells it (P5). */
  private static final double STOPPED_GOAL_MS = 5_000;

  /** Longer than the sweep takes to find what the first messages were. */
  private static final double STOPPED_WARM_SECONDS = 6;

  private static final MessageLoad.Shape STOPPED = MessageLoad.Shape.open(500);
  private static final long PING_EVERY_MS = 20_000;
  private static final int PORTS_PER_SERVER = 2;

  private final Options options;
  private final Contestant.Place place;
  private final Map<String, DatabaseUrl> databases = new HashMap<>();
  private final Map<String, Object> more = new LinkedHashMap<>();
  private final List<Report.Goal> goals = new ArrayList<>();
  private final List<Results.InRound> alone = new ArrayList<>();
  private Generator generator;
  private RedisProcess redis;

  private ClusterBench(Options options, Contestant.Place place) {
    this.options = options;
    this.place = place;
  }

  static Report measured(Options options, Contestant.Place place, Machine machine)
      throws Exception {
    Machine.pin(ProcessHandle.current().pid(), ServerProcess.GENERATOR_CORE);
    ClusterBench bench = new ClusterBench(options, place);
    List<MessageLoad.Shape> shapes = options.loads.stream().map(Options.Load::shape).toList();
    Results results =
        Contest.inTurns(
            options,
            List.of(
                generator -> bench.start(generator, Results.OURS, 1),
                generator -> bench.start(generator, TWO, 2)),
            shapes,
            bench::after);
    bench.alone.forEach(at -> results.add(at.round(), at.run()));
    shapes.forEach(shape -> bench.goal(shape.name(), results));
    if (!bench.alone.isEmpty()) {
      bench.aloneGoal(results);
    }
    return new Report(machine, options.quick, results, bench.goals, bench.more);
  }

  private void after(Contestant contestant) throws Exception {
    if (contestant.servers() > 1) {
      withoutRedis(contestant);
    }
    count(contestant);
  }

  /**
   * The same two servers go on: each message now waits for the sweep, and costs what that costs.
   */
  private void withoutRedis(Contestant two) throws IOException, InterruptedException {
    redis.kill();
    two.roots().remove(redis.pid());
    for (int round = 1; round <= options.rounds(); round++) {
      double seconds = options.effort().seconds();
      Contestant without = two.named(TWO_ALONE);
      Run run = Run.of(generator, without, STOPPED, STOPPED_WARM_SECONDS, seconds);
      System.err.printf("round %d %s%n", round, run);
      alone.add(new Results.InRound(round, run));
    }
  }

  private void goal(String shape, Results results) {
    double cpu = results.ratioByCpu(shape, TWO);
    toOne("cpu", shape, results, Run::cpuSeconds);
    toOne("messagesPerSecond", shape, results, Run::messagesPerSecond);
    toOne("p50", shape, results, Run::p50Ms);
    toOne("p99", shape, results, Run::p99Ms);
    goals.addFirst(
        new Report.Goal(
            "processor time per message on two servers with Redis, each pair split, against one server, "
                + shape,
            "≤ " + GOAL,
            "%.2f (p50 %.2f ms : %.2f ms)"
                .formatted(
                    cpu,
                    results.median(TWO, shape, Run::p50Ms),
                    results.median(Results.OURS, shape, Run::p50Ms)),
            cpu <= GOAL));
  }

  private void toOne(String what, String shape, Results results, ToDoubleFunction<Run> figure) {
    more.put(what + "OfTwoServersToOne, " + shape, 1 / results.ratio(shape, TWO, figure));
  }

  private void count(Contestant contestant) throws Exception {
    long stored = BenchCity.messages(databases.get(contestant.name()));
    long acknowledged = contestant.acknowledged().sum();
    goals.add(
        new Report.Goal(
            "stored by " + contestant.name(),
            "all",
            "%,d rows for %,d messages".formatted(stored, acknowledged),
            stored == acknowledged));
  }

  private void aloneGoal(Results results) {
    double p99Ms = results.median(TWO_ALONE, STOPPED.name(), Run::p99Ms);
    double cpu = results.ratioByCpu(STOPPED.name(), TWO_ALONE);
    String against = "";
    if (!Double.isNaN(cpu)) { // one server ran under this load, too
      more.put("cpuOfTwoServersWithoutRedisToOne, " + STOPPED.name(), cpu);
      against = "; processor time against one server %.2f".formatted(cpu);
    }
    goals.add(
        new Report.Goal(
            "from a message to the other side at the other server with Redis stopped, p99",
            "≤ 5000 ms",
            "%.0f ms (p50 %.0f ms%s)"
                .formatted(p99Ms, results.median(TWO_ALONE, STOPPED.name(), Run::p50Ms), against),
            p99Ms <= STOPPED_GOAL_MS));
  }

  /** Servers with their PostgreSQL, and from two on their Redis, all on the servers' core. */
  private Contestant start(Generator from, String name, int count) throws Exception {
    generator = from;
    Path folder =
        Files.createTempDirectory(place.folder(), name.replaceAll("\\W+", "-")).toAbsolutePath();
    Parts parts = new Parts();
    List<Long> roots = new ArrayList<>();
    Cast.Writers cast = new Cast.Writers(options.effort().pairs());
    PostgresProcess postgres = parts.with(postgres(folder.resolve("postgres"), cast));
    roots.add(postgres.postmaster().orElseThrow());
    databases.put(name, postgres.database());
    Map<String, String> settings = new HashMap<>();
    settings.put("INDIRETTA_DATABASE_URL", postgres.url());
    if (count > 1) {
      redis = parts.with(RedisProcess.start(folder.resolve("redis")));
      Machine.pin(redis.pid(), ServerProcess.SERVER_CORE);
      roots.add(redis.pid());
      settings.put("INDIRETTA_REDIS_URL", redis.url());
    }
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int port = place.firstPort() + PORTS_PER_SERVER * (count + i);
      ports.add(port);
      String log = "%s-%d".formatted(folder.getFileName(), i + 1);
      ServerProcess server =
          Contestant.startInDiretta(place, port, log, folder.resolve("data"), settings, List.of());
      roots.add(parts.with(server).pid());
    }
    List<WireSocket> sockets = connect(generator, cast.guests(), ports);
    generator.keepAlive(new Heartbeat(sockets, PING_EVERY_MS));
    return new Contestant(
        name,
        parts,
        roots,
        Pair.all(sockets, cast.wordings()),
        Optional.empty(),
        new LongAdder(),
        count);
  }

  /** With everybody's rows in it. */
  private static PostgresProcess postgres(Path folder, Cast cast) throws Exception {
    PostgresProcess postgres = PostgresProcess.start(folder);
    for (long pid : postgres.pids()) {
      Machine.pin(pid, ServerProcess.SERVER_CORE);
    }
    Migrations.run(postgres.database());
    try (BenchCity city = new BenchCity(postgres.database())) {
      cast.prepare(city);
    }
    return postgres;
  }

  /** The citizens at the first server, the operators at the last. */
  private static List<WireSocket> connect(
      Generator generator, List<Greeting.Guest> guests, List<Integer> ports) throws IOException {
    List<List<Greeting.Guest>> sides = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < guests.size(); i++) {
      sides.get(i % 2).add(guests.get(i));
    }
    List<WireSocket> first = Greeting.connect(generator, ports.getFirst(), sides.getFirst());
    List<WireSocket> second = Greeting.connect(generator, ports.getLast(), sides.getLast());
    List<WireSocket> both = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      both.add(first.get(i));
      both.add(second.get(i));
    }
    return both;
  }

  /** What is to be closed, last first. */
  private static final class Parts implements Closeable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T with(T part) {
      open.push(part);
      return part;
    }

    @Override
    public void close() throws IOException {
      while (!open.isEmpty()) {
        try {
          open.pop().close();
        } catch (IOException e) {
          throw e;
        } catch (Exception e) {
          throw new IOException(e);
        }
      }
    }
  }
}
