package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.indiretta.bus.LocalBus;
import org.indiretta.bus.News;
import org.indiretta.sql.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server asks of the public address while PostgreSQL does not answer it. */
final class OtherServersTest {
  /** So long an answer that comes may take: the first one of a JVM is slow. */
  private static final int ANSWERED_MS = 20_000;

  private static final Future<Void> AWAY = Future.failedFuture("the database is away");

  private final Vertx vertx = Vertx.vertx();
  private final LocalBus bus = new LocalBus(vertx);
  private final List<News> heard = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Consumer<HttpServerRequest> answers = request -> {};
  private HttpServer balancer;

  @BeforeEach
  void aBalancer() throws Exception {
    var _ = bus.subscribe(heard::add);
    balancer =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      asked.add(request.method() + " " + request.uri());
                      answers.accept(request);
                    })
                .listen(0, "127.0.0.1"));
  }

  @AfterEach
  void end() throws Exception {
    await(vertx.close());
  }

  private void look(Future<Void> database) throws Exception {
    look(() -> database);
  }

  private void look(Supplier<Future<Void>> database) throws Exception {
    look(database, ANSWERED_MS);
  }

  private void look(Supplier<Future<Void>> database, int answerMs) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + balancer.actualPort());
    await(new OtherServers(vertx, address, database, bus, answerMs).look());
    // What was published before is heard before this.
    bus.publishHere(new News.DirectoryStale());
    Eventually.holds(() -> heard.contains(new News.DirectoryStale()));
  }

  /** As another server does. */
  private void ready() {
    answering(200, "ok\n");
  }

  private void answering(int status, String body) {
    answers =
        request -> {
          var _ = request.response().setStatusCode(status).end(body);
        };
  }

  @Test
  void whilePostgresqlAnswersNobodyIsAsked() throws Exception {
    ready();

    look(Future.succeededFuture());

    assertThat(asked).isEmpty();
    assertThat(heard).containsExactly(new News.DirectoryStale());
  }

  @Test
  void anotherOneThatIsReadyIsSaidToTheConnectionsHere() throws Exception {
    ready();

    look(AWAY);

    assertThat(asked).containsExactly("GET /readyz");
    assertThat(heard).containsExactly(new News.DatabaseAnswers(), new News.DirectoryStale());
  }

  /** A PostgreSQL that comes back answers one server before the other. */
  @Test
  void whereItAnswersAgainMeanwhileNothingIsSaid() throws Exception {
    ready();
    Iterator<Future<Void>> answered = List.of(AWAY, Future.<Void>succeededFuture()).iterator();

    look(answered::next);

    assertThat(asked).hasSize(1);
    assertThat(heard).containsExactly(new News.DirectoryStale());
  }

  @Test
  void whenNobodyIsReadyNothingIsSaid() throws Exception {
    answering(503, "ok\n");

    look(AWAY);

    assertThat(asked).hasSize(1);
    assertThat(heard).containsExactly(new News.DirectoryStale());
  }

  /** A front that says 200 to everything, with a page of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"", "ok", "ok\n\n", "<!doctype html><title>Back soon</title>"})
  void norWhenSomebodyElseAnswers(String page) throws Exception {
    answering(200, page);

    look(AWAY);

    assertThat(asked).hasSize(1);
    assertThat(heard).containsExactly(new News.DirectoryStale());
  }

  @Test
  void norWhenItLeadsElsewhere() throws Exception {
    answers =
        request -> {
          HttpServerResponse response = request.response();
          var _ =
              request.path().equals("/readyz")
                  ? response.setStatusCode(302).putHeader("Location", "/elsewhere").end()
                  : response.end("ok\n");
        };

    look(AWAY);

    assertThat(asked).containsExactly("GET /readyz");
    assertThat(heard).containsExactly(new News.DirectoryStale());
  }

  /** No more of it is read than an answer of ours is long. */
  @Test
  void norWhenItsAnswerNeverEnds() throws Exception {
    CompletableFuture<Void> leftOff = new CompletableFuture<>();
    answers =
        request -> {
          HttpServerResponse endless = request.response().setChunked(true);
          long more = vertx.setPeriodic(10, each -> endless.write("ok\n"));
          endless.exceptionHandler(gone -> {});
          endless.closeHandler(
              left -> {
                var _ = vertx.cancelTimer(more);
                var _ = leftOff.complete(null);
              });
        };

    look(AWAY);

    leftOff.get(10, TimeUnit.SECONDS);
    assertThat(heard).containsExactly(new News.DirectoryStale());
  }

  @Test
  void norWhenThePublicAddressHangsOrCannotBeReached() throws Exception {
    look(() -> AWAY, 3 * OtherServers.ANSWER_MS);
    assertThat(asked).hasSize(1);

    await(balancer.close());
    look(AWAY);

    assertThat(asked).hasSize(1);
    assertThat(heard).containsOnly(new News.DirectoryStale());
  }
}
