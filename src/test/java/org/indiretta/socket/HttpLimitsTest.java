package org.indiretta.socket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A server that may not open more connections. */
final class HttpLimitsTest {
  private static final int MOST = 3;

  private final Vertx vertx = Vertx.vertx();
  private final Logger logger = (Logger) LoggerFactory.getLogger(HttpLimits.class);
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    HttpLimits limits = new HttpLimits(vertx, false, MOST);
    server =
        vertx
            .createHttpServer(limits.apply(new HttpServerOptions()).setHost("127.0.0.1").setPort(0))
            .connectionHandler(limits::opened)
            .requestHandler(request -> request.response().end("yes").onComplete(sent -> {}));
    await(server.listen());
    said.start();
    logger.addAppender(said);
  }

  @AfterEach
  void close() throws Exception {
    boolean _ = logger.detachAppender(said);
    vertx.close().await(30, SECONDS);
  }

  @Test
  void whoComesTooLateIsCutAndWhoIsThereGoesOn() throws Exception {
    RawSocket[] there = new RawSocket[MOST];
    for (int i = 0; i < MOST; i++) {
      there[i] = answered();
    }
    for (int i = 0; i < 20; i++) {
      try (RawSocket late = new RawSocket(server.actualPort())) {
        assertThat(late.isEnded()).as("one more, number " + i).isTrue();
      }
    }
    for (RawSocket one : there) {
      ask(one);
    }
    assertThat(said.list).as("said once, however many are refused").hasSize(1);
    assertThat(said.list.getFirst().getMessage()).contains("ulimit -n");

    there[0].close();
    // The server hears of the end when it comes to it.
    there[0] = vacated();
    for (RawSocket one : there) {
      one.close();
    }
  }

  /** The first who is answered again. */
  private RawSocket vacated() throws IOException {
    while (true) {
      RawSocket next = new RawSocket(server.actualPort());
      try {
        ask(next);
        return next;
      } catch (IOException stillFull) {
        next.close();
      }
    }
  }

  private RawSocket answered() throws IOException {
    RawSocket socket = new RawSocket(server.actualPort());
    ask(socket);
    return socket;
  }

  private static void ask(RawSocket socket) throws IOException {
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    socket.awaitText("yes");
  }
}
