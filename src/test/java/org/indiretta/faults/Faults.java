package org.indiretta.faults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.indiretta.sql.TestFolders;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * {@code make faults}: breaks everything that can break, one family after the other, and says what
 * held. {@code --help} lists the options; exit code 1 when something did not hold.
 */
@CommandLine.Command(
    name = "Faults",
    mixinStandardHelpOptions = true,
    description = "Breaks parts of a running city under load and compares what people were told.")
public final class Faults implements Callable<Integer> {
  private static final int CLOSED_WITHIN_S = 60;

  /** Everything there is, in the order it is run. Each room adds its own. */
  private static final List<Family> FAMILIES =
      List.of(
          // First, for it builds a server: others go on beside it.
          new OldAndNew(),
          new KillNode(),
          new KillAll(),
          new KillQueue(),
          new EmbeddedKill(),
          new BackupUnderLoad(),
          new InterruptedMigration(),
          new RollingRestart(),
          new ReconnectStorm(),
          new RedisAway(RedisAway.How.KILLED),
          new RedisAway(RedisAway.How.FROZEN),
          new RedisTroubled(),
          new CommitWithoutAck(),
          new AckWithoutDelivery(),
          new PostgresKill(),
          new PostgresStopped(),
          new PostgresFull(),
          new RowLocked(),
          new CutDatabase(),
          new CutOff(),
          new CutRedis(),
          new SlowNetwork(),
          new HalfOpen(),
          new RepeatedLines(),
          new SlowReaders(),
          new HalfRequests(),
          new Descriptors(),
          new DiskFull(),
          new LogFull(),
          new WrongClock(),
          new PeersAway(),
          new NothingLeft(),
          new WokenNode(),
          new SleptTab());

  @CommandLine.Option(
      names = "--only",
      split = ",",
      description = "families to run, with commas between; all when absent")
  private List<String> only = List.of();

  @CommandLine.Option(names = "--seed", description = "decides the moments; 1 when absent")
  private long seed = 1;

  @CommandLine.Option(names = "--brief", description = "the fewest rounds that still show it")
  private boolean brief;

  @CommandLine.Option(
      names = "--beside",
      description = "so many families at a time, with --brief; 1 when absent")
  private int beside = 1;

  @CommandLine.Option(names = "--list", description = "names the families and ends")
  private boolean list;

  @CommandLine.Option(
      names = "--folder",
      description = "where data, logs and journals are; kept when something does not hold")
  private Path folder = Path.of("target", "faults");

  /** Runs what the command line asks for. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Faults()).execute(arguments));
  }

  static Family family(String name) {
    return FAMILIES.stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandLine.ParameterException(
                    new CommandLine(new Faults()), "no family " + name));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    // What Vert.x says of links that break is what is wanted here.
    ((Logger) LoggerFactory.getLogger("io.vertx")).setLevel(Level.OFF);
    if (list) {
      FAMILIES.forEach(family -> System.out.printf("%-20s %s%n", family.name(), family.fault()));
      return 0;
    }
    if (beside < 1 || (beside > 1 && !brief)) {
      System.err.println(
          "--beside takes 1 or more, and more than 1 only with --brief: what is compared with"
              + " control rounds needs the machine for itself.");
      return 2;
    }
    List<Family> wanted = only.isEmpty() ? FAMILIES : only.stream().map(Faults::family).toList();
    return allHold(wanted, new Report(folder.resolve("report.json"))) ? 0 : 1;
  }

  private boolean allHold(List<Family> wanted, Report report)
      throws InterruptedException, ExecutionException {
    boolean allHold = true;
    try (ExecutorService lanes = Executors.newFixedThreadPool(beside)) {
      List<Future<Report.Row>> rows = new ArrayList<>();
      for (Family family : wanted) {
        rows.add(lanes.submit(() -> told(family, report)));
      }
      for (Future<Report.Row> row : rows) {
        allHold &= row.get().violations().isEmpty();
      }
    }
    return allHold;
  }

  private Report.Row told(Family family, Report report) throws IOException, TimeoutException {
    System.out.printf("%s: %s%n", family.name(), family.fault());
    Report.Row row = run(family, seed, brief, folder);
    report.add(row);
    System.out.println(Report.line(row));
    return row;
  }

  /** With others beside it on a slow machine a short run may take longer than a whole one alone. */
  private static int limitS(boolean brief) {
    return brief ? 2 * Family.LIMIT_S : Family.LIMIT_S;
  }

  /** Runs one family in a folder of its own below this one, which is removed when all held. */
  static Report.Row run(Family family, long seed, boolean brief, Path below)
      throws IOException, TimeoutException {
    Path folder = below.resolve(family.name() + "-" + seed).toAbsolutePath();
    TestFolders.remove(folder);
    Files.createDirectories(folder);
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    Scene scene = new Scene(vertx, seed, brief, folder);
    long began = System.nanoTime();
    Thread runner = Thread.currentThread();
    try (ScheduledExecutorService watch = Executors.newScheduledThreadPool(1)) {
      ScheduledFuture<?> tooLong =
          watch.schedule(runner::interrupt, limitS(brief), TimeUnit.SECONDS);
      try {
        family.run(scene);
      } catch (Exception | AssertionError e) {
        scene.violated("it ended early: " + e);
        e.printStackTrace();
      }
      boolean _ = tooLong.cancel(true);
      boolean _ = Thread.interrupted();
      scene.close();
    }
    var _ = vertx.close().await(CLOSED_WITHIN_S, TimeUnit.SECONDS);
    if (scene.violations().isEmpty()) {
      TestFolders.remove(folder);
    }
    return Report.row(family, scene, (System.nanoTime() - began) / 1e9);
  }
}
