package org.indiretta.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.sql.TestDatabase.await;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Notices to browsers, through a push service on loopback that checks and reads them. */
final class WebPushTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.patient();

  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

  private final ManualClock clock = new ManualClock();
  private OperatorId sara;
  private PushService service;
  private WebPush push;

  @BeforeEach
  void aSubscribedBrowser() throws Exception {
    TestDatabase.execute(DATABASE.url(), "TRUNCATE operator CASCADE");
    sara = operator();
    service = PushService.start(DATABASE.vertx());
    push = push(List.of("127.0.0.1"));
    service.subscribed(await(push.publicKey()), clock.now());
    await(push.subscribe(sara, service.asRecord()));
  }

  @AfterEach
  void close() throws Exception {
    service.close();
  }

  private static OperatorId operator() throws Exception {
    OperatorId id = OperatorId.next();
    TestDatabase.execute(
        DATABASE.url(),
        ("INSERT INTO operator (id, email, first_name, last_name, role, created_at) VALUES"
                + " ('%1$s', '%1$s@rivalago.example', 'Sara', 'Keller', 'OPERATOR', '2026-01-01')")
            .formatted(id));
    return id;
  }

  private WebPush push(List<String> allowed) {
    return new WebPush(
        DATABASE.database(),
        clock,
        new Outbound(DATABASE.vertx(), new OutboundAllow(allowed)),
        URI.create("https://live.rivalago.example"));
  }

  /** The reader of these tests reads what the RFC's own example encrypts. */
  @Test
  void rfc8291_theExampleOfSection5IsRead() throws Exception {
    Base64.Decoder base64url = Base64.getUrlDecoder();
    byte[] point =
        base64url.decode(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
    byte[] key = base64url.decode("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
    byte[] body =
        base64url.decode(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg"
                + "Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBS"
                + "t2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");

    byte[] text =
        PushService.decrypted(
            PushService.key(key, P256.key(point)),
            point,
            base64url.decode("BTBZMqHH6r4Tts7J_aSIgg"),
            body);

    assertThat(new String(text, UTF_8)).isEqualTo("When I grow up, I want to be a watermelon");
  }

  @Test
  void rfc8291_rfc8292_aNoticeIsSignedAndOnlyTheBrowserReadsIt() throws Exception {
    String text = "{\"title\":\"Qualcuno attende – Servizi sociali\"}";

    assertThat(await(push.send(sara, text, TWO_MINUTES))).isEqualTo(1);

    assertThat(service.refused()).isEmpty();
    assertThat(service.read()).containsExactly(text);
    assertThat(service.ttl()).isEqualTo("120");
    assertThat(await(push.send(sara, "x".repeat(PushMessage.TEXT_BYTES), TWO_MINUTES)))
        .isEqualTo(1);
    assertThat(await(push.send(sara, "x".repeat(PushMessage.TEXT_BYTES + 1), TWO_MINUTES)))
        .as("refused, and nobody asked")
        .isZero();
    assertThat(service.read()).hasSize(2);
  }

  @Test
  void theKeyIsOnePerInstallation_andKept() throws Exception {
    assertThat(await(push(List.of()).publicKey())).isEqualTo(await(push.publicKey()));
  }

  @Test
  void aBrowserThatIsGoneIsForgotten_andOneThatFailsIsNot() throws Exception {
    service.answers(503);
    assertThat(await(push.send(sara, "x", TWO_MINUTES))).isZero();
    assertThat(await(push.of(sara))).hasSize(1);

    service.answers(410);
    assertThat(await(push.send(sara, "x", TWO_MINUTES))).isZero();
    assertThat(await(push.of(sara))).isEmpty();
  }

  @Test
  void withoutTheSettingNothingGoesToLoopback() throws Exception {
    assertThat(await(push(List.of()).send(sara, "x", TWO_MINUTES))).isZero();

    assertThat(service.read()).isEmpty();
    assertThat(service.refused()).isEmpty();
  }

  @Test
  void aBrowserBelongsToWhoSubscribedLast_andTheOldestOfManyGoes() throws Exception {
    OperatorId marta = operator();
    await(push.subscribe(marta, service.asRecord()));
    assertThat(await(push.of(sara))).isEmpty();

    PushSubscription one = service.asRecord();
    for (int n = 0; n < WebPush.MOST_BROWSERS; n++) {
      clock.advance(Duration.ofSeconds(1));
      URI another = URI.create("https://push.example/" + n);
      await(push.subscribe(marta, new PushSubscription(another, one.p256dh(), one.auth())));
    }
    assertThat(await(push.of(marta)))
        .hasSize(WebPush.MOST_BROWSERS)
        .noneMatch(browser -> browser.subscription().endpoint().equals(one.endpoint()));
    WebPush.Browser first = await(push.of(marta)).getFirst();
    assertThat(await(push.remove(sara, first.id()))).as("not theirs").isFalse();
    assertThat(await(push.remove(marta, first.id()))).isTrue();
  }

  @Test
  void whatIsNoSubscriptionIsRefused() {
    PushSubscription good = service.asRecord();
    String key = PushService.base64url(good.p256dh().getBytes());
    String auth = PushService.base64url(good.auth().getBytes());
    byte[] offCurve = good.p256dh().getBytes();
    offCurve[64] ^= 1;
    refused("endpoint", "ftp://push.example/a", key, auth);
    refused("endpoint", "/a", key, auth);
    refused("endpoint", "https://push.example/" + "a".repeat(1000), key, auth);
    refused("keys.p256dh", "https://push.example/a", PushService.base64url(offCurve), auth);
    refused("keys.p256dh", "https://push.example/a", key.substring(4), auth);
    refused("keys.auth", "https://push.example/a", key, "AAAA");
    refused("keys.auth", "https://push.example/a", key, "not base64!");
  }

  private static void refused(String field, String endpoint, String key, String auth) {
    assertThatThrownBy(() -> PushSubscription.of(endpoint, key, auth))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(field);
  }
}
