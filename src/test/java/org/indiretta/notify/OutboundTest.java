package org.indiretta.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asking another server, here one on loopback. */
final class OutboundTest {
  private static final AtomicInteger ASKED = new AtomicInteger();
  private static Vertx vertx;
  private static HttpServer other;

  @BeforeAll
  static void anotherServer() throws Exception {
    vertx = Vertx.vertx();
    other =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      ASKED.incrementAndGet();
                      switch (request.path()) {
                        case "/elsewhere" ->
                            request
                                .response()
                                .setStatusCode(302)
                                .putHeader("Location", "/here")
                                .end();
                        case "/long" ->
                            request.response().end("x".repeat(Outbound.ANSWER_BYTES + 1));
                        default ->
                            request
                                .body()
                                .onSuccess(
                                    body ->
                                        request
                                            .response()
                                            .setStatusCode(201)
                                            .putHeader("Retry-After", "7")
                                            .end(
                                                request.getHeader("Host")
                                                    + request.getHeader("TTL")
                                                    + body));
                      }
                    })
                .listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void end() throws Exception {
    await(vertx.close());
  }

  private static URI at(String path) {
    return URI.create("http://localhost:" + other.actualPort() + path);
  }

  private static Outbound outbound(String... allowed) {
    return new Outbound(vertx, new OutboundAllow(List.of(allowed)));
  }

  private static Outbound.Answered post(Outbound outbound, URI to) throws Exception {
    return await(outbound.post(to, Map.of("TTL", "60"), Buffer.buffer("hello")));
  }

  @Test
  void loopbackIsReachedOnlyWhenItIsNamed_alsoByItsName() {
    int before = ASKED.get();

    assertThatThrownBy(() -> post(outbound(), at("/here")))
        .isInstanceOf(OutboundRefused.class)
        .hasMessageContaining("outbound.allow");
    assertThatThrownBy(() -> post(outbound("10.0.0.0/8"), at("/here")))
        .isInstanceOf(OutboundRefused.class);
    assertThatThrownBy(
            () ->
                post(
                    outbound(),
                    URI.create("http://[::ffff:127.0.0.1]:" + other.actualPort() + "/here")))
        .isInstanceOf(OutboundRefused.class);
    assertThat(ASKED).hasValue(before);
  }

  @Test
  void theAnswerComesWithItsStatusAndHeaders() throws Exception {
    Outbound.Answered answered = post(outbound("127.0.0.0/8", "::1"), at("/here?a=b"));

    assertThat(answered.status()).isEqualTo(201);
    assertThat(answered.ok()).isTrue();
    assertThat(answered.headers().get("Retry-After")).isEqualTo("7");
    assertThat(answered.body().toString())
        .isEqualTo("localhost:" + other.actualPort() + "60" + "hello");
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    int before = ASKED.get();

    Outbound.Answered answered = post(outbound("127.0.0.1", "::1"), at("/elsewhere"));

    assertThat(answered.status()).isEqualTo(302);
    assertThat(answered.ok()).isFalse();
    assertThat(ASKED).hasValue(before + 1);
  }

  @Test
  void anAnswerThatIsTooLongAndAnAddressThatIsNoneAreRefused() {
    Outbound outbound = outbound("127.0.0.1", "::1");

    assertThatThrownBy(() -> post(outbound, at("/long")))
        .isInstanceOf(OutboundRefused.class)
        .hasMessageContaining("too long");
    assertThatThrownBy(() -> post(outbound, URI.create("file:///etc/passwd")))
        .isInstanceOf(OutboundRefused.class);
  }
}
