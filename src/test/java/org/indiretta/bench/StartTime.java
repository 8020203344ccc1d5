package org.indiretta.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.EmbeddedPostgres;

/**
 * The time from {@code java} to {@code /readyz} saying yes, with a database that is already up; on
 * all cores, as a machine starts it.
 *
 * @param emptySeconds with an empty database: the schema is made
 * @param againSeconds with the database of an earlier start
 */
record StartTime(double emptySeconds, double againSeconds) {
  static StartTime measure(Contestant.Place place, int port, int times)
      throws IOException, InterruptedException, SQLException {
    List<Double> empty = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    Path data = Files.createDirectories(place.folder().resolve("external"));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      for (int i = 0; i < Math.max(2, times); i++) {
        DatabaseUrl url = postgres.url().withDatabase("start_" + i);
        make(postgres.url(), url.database());
        double first = once(place, port, url, i + "-empty");
        double second = once(place, port, url, i + "-again");
        System.err.printf("start: %.2f s with an empty database, %.2f s again%n", first, second);
        empty.add(first);
        again.add(second);
      }
    }
    return new StartTime(Results.median(empty), Results.median(again));
  }

  private static void make(DatabaseUrl system, String name) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s"
                    .formatted(system.host(), system.port(), system.database()),
                system.user(),
                system.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
  }

  private static double once(Contestant.Place place, int port, DatabaseUrl url, String name)
      throws IOException, InterruptedException {
    String external =
        "postgresql://%s:%s@%s:%d/%s"
            .formatted(url.user(), url.password(), url.host(), url.port(), url.database());
    Map<String, String> environment =
        Contestant.environment(
            port, place.folder().resolve("unused"), Map.of("INDIRETTA_DATABASE_URL", external));
    try (ServerProcess server =
        ServerProcess.java(
            List.of("-jar", place.jar().toString(), "serve"),
            environment,
            place.folder().resolve("start-" + name + ".log"),
            false)) {
      return server.awaitOk("http://127.0.0.1:%d/readyz".formatted(port));
    }
  }
}
