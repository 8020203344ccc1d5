package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.indiretta.bus.LocalBus;
import org.indiretta.bus.News;
import org.indiretta.sql.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server asks of the public address while PostgreSQL does not answer it. */
final class OtherServersTest {
  private static final Future<Void> AWAY = Future.failedFuture("the database is away");

  private final Vertx vertx = Vertx.vertx();
  private final LocalBus bus = new LocalBus(vertx);
  private final List<News> heard = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private Consumer<HttpServerRequest> answers = request -> {};
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
    URI address = URI.create("http://127.0.0.1:" + balancer.actualPort());
    await(new OtherServers(vertx, address, database, bus).look());
    // What was published before is heard before this.
    bus.publishHere(new News.DirectoryStale());
    Eventually.holds(() -> heard.contains(new News.DirectoryStale()));
  }

  private void answering(int status) {
    answers =
        request -> {
          var _ = request.response().setStatusCode(status).end("\n");
        };
  }

  @Test
  void whilePostgresqlAnswersNobodyIsAsked() throws Exception {
    answering(200);

    look(Future.succeededFuture());

    assertThat(asked).isEmpty();
    assertThat(heard).containsExactly(new News.DirectoryStale());
  }

  @Test
  void anotherOneThatIsReadyIsSaidToTheConnectionsHere() throws Exception {
    answering(200);

    look(AWAY);

    assertThat(asked).containsExactly("GET /readyz");
    assertThat(heard).containsExactly(new News.DatabaseAnswers(), new News.DirectoryStale());
  }

  /** A PostgreSQL that comes back answers one server before the other. */
  @Test
  void whereItAnswersAgainMeanwhileNothingIsSaid() throws Exception {
    answering(200);
    Iterator<Future<Void>> answered = List.of(AWAY, Future.<Void>succeededFuture()).iterator();

    look(answered::next);

    assertThat(asked).hasSize(1);
    assertThat(heard).containsExactly(new News.DirectoryStale());
  }

  @Test
  void whenNobodyIsReadyNothingIsSaid() throws Exception {
    answering(503);

    look(AWAY);

    assertThat(asked).hasSize(1);
    assertThat(heard).containsExactly(new News.DirectoryStale());
  }

  @Test
  void norWhenThePublicAddressHangsOrCannotBeReached() throws Exception {
    look(AWAY);
    assertThat(asked).hasSize(1);

    await(balancer.close());
    look(AWAY);

    assertThat(asked).hasSize(1);
    assertThat(heard).containsOnly(new News.DirectoryStale());
  }
}
