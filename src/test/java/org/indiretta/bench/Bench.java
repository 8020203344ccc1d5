package org.indiretta.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import picocli.CommandLine;

/** What InDiretta costs, part by part; run by {@code make bench}. See {@link Options}. */
public final class Bench {
  private Bench() {}

  /**
   * Runs the parts that are asked for, and writes a JSON for durable messages, for signals and for
   * what is open.
   */
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
    Files.createDirectories(options.folder);
    Path data = options.folder.resolve("data").toAbsolutePath();
    // Data of earlier runs would make the indexes larger from run to run.
    remove(data);
    Contestant.Place place =
        new Contestant.Place(options.jar, Files.createDirectories(data), options.port);
    Machine machine = Machine.of(data);
    if (options.has(Set.of(Options.Part.start, Options.Part.memory, Options.Part.messages))) {
      DurableRelayBench.measured(options, place, machine)
          .publish(Path.of("target/bench/durable-relay.json"));
    }
    if (options.has(Set.of(Options.Part.signals, Options.Part.typing))) {
      SignallingBench.measured(options, place, machine)
          .publish(Path.of("target/bench/signalling.json"));
    }
    if (options.has(Set.of(Options.Part.availability))) {
      AvailabilityBench.measured(options, place, machine)
          .publish(Path.of("target/bench/availability.json"));
    }
    if (options.has(Set.of(Options.Part.routing))) {
      RoutingBench.measured(options, place, machine).publish(Path.of("target/bench/routing.json"));
    }
    if (options.has(Set.of(Options.Part.cluster))) {
      ClusterBench.measured(options, place, machine).publish(Path.of("target/bench/cluster.json"));
    }
    remove(data);
    System.exit(0);
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var tree = Files.walk(folder)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
