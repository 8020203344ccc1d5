package org.indiretta.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * What durable messages cost: InDiretta against a bare relay and against itself with one insert per
 * message, in turns, on one core, driven from the other. Run by {@code make bench}.
 */
public final class DurableRelayBench {
  private final Options options;
  private final Options.Effort effort;
  private final Contestant.Place place;
  private final Report report;

  private DurableRelayBench(Options options) throws IOException {
    this.options = options;
    this.effort = options.effort();
    Files.createDirectories(options.folder);
    report = new Report(Machine.of(options.folder), options.quick);
    place = new Contestant.Place(options.jar, freshFolder(options.folder), options.port);
  }

  /** See {@link Options}. */
  public static void main(String[] arguments) throws Exception {
    Options options = new Options();
    CommandLine line = new CommandLine(options);
    try {
      if (line.parseArgs(arguments).isUsageHelpRequested()) {
        line.usage(System.out);
        return;
      }
    } catch (CommandLine.ParameterException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    DurableRelayBench bench = new DurableRelayBench(options);
    bench.all();
    Path json = Path.of("target/bench/durable-relay.json");
    bench.report.write(json);
    System.out.println(bench.report.table());
    System.out.println("written to " + json);
    System.exit(0);
  }

  /** Data of earlier runs would make the indexes larger from run to run. */
  private static Path freshFolder(Path folder) throws IOException {
    Path data = folder.resolve("data").toAbsolutePath();
    if (Files.exists(data)) {
      try (var tree = Files.walk(data)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(data);
  }

  private void all() throws Exception {
    if (options.parts.contains(Options.Part.start)) {
      report.start(StartTime.measure(place, place.firstPort() + 8, effort.rounds()));
    }
    Machine.pin(ProcessHandle.current().pid(), ServerProcess.GENERATOR_CORE);
    if (options.parts.contains(Options.Part.memory)) {
      report.memory(IdleMemory.measure(place, effort.idle()));
    }
    if (options.parts.contains(Options.Part.messages)) {
      messages();
    }
  }

  private void messages() throws Exception {
    List<Contestant> contestants = new ArrayList<>();
    try (Generator generator = new Generator()) {
      for (Options.Server server : options.servers) {
        contestants.add(start(generator, server));
      }
      for (Contestant contestant : contestants) {
        // The compilers of a cold JVM share the one core with it; window 8 would be a flood to it.
        MessageLoad.Shape shape = MessageLoad.Shape.closed(1);
        Run cold = Run.of(generator, contestant, shape, 0, effort.coldSeconds());
        System.err.println("cold   " + cold);
      }
      int rounds = options.rounds > 0 ? options.rounds : effort.rounds();
      for (int round = 1; round <= rounds; round++) {
        for (Options.Load load : options.loads) {
          for (Contestant contestant : contestants) {
            report.run(round, measured(generator, contestant, load.shape(), round));
          }
        }
      }
      for (Contestant contestant : contestants) {
        if (contestant.data().isPresent()) {
          report.stored(contestant.name(), contestant.acknowledged().sum(), contestant.stored());
        }
      }
    } finally {
      for (Contestant contestant : contestants) {
        contestant.close();
      }
    }
  }

  private Contestant start(Generator generator, Options.Server server) throws Exception {
    int port = place.firstPort() + server.portOffset;
    return switch (server) {
      case relay -> Contestant.relay(generator, place, port, effort.pairs());
      case ours ->
          Contestant.inDiretta(generator, place, port, effort.pairs(), Report.OURS, Map.of());
      case other -> {
        Contestant.Place otherPlace =
            new Contestant.Place(options.otherJar, place.folder(), place.firstPort());
        yield Contestant.inDiretta(
            generator, otherPlace, port, effort.pairs(), Report.OTHER, options.otherSettings);
      }
      case single ->
          Contestant.inDiretta(
              generator,
              place,
              port,
              effort.pairs(),
              Report.SINGLE,
              Map.of("INDIRETTA_DATABASE_BATCH_LIMIT", "1", "INDIRETTA_DATABASE_POOL_SIZE", "8"));
    };
  }

  /** The first clean run of three; else the quietest that counts; else the last. */
  private Run measured(
      Generator generator, Contestant contestant, MessageLoad.Shape shape, int round)
      throws IOException {
    List<Run> tries = new ArrayList<>();
    int most = options.tries > 0 ? options.tries : effort.tries();
    for (int attempt = 1; attempt <= most; attempt++) {
      Run run = Run.of(generator, contestant, shape, effort.warmSeconds(), effort.seconds());
      System.err.printf("round %d %s%n", round, run);
      if (run.clean()) {
        return run;
      }
      tries.add(run);
    }
    return tries.stream()
        .filter(Run::counts)
        .min(Comparator.comparingDouble(Run::others))
        .orElse(tries.getLast());
  }
}
