package org.indiretta.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.indiretta.cluster.FreePorts;
import org.indiretta.identity.Language;
import org.indiretta.identity.NoticeId;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Short messages by a real gateway on loopback that is busy, away, or in doubt. */
final class SmsGatewayTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.patient();

  private static final OutboundAllow LOOPBACK = new OutboundAllow(List.of("127.0.0.1"));
  private static final String TAKEN = "Bearer token-of-the-city +41918000000 Tocca a Lei";

  private final ManualClock clock = new ManualClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Notices notices = new Notices(DATABASE.database(), clock, meters);
  private final List<String> got = Collections.synchronizedList(new ArrayList<>());
  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

  /** What it answers next; 202 when there is nothing. */
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

  private HttpServer gateway;

  @BeforeEach
  void aGateway() throws Exception {
    TestDatabase.execute(DATABASE.url(), "TRUNCATE notice, erasure");
    gateway = await(listening(FreePorts.next()));
    assertThat(notices.sends(Notice.Kind.SMS)).isFalse();
    notices.smsBy(
        new SmsSettings(
            URI.create("http://127.0.0.1:" + gateway.actualPort() + "/send"), "token-of-the-city"),
        new Outbound(DATABASE.vertx(), LOOPBACK));
  }

  @AfterEach
  void end() throws Exception {
    await(gateway.close());
  }

  private io.vertx.core.Future<HttpServer> listening(int port) {
    return DATABASE
        .vertx()
        .createHttpServer()
        .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
        .listen(port, "127.0.0.1");
  }

  private void take(HttpServerRequest request, Buffer body) {
    JsonObject json = body.toJsonObject();
    got.add(
        request.getHeader("Authorization")
            + " "
            + json.getString("to")
            + " "
            + json.getString("text"));
    keys.add(request.getHeader("Idempotency-Key"));
    Integer answer = answers.poll();
    if (answer != null && answer == 0) {
      // It has the message, and its answer is lost on the way.
      var _ = request.connection().close();
      return;
    }
    var _ = request.response().setStatusCode(answer == null ? 202 : answer).end();
  }

  private NoticeId keep() throws Exception {
    return await(
        notices.keep(
            DATABASE.database(), new Notice.Sms("+41 91 800 00 00", Language.IT, "Tocca a Lei")));
  }

  private String standing(NoticeId id) throws Exception {
    return await(
            DATABASE
                .database()
                .list(
                    Sql.of("SELECT standing, tries FROM notice WHERE id = :id")
                        .with("id", id.value()),
                    row -> row.getString("standing") + " after " + row.getInteger("tries")))
        .getFirst();
  }

  @Test
  void whenItWasBusyItIsAskedAgain() throws Exception {
    answers.add(503);
    NoticeId id = keep();

    await(notices.sweep());
    clock.advance(Notices.FIRST_PAUSE);
    await(notices.sweep());

    assertThat(got).containsExactly(TAKEN, TAKEN);
    assertThat(standing(id)).isEqualTo("SENT after 2");
  }

  @Test
  void whileItIsAwayThePausesGrow_andThenItGetsTheMessageOnce() throws Exception {
    int port = gateway.actualPort();
    await(gateway.close());
    NoticeId id = keep();
    int tries = 0;
    for (Duration passed = Duration.ZERO; passed.compareTo(Duration.ofMinutes(10)) < 0; ) {
      await(notices.sweep());
      assertThat(standing(id)).isEqualTo("null after " + ++tries);
      Duration pause = Notices.pause(tries);
      clock.advance(pause.minusSeconds(1));
      await(notices.sweep());
      assertThat(standing(id)).as("not before the pause is over").isEqualTo("null after " + tries);
      clock.advance(Duration.ofSeconds(1));
      passed = passed.plus(pause);
    }
    assertThat(tries).as("0, 0.5, 1.5, 3.5 and 7.5 min").isEqualTo(5);
    assertThat(meters.counter("indiretta_notices", "kind", "sms", "result", "later").count())
        .isEqualTo(tries);

    gateway = await(listening(port));
    for (int again = 0; again < 3; again++) {
      await(notices.sweep());
      clock.advance(Notices.LONGEST_PAUSE);
    }

    assertThat(got).containsExactly(TAKEN);
    assertThat(standing(id)).isEqualTo("SENT after " + (tries + 1));
  }

  /** Whether it was taken nobody can know: by the key the gateway tells one event from two. */
  @Test
  void whenItsAnswerIsLostItIsAskedAgainWithTheSameKey() throws Exception {
    answers.add(0);
    NoticeId id = keep();

    await(notices.sweep());
    assertThat(standing(id)).isEqualTo("null after 1");
    clock.advance(Notices.FIRST_PAUSE);
    await(notices.sweep());

    assertThat(keys).containsExactly(id.toString(), id.toString());
    assertThat(standing(id)).isEqualTo("SENT after 2");
  }

  @Test
  void whatItDoesNotUnderstandIsGivenUpAtOnce() throws Exception {
    answers.add(422);
    NoticeId id = keep();

    await(notices.sweep());
    clock.advance(Notices.LONGEST_PAUSE);
    await(notices.sweep());

    assertThat(got).hasSize(1);
    assertThat(standing(id)).isEqualTo("GIVEN_UP after 1");
  }
}
