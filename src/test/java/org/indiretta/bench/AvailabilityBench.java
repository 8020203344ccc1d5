package org.indiretta.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many pages of a portal one core can tell what is open: the demo city's 16 topics in three
 * modes, server and PostgreSQL on one core, asked from the other over connections that are kept
 * alive, one request at a time on each.
 */
final class AvailabilityBench {
  private static final double GOAL = 20_000;
  private static final int CONNECTIONS = 64;
  private static final String PATH = "/api/v1/availability?site=ch";
  private static final String BROWSER =
      "Accept: */*\r\nOrigin: https://www.rivalago.example\r\nUser-Agent: Mozilla/5.0\r\n";

  private AvailabilityBench() {}

  /** Whole answers per second, the middle of the rounds. */
  private record Figure(String what, double perSecond, int bodyBytes, List<Double> rounds) {}

  static Report measured(Options options, Contestant.Place place, Machine machine)
      throws IOException, InterruptedException {
    Machine.pin(ProcessHandle.current().pid(), ServerProcess.GENERATOR_CORE);
    int port = place.firstPort();
    Path data = Files.createTempDirectory(place.folder(), "availability");
    Map<String, Object> more = new LinkedHashMap<>();
    List<Figure> figures = new ArrayList<>();
    try (ServerProcess _ = start(place, port, data)) {
      String etag = etag(port);
      String known = "If-None-Match: " + etag + "\r\n";
      String gzip = "Accept-Encoding: gzip, deflate, br\r\n";
      figures.add(figure(options, port, "200, gzip", gzip, 200));
      figures.add(figure(options, port, "200, as it is", "", 200));
      figures.add(figure(options, port, "304", gzip + known, 304));
    }
    more.put("connections", CONNECTIONS);
    more.put("answersPerSecond", figures);
    double slowest = Math.min(figures.get(0).perSecond(), figures.get(1).perSecond());
    Report.Goal goal =
        new Report.Goal(
            "what is open, 200 with the whole body, per second and core",
            "≥ %,.0f".formatted(GOAL),
            "%,.0f gzipped (%d bytes), %,.0f as it is (%d bytes); 304: %,.0f"
                .formatted(
                    figures.get(0).perSecond(),
                    figures.get(0).bodyBytes(),
                    figures.get(1).perSecond(),
                    figures.get(1).bodyBytes(),
                    figures.get(2).perSecond()),
            slowest >= GOAL);
    return new Report(machine, options.quick, new Results(), List.of(goal), more);
  }

  private static ServerProcess start(Contestant.Place place, int port, Path data)
      throws IOException, InterruptedException {
    ServerProcess server =
        ServerProcess.java(
            List.of("-jar", place.jar().toString(), "serve", "--demo"),
            Contestant.environment(port, data, Map.of()),
            place.folder().resolve("availability.log"),
            true);
    double seconds = server.awaitOk("http://127.0.0.1:%d/readyz".formatted(port));
    System.err.printf("availability is ready after %.1f s%n", seconds);
    return server;
  }

  private static String etag(int port) throws IOException {
    var connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + PATH).toURL().openConnection();
    int status = connection.getResponseCode();
    if (status != 200) {
      throw new IOException("availability answered " + status);
    }
    return connection.getHeaderField("ETag");
  }

  private static Figure figure(Options options, int port, String what, String headers, int status)
      throws IOException {
    List<Double> rounds = new ArrayList<>();
    try (AvailabilityLoad load =
        new AvailabilityLoad(port, CONNECTIONS, PATH, BROWSER + headers, status)) {
      double _ = load.run(options.effort().warmSeconds() * 4);
      for (int round = 0; round < options.rounds(); round++) {
        rounds.add(load.run(options.effort().seconds()));
      }
      System.err.printf("availability, %s: %,.0f/s%n", what, Results.median(rounds));
      return new Figure(what, Results.median(rounds), load.bodyBytes(), rounds);
    }
  }
}
