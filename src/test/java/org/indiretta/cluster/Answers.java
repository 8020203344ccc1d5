package org.indiretta.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a server answers over HTTP to who looks after it. */
final class Answers {
  private static final int ANSWER_MS = 5_000;

  /** For a figure: nobody judges how soon it is told. */
  private static final int FIGURE_MS = 30_000;

  private Answers() {}

  /** Whether it says 200 there within 5 s; whoever is not there, or says nothing, does not. */
  static boolean isOk(String address) throws IOException {
    try {
      HttpURLConnection asked = ask(address, ANSWER_MS);
      boolean ok = asked.getResponseCode() == HttpURLConnection.HTTP_OK;
      asked.disconnect();
      return ok;
    } catch (SocketTimeoutException | ConnectException no) {
      return false;
    }
  }

  /**
   * The sum of the series of a metric that have this label, as Prometheus reads them; empty when
   * there is none.
   */
  static Optional<Double> metric(String address, String metric, String label) throws IOException {
    HttpURLConnection asked = ask(address, FIGURE_MS);
    if (asked.getResponseCode() != HttpURLConnection.HTTP_OK) {
      asked.disconnect();
      return Optional.empty();
    }
    try (var body = asked.getInputStream()) {
      List<Double> values =
          new String(body.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
              .filter(line -> line.contains(label))
              .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
              .toList();
      return values.stream().reduce(Double::sum);
    }
  }

  private static HttpURLConnection ask(String address, int patienceMs) throws IOException {
    var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
    connection.setConnectTimeout(patienceMs);
    connection.setReadTimeout(patienceMs);
    return connection;
  }
}
