package org.indiretta.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.indiretta.sql.TestFolders;

/**
 * The demo city on two servers, for trying and for the browser tests: {@code make cluster}. It
 * prints the addresses, and takes lines on its standard input: {@code kill one}, {@code start one},
 * {@code freeze redis}, {@code thaw redis} and so on. Ctrl-C takes all of it down.
 */
public final class ClusterCity {
  private static final int SERVERS = 2;

  private static final String HELP =
      """
      Lines you can type, with one, two, redis or postgres:
        kill one       as a power cut does (kill -9)
        stop one       as a new version does (SIGTERM: it drains); servers only
        start one      again, on the same port
        freeze one     it does nothing more and its connections stay open (SIGSTOP)
        thaw one       goes on
        quit           takes all of it down, like Ctrl-C
      """;

  private final Path folder;
  private final Cluster cluster;

  private ClusterCity(Path folder) throws IOException {
    this.folder = folder;
    this.cluster = Cluster.prepare(folder, SERVERS);
  }

  /**
   * Runs until it is told to end.
   *
   * @param arguments {@code --environment FILE}: where lines {@code NAME=value} are written once
   *     all is ready; nothing else
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 0 && (arguments.length != 2 || !arguments[0].equals("--environment"))) {
      System.err.println("usage: ClusterCity [--environment FILE]");
      System.exit(2);
    }
    Path parent = Files.createDirectories(Path.of("target", "cluster"));
    Path folder = Files.createTempDirectory(parent, "city-").toAbsolutePath();
    ClusterCity city = new ClusterCity(folder);
    Leftovers.atExit(city::end);
    city.start();
    if (arguments.length == 2) {
      city.write(Path.of(arguments[1]));
    }
    System.out.println(city.greeting());
    city.listen();
    System.exit(0);
  }

  private void start() throws IOException {
    String portal = System.getenv().getOrDefault("DEMO_PORTAL_URL", "");
    String origins =
        cluster.servers().stream().map(ServerProcess::url).collect(Collectors.joining(","));
    for (ServerProcess server : cluster.servers()) {
      server
          // What is shipped, with the web client inside.
          .classPath(Path.of("target/indiretta.jar").toAbsolutePath().toString())
          .arguments("--demo")
          .with("INDIRETTA_ALLOWED_ORIGINS", portal.isEmpty() ? origins : origins + "," + portal)
          .with("INDIRETTA_OUTBOUND_ALLOW", "127.0.0.1")
          // People, not load.
          .without("INDIRETTA_MESSAGES_BURST")
          .without("INDIRETTA_MESSAGES_PER_SECOND");
    }
    cluster.start();
  }

  private void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("DEMO_CITY_URL=" + cluster.url());
    lines.add("DEMO_CITY_DATA=" + folder);
    for (ServerProcess server : cluster.servers()) {
      lines.add(
          "CLUSTER_METRICS_%s=http://127.0.0.1:%d/metrics"
              .formatted(
                  server.name().toUpperCase(java.util.Locale.ROOT), server.managementPort()));
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.write(unfinished, lines);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private String greeting() throws IOException {
    StringBuilder text = new StringBuilder();
    String log = Files.readString(cluster.server("one").log());
    // What a single server says of the demo holds here too: its address is the balancer's.
    log.lines()
        .dropWhile(line -> !line.startsWith("Citizens of the demo city"))
        .takeWhile(line -> !line.isBlank())
        .forEach(line -> text.append(line).append('\n'));
    text.append('\n');
    for (ServerProcess server : cluster.servers()) {
      text.append(
          "Server %-4s  process %-7d %s  metrics http://127.0.0.1:%d/metrics%n"
              .formatted(server.name(), server.pid(), server.url(), server.managementPort()));
    }
    text.append("PostgreSQL   %s%n".formatted(cluster.postgres().database()));
    text.append("Redis        127.0.0.1:%d%n".formatted(cluster.redis().port()));
    text.append("Logs         %s%n%n".formatted(folder));
    text.append(HELP).append('\n');
    text.append("The city is ready behind the balancer: ").append(cluster.url());
    return text.toString();
  }

  /** Until {@code quit}; whoever closes the standard input ends it by a signal. */
  private void listen() throws IOException, InterruptedException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String said = line.strip();
      if (said.equals("quit")) {
        return;
      }
      if (!said.isEmpty()) {
        System.out.println(answer(said));
      }
    }
    new CountDownLatch(1).await();
  }

  private String answer(String line) {
    String[] words = line.split("\\s+", -1);
    try {
      boolean done = words.length == 2 && obey(words[0], words[1]);
      return done ? "done: " + line : "What is '%s'?%n%s".formatted(line, HELP);
    } catch (IOException | RuntimeException e) {
      return "failed: " + line + ": " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private boolean obey(String what, String whom) throws IOException, InterruptedException {
    return switch (whom) {
      case "redis" -> redis(what);
      case "postgres" -> postgres(what);
      default -> {
        for (ServerProcess server : cluster.servers()) {
          if (server.name().equals(whom)) {
            yield server(what, server);
          }
        }
        yield false;
      }
    };
  }

  private boolean server(String what, ServerProcess server) throws IOException {
    switch (what) {
      case "kill" -> server.kill();
      case "stop" -> server.stop();
      case "start" -> {
        server.start();
        cluster.balancer().awaitSees(List.of(server));
      }
      case "freeze" -> server.freeze();
      case "thaw" -> server.thaw();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean redis(String what) throws IOException, InterruptedException {
    switch (what) {
      case "kill" -> cluster.redis().kill();
      case "start" -> cluster.redis().restart();
      case "freeze" -> cluster.redis().freeze();
      case "thaw" -> cluster.redis().thaw();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean postgres(String what) throws IOException {
    switch (what) {
      case "kill" -> cluster.postgres().kill();
      case "start" -> cluster.postgres().start();
      case "freeze" -> cluster.postgres().freeze();
      case "thaw" -> cluster.postgres().thaw();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void end() {
    try {
      cluster.close();
      TestFolders.remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
