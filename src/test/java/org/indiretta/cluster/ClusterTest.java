package org.indiretta.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    for (int i = 0; i < 20; i++) {
      String path = "/live/%03d/fallback%024d".formatted(i, i);

      assertThat(posted(path + "/xhr", "")).isEqualTo("o\n");
      assertThat(
              posted(path + "/xhr_send", "[\"{\\\"type\\\":\\\"ping\\\",\\\"id\\\":\\\"p\\\"}\"]"))
          .isEmpty();
      assertThat(posted(path + "/xhr", "")).contains("NOT_GREETED");
    }
    for (ServerProcess server : cluster.servers()) {
      assertThat(server.metric("indiretta_sockets").orElse(0.0))
          .as("some of them are at " + server.name())
          .isPositive();
    }
  }

  private static String posted(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(cluster.url() + path))
            .timeout(Duration.ofSeconds(10))
            .header("Origin", cluster.url())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
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
