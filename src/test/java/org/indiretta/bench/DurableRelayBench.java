package org.indiretta.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What durable messages cost: InDiretta against a bare relay and against itself with one insert per
 * message, in turns, on one core, driven from the other. Run by {@code make bench}.
 *
 * <p>{@code --quick} takes short runs of fewer rounds while something is being tried; its figures
 * are for nobody. {@code --only messages,memory,start} leaves parts out. {@code --data} is a folder
 * on a real disk (default {@code target/bench}), {@code --port} the first of ten free ports.
 */
public final class DurableRelayBench {
  private static final int PAIRS = 1000;
  private static final int OPEN_PER_SECOND = 500;
  private static final int TRIES = 3;

  /** What can be measured. */
  enum Part {
    MESSAGES,
    MEMORY,
    START,
    /** The bare relay alone: what the generator can drive at most; not in a full run. */
    RELAY
  }

  /** How long and how often. */
  private record Effort(
      int rounds, int pairs, int idle, double coldSeconds, double warmSeconds, double seconds) {
    static final Effort FULL = new Effort(3, PAIRS, 10_000, 20, 1.5, 6);
    static final Effort QUICK = new Effort(1, PAIRS, 2_000, 10, 1, 4);
  }

  private final Contestant.Place place;
  private final Effort effort;
  private final Set<Part> parts;
  private final Report report;

  private DurableRelayBench(Contestant.Place place, Effort effort, Set<Part> parts, Report report) {
    this.place = place;
    this.effort = effort;
    this.parts = parts;
    this.report = report;
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of("target/bench");
    Path jar = Path.of("target/indiretta.jar");
    int port = 18_500;
    Effort effort = Effort.FULL;
    Set<Part> parts = EnumSet.complementOf(EnumSet.of(Part.RELAY));
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> effort = Effort.QUICK;
        case "--data" -> folder = Path.of(arguments[++i]);
        case "--jar" -> jar = Path.of(arguments[++i]);
        case "--port" -> port = Integer.parseInt(arguments[++i]);
        case "--only" -> parts = parts(arguments[++i]);
        default -> {
          System.err.println(
              "usage: DurableRelayBench [--quick] [--only messages,memory,start,relay] [--data FOLDER] [--jar FILE] [--port N]");
          System.exit(2);
        }
      }
    }
    Files.createDirectories(folder);
    Report report = new Report(Machine.of(folder), effort.equals(Effort.QUICK));
    Contestant.Place place = new Contestant.Place(jar, freshFolder(folder), port);
    new DurableRelayBench(place, effort, parts, report).all();
    Path json = Path.of("target/bench/durable-relay.json");
    report.write(json);
    System.out.println(report.table());
    System.out.println("written to " + json);
    System.exit(0);
  }

  private static Set<Part> parts(String list) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String name : list.split(",", -1)) {
      parts.add(Part.valueOf(name.toUpperCase(Locale.ROOT)));
    }
    return parts;
  }

  /** Data of earlier runs would make the indexes larger from run to run. */
  private static Path freshFolder(Path folder) throws IOException {
    Path data = folder.resolve("data").toAbsolutePath();
    if (Files.exists(data)) {
      try (var tree = Files.walk(data)) {
        for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(data);
  }

  private void all() throws Exception {
    if (parts.contains(Part.START)) {
      report.start(StartTime.measure(place, place.firstPort() + 8, effort.rounds()));
    }
    Machine.pin(ProcessHandle.current().pid(), ServerProcess.GENERATOR_CORE);
    if (parts.contains(Part.MEMORY)) {
      report.memory(IdleMemory.measure(place, effort.idle()));
    }
    if (parts.contains(Part.MESSAGES)) {
      messages();
    }
    if (parts.contains(Part.RELAY)) {
      relayAlone();
    }
  }

  private void relayAlone() throws Exception {
    try (Generator generator = new Generator();
        Contestant relay = Contestant.relay(generator, place, place.firstPort(), effort.pairs())) {
      inTurns(generator, List.of(relay));
    }
  }

  private void messages() throws Exception {
    int port = place.firstPort();
    try (Generator generator = new Generator();
        Contestant relay = Contestant.relay(generator, place, port, effort.pairs());
        Contestant ours =
            Contestant.inDiretta(
                generator, place, port + 2, effort.pairs(), Report.OURS, Map.of());
        Contestant single =
            Contestant.inDiretta(
                generator,
                place,
                port + 4,
                effort.pairs(),
                Report.SINGLE,
                Map.of(
                    "INDIRETTA_DATABASE_BATCH_LIMIT", "1", "INDIRETTA_DATABASE_POOL_SIZE", "8"))) {
      inTurns(generator, List.of(relay, ours, single));
    }
  }

  private void inTurns(Generator generator, List<Contestant> contestants) throws IOException {
    for (Contestant contestant : contestants) {
      // The compilers of a cold JVM share the one core with it.
      Run cold =
          Run.of(generator, contestant, MessageLoad.Shape.closed(8), 0, effort.coldSeconds());
      System.err.println("cold   " + cold);
    }
    for (int round = 1; round <= effort.rounds(); round++) {
      for (MessageLoad.Shape shape : shapes()) {
        for (Contestant contestant : contestants) {
          report.run(round, measured(generator, contestant, shape, round));
        }
      }
    }
  }

  private static List<MessageLoad.Shape> shapes() {
    return List.of(
        MessageLoad.Shape.closed(8),
        MessageLoad.Shape.closed(1),
        MessageLoad.Shape.open(OPEN_PER_SECOND));
  }

  /** The first clean run of three; else the best that counts; else the last. */
  private Run measured(
      Generator generator, Contestant contestant, MessageLoad.Shape shape, int round)
      throws IOException {
    List<Run> tries = new ArrayList<>();
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Run run = Run.of(generator, contestant, shape, effort.warmSeconds(), effort.seconds());
      System.err.printf("round %d %s%n", round, run);
      if (run.clean()) {
        return run;
      }
      tries.add(run);
    }
    return tries.stream()
        .filter(Run::counts)
        .min(java.util.Comparator.comparingDouble(Run::others))
        .orElse(tries.getLast());
  }
}
