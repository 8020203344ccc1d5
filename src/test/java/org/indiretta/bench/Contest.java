package org.indiretta.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Servers under the same loads in turns, round after round, so that what slows the machine slows
 * all of them.
 *
 * @param pairs how many at each server
 * @param cast the people at an InDiretta
 * @param relayed what a pair at the bare relay says: as many bytes, with any id
 */
record Contest(
    Options options,
    Contestant.Place place,
    int pairs,
    Supplier<Cast> cast,
    Function<String, Wording> relayed) {
  private static final double WARM_SECONDS = 5;

  /** The share of the server's time from which on the compilers count as done. */
  private static final double SETTLED = 0.03;

  /** What is done with each server when its rounds are over. */
  interface After {
    void with(Contestant contestant) throws Exception;
  }

  /** Brings one of them up. */
  interface Start {
    Contestant with(Generator generator) throws Exception;
  }

  Results run(List<Options.Server> servers, List<MessageLoad.Shape> shapes, After after)
      throws Exception {
    List<Start> starts = new ArrayList<>();
    for (Options.Server server : servers) {
      starts.add(generator -> start(generator, server));
    }
    return inTurns(options, starts, shapes, after);
  }

  static Results inTurns(
      Options options, List<Start> starts, List<MessageLoad.Shape> shapes, After after)
      throws Exception {
    Results results = new Results();
    List<Contestant> contestants = new ArrayList<>();
    try (Generator generator = new Generator()) {
      for (Start start : starts) {
        contestants.add(start.with(generator));
      }
      for (Contestant contestant : contestants) {
        warm(options, generator, contestant, shapes);
      }
      for (int round = 1; round <= options.rounds(); round++) {
        for (MessageLoad.Shape shape : shapes) {
          for (Contestant contestant : contestants) {
            results.add(round, measured(options, generator, contestant, shape, round));
          }
        }
      }
      for (Contestant contestant : contestants) {
        after.with(contestant);
      }
    } finally {
      for (Contestant contestant : contestants) {
        contestant.close();
      }
    }
    return results;
  }

  /**
   * First a cold run of a given time, for window 8 would be a flood to a JVM whose compilers share
   * the one core with it; then each load until the compilers have next to nothing left to do.
   */
  private static void warm(
      Options options, Generator generator, Contestant contestant, List<MessageLoad.Shape> shapes)
      throws IOException {
    MessageLoad.Shape first = MessageLoad.Shape.closed(1);
    double seconds = options.effort().coldSeconds() * contestant.servers();
    System.err.println("cold   " + Run.of(generator, contestant, first, 0, seconds));
    for (MessageLoad.Shape shape : shapes) {
      // What runs at 500 a second is compiled by then.
      if (!shape.isOpen()) {
        settle(options, generator, contestant, shape);
      }
    }
  }

  private static void settle(
      Options options, Generator generator, Contestant contestant, MessageLoad.Shape shape)
      throws IOException {
    double compiling = 1;
    for (int i = 0; i < options.effort().warmRuns() && compiling > SETTLED; i++) {
      double compilers = ProcFigures.compilerSeconds(contestant.roots());
      double server = ProcFigures.moment(contestant.roots()).server();
      Run run = Run.of(generator, contestant, shape, 0, WARM_SECONDS);
      compiling =
          (ProcFigures.compilerSeconds(contestant.roots()) - compilers)
              / (ProcFigures.moment(contestant.roots()).server() - server);
      System.err.printf("warm   %s  compilers %.0f %%%n", run, 100 * compiling);
    }
  }

  private Contestant start(Generator generator, Options.Server server) throws Exception {
    int port = place.firstPort() + server.portOffset;
    return switch (server) {
      case relay -> Contestant.relay(generator, place, port, pairs, relayed);
      case ours -> inDiretta(generator, place, port, Results.OURS, Map.of());
      case single ->
          inDiretta(
              generator,
              place,
              port,
              Results.SINGLE,
              Map.of("INDIRETTA_DATABASE_BATCH_LIMIT", "1", "INDIRETTA_DATABASE_POOL_SIZE", "8"));
      case other -> {
        Contestant.Place there =
            new Contestant.Place(options.otherJar, place.folder(), place.firstPort());
        yield inDiretta(generator, there, port, Results.OTHER, options.otherSettings);
      }
    };
  }

  private Contestant inDiretta(
      Generator generator, Contestant.Place where, int port, String name, Map<String, String> more)
      throws Exception {
    return Contestant.inDiretta(generator, where, port, name, more, cast.get());
  }

  /** The first clean run of some; else the quietest that counts; else the last. */
  static Run measured(
      Options options,
      Generator generator,
      Contestant contestant,
      MessageLoad.Shape shape,
      int round)
      throws IOException {
    Options.Effort effort = options.effort();
    List<Run> tries = new ArrayList<>();
    for (int attempt = 1; attempt <= options.tries(); attempt++) {
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
