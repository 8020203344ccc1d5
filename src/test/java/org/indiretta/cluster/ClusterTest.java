package org.indiretta.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.TestFolders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers, one PostgreSQL, one Redis and the balancer, as they are shipped. */
final class ClusterTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Path folder;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws IOException {
    folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "cluster-");
    cluster = Cluster.prepare(folder, 2);
    cluster.start();
  }

  /** Each begins where people get to every server, whatever the one before it broke. */
  @BeforeEach
  void whole() throws IOException {
    for (ServerProcess server : cluster.servers()) {
      server.awaitReady();
    }
    cluster.balancer().awaitSees(cluster.servers());
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
    TestFolders.remove(folder);
  }

  private static int ready(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/readyz")).timeout(Duration.ofSeconds(10)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void whoComesThroughTheBalancerNoticesNoKilledServer() throws Exception {
    for (ServerProcess server : cluster.servers()) {
      server.kill();

      for (int i = 0; i < 4; i++) {
        assertThat(ready(cluster.url())).isEqualTo(200);
      }
      server.start();
      cluster.balancer().awaitSees(cluster.servers());
    }
  }

  /** SockJS over XHR: the id in the path is the key of what one server holds (no cookie). */
  @Test
  void eachConnectionOfTheFallbackStaysAtOneServer() throws Exception {
    int kept = 0;
    for (int i = 0; kept < 20; i++) {
      long changes = changes();
      List<String> answers = answersOfConnection(i);
      if (stayed(answers)) {
        kept++;
      } else {
        // On a busy machine a server that has just started may miss two checks: it is said then.
        Eventually.holds(() -> changes() > changes);
        cluster.balancer().awaitSees(cluster.servers());
      }
    }
    for (ServerProcess server : cluster.servers()) {
      assertThat(server.metric("indiretta_sockets").orElse(0.0))
          .as("some of them are at " + server.name())
          .isPositive();
    }
  }

  private static boolean stayed(List<String> answers) {
    return answers.get(0).equals("200 o\n")
        && answers.get(1).equals("204 ")
        && answers.get(2).contains("NOT_GREETED");
  }

  private static long changes() {
    try {
      return cluster.balancer().changes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It comes, says something it may not say yet, and asks for the answer. */
  private static List<String> answersOfConnection(int number) throws Exception {
    String path = "/live/%03d/fallback%024d".formatted(number, number);
    return List.of(
        posted(path + "/xhr", ""),
        posted(path + "/xhr_send", "[\"{\\\"type\\\":\\\"ping\\\",\\\"id\\\":\\\"p\\\"}\"]"),
        posted(path + "/xhr", ""));
  }

  private static String posted(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(cluster.url() + path))
            .timeout(Duration.ofSeconds(10))
            .header("Origin", cluster.url())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNotReadyAndThenIsAgain() throws Exception {
    ServerProcess one = cluster.server("one");
    cluster.postgres().freeze();
    try {
      assertThat(one.isReady()).isFalse();
    } finally {
      cluster.postgres().thaw();
    }
    one.awaitReady();

    cluster.postgres().kill();
    assertThat(one.isReady()).isFalse();
    cluster.postgres().start();
    one.awaitReady();
  }
}
