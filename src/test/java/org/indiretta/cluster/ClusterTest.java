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
