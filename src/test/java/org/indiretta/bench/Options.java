package org.indiretta.bench;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** What is said on the command line; {@code --help} lists it. */
@CommandLine.Command(
    name = "Bench",
    mixinStandardHelpOptions = true,
    description =
        "What messages and signals cost: InDiretta against a bare relay and against itself.")
final class Options {
  /** What can be measured. */
  enum Part {
    start,
    memory,
    messages,
    signals,
    typing,
    availability,
    routing,
    cluster
  }

  /** Who takes part. */
  enum Server {
    relay(0),
    ours(2),
    single(4),
    /** Another build, to see what a change does while both meet the same noise. */
    other(6);

    /** InDiretta takes two ports, one for people and one for the management. */
    final int portOffset;

    Server(int portOffset) {
      this.portOffset = portOffset;
    }
  }

  /** How messages are sent. */
  enum Load {
    w8,
    w1,
    open;

    MessageLoad.Shape shape() {
      return switch (this) {
        case w8 -> MessageLoad.Shape.closed(8);
        case w1 -> MessageLoad.Shape.closed(1);
        case open -> MessageLoad.Shape.open(500);
      };
    }
  }

  /**
   * How long and how often.
   *
   * @param warmRuns the most runs after the cold one while compilers are still at work
   */
  record Effort(
      int rounds,
      int tries,
      int pairs,
      int idle,
      double coldSeconds,
      int warmRuns,
      double warmSeconds,
      double seconds) {
    private static final Effort FULL = new Effort(3, 2, 1000, 10_000, 25, 12, 1.5, 5);
    private static final Effort QUICK = new Effort(1, 1, 1000, 10_000, 12, 6, 1, 4);
  }

  @CommandLine.Option(
      names = "--quick",
      description = "short runs of one round, while something is tried; figures for nobody")
  boolean quick;

  @CommandLine.Option(names = "--only", split = ",", description = "${COMPLETION-CANDIDATES}")
  Set<Part> parts = EnumSet.allOf(Part.class);

  @CommandLine.Option(names = "--servers", split = ",", description = "${COMPLETION-CANDIDATES}")
  Set<Server> servers = EnumSet.complementOf(EnumSet.of(Server.other));

  @CommandLine.Option(names = "--loads", split = ",", description = "${COMPLETION-CANDIDATES}")
  List<Load> loads = List.of(Load.values());

  @CommandLine.Option(names = "--data", description = "a folder on a real disk; ${DEFAULT-VALUE}")
  Path folder = Path.of("target/bench");

  @CommandLine.Option(names = "--jar", description = "the server; ${DEFAULT-VALUE}")
  Path jar = Path.of("target/indiretta.jar");

  @CommandLine.Option(names = "--other", description = "another build, for --servers ours,other")
  Path otherJar = Path.of("target/indiretta.jar");

  @CommandLine.Option(names = "--other-with", description = "its settings, INDIRETTA_…=VALUE")
  Map<String, String> otherSettings = Map.of();

  @CommandLine.Option(names = "--rounds", description = "how many; 0: as it takes")
  private int rounds;

  @CommandLine.Option(names = "--tries", description = "of a noisy run; 0: as it takes")
  private int tries;

  @CommandLine.Option(names = "--port", description = "first of ten free ones; ${DEFAULT-VALUE}")
  int port = 18_500;

  Effort effort() {
    return quick ? Effort.QUICK : Effort.FULL;
  }

  int rounds() {
    return rounds > 0 ? rounds : effort().rounds();
  }

  int tries() {
    return tries > 0 ? tries : effort().tries();
  }

  /** Whether one of these is asked for. */
  boolean has(Set<Part> some) {
    return some.stream().anyMatch(parts::contains);
  }
}
