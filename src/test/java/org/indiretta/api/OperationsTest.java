package org.indiretta.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever an operation ends with, it is answered and gives its place back. */
final class OperationsTest {
  /** No exception: what a missing class or a broken invariant throws. */
  private static final class Fault extends Error {
    static final String TEXT = "only for the log";
    private static final long serialVersionUID = 1L;

    Fault() {
      super(TEXT, null, false, false);
    }
  }

  /** Each fault is logged; here they are hundreds. */
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(Problems.class);

  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    LOG.setLevel(Level.OFF);
    vertx = Vertx.vertx();
    Contract contract = await(Contract.load(vertx));
    RouterBuilder builder =
        RouterBuilder.create(vertx, contract.validating(), RequestExtractor.withBodyHandler());
    Operations operations =
        new Operations(
            builder, new ClientAddress(List.of()), new Problems(new SimpleMeterRegistry()));
    operations.on(
        "readMe",
        call -> {
          throw new Fault();
        });
    Router router = Router.router(vertx);
    Route _ = router.route(Contract.BASE + "/*").subRouter(builder.createRouter());
    server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  @AfterEach
  void close() throws Exception {
    LOG.setLevel(null);
    await(vertx.close());
  }

  @Test
  void p8_anErrorIsAnsweredAndTakesNoPlaceForEver() throws Exception {
    URI me = URI.create("http://127.0.0.1:" + server.actualPort() + Contract.BASE + "/me");
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i <= Operations.MOST_AT_ONCE; i++) {
        HttpResponse<String> answer =
            client.send(HttpRequest.newBuilder(me).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("request %d", i).isEqualTo(500);
        assertThat(answer.body()).contains("INTERNAL").doesNotContain(Fault.TEXT);
      }
    }
  }
}
