package org.indiretta.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.indiretta.app.TestCertificate;
import org.indiretta.cluster.RedisProcess;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.Push;
import org.indiretta.redis.RedisAway;
import org.indiretta.redis.RedisClient;
import org.indiretta.redis.RedisUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who hears what through a real Redis, and who is let in there. */
final class RedisChannelsTest {
  private final ConsultationId consultation = ConsultationId.next();
  private final Address citizen = new Address.CitizenOf(consultation);
  private final BlockingQueue<News> heard = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private RedisProcess redis;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    redis = RedisProcess.start(folder.resolve("redis"));
  }

  @AfterEach
  void stop() throws Exception {
    redis.close();
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void ownNewsAreHeardOnce() throws Exception {
    RedisNode one = new RedisNode(vertx, redis.url()).connected();
    var _ = one.bus.subscribe(citizen, heard::add);
    var _ = one.bus.subscribe(heard::add);
    one.settled();

    one.bus.publish(pushed(1, citizen));
    one.bus.publish(new News.DeskStale());
    one.bus.publish(pushed(2, citizen));

    RedisNode.until(Duration.ofSeconds(10), () -> one.count("indiretta.bus.published") == 3);
    // A second node's news comes behind them in the same channel.
    RedisNode two = new RedisNode(vertx, redis.url()).connected();
    two.bus.publish(pushed(3, citizen));
    RedisNode.until(Duration.ofSeconds(10), () -> heard.size() >= 4);
    assertThat(heard)
        .containsExactly(
            pushed(1, citizen), new News.DeskStale(), pushed(2, citizen), pushed(3, citizen));
    assertThat(one.count("indiretta.bus.heard")).isEqualTo(1);
  }

  @Test
  void twoCitiesOnOneRedisHearNothingOfOneAnother() throws Exception {
    RedisNode ours = new RedisNode(vertx, redis.url()).connected();
    RedisNode theirs = new RedisNode(vertx, redis.url(), "valdora", Optional.empty()).connected();
    RedisNode ourOther = new RedisNode(vertx, redis.url()).connected();
    var _ = ours.bus.subscribe(citizen, heard::add);
    var _ = ours.bus.subscribe(heard::add);
    ours.settled();

    theirs.bus.publish(pushed(1, citizen));
    theirs.bus.publish(new News.DirectoryStale());
    RedisNode.until(Duration.ofSeconds(10), () -> theirs.count("indiretta.bus.published") == 2);
    ourOther.bus.publish(pushed(2, citizen));

    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(pushed(2, citizen));
    assertThat(heard).isEmpty();
  }

  @Test
  void aChannelIsHeardWhileSomebodyListensAndNoLonger() throws Exception {
    RedisNode one = new RedisNode(vertx, redis.url()).connected();
    Bus.Subscription first = one.bus.subscribe(citizen, heard::add);
    Bus.Subscription second = one.bus.subscribe(new Address.StaffOf(consultation), heard::add);
    one.settled();
    String channel = "indiretta:" + RedisNode.INSTALLATION + ":consultation:" + consultation;
    assertThat(redis.command("PUBSUB", "NUMSUB", channel)).endsWith("1");

    first.close();
    first.close();
    one.settled();
    assertThat(redis.command("PUBSUB", "NUMSUB", channel)).endsWith("1");
    second.close();
    one.settled();

    assertThat(redis.command("PUBSUB", "NUMSUB", channel)).endsWith("0");
  }

  @Test
  void aPeerWhoCameBackOverAnotherNodeIsToldThere_alsoWhileItsOldLinkIsHere() throws Exception {
    RedisNode one = new RedisNode(vertx, redis.url()).connected();
    RedisNode two = new RedisNode(vertx, redis.url()).connected();
    Address peer = new Address.Peer(PeerId.next());
    BlockingQueue<News> old = new LinkedBlockingQueue<>();
    var _ = one.bus.subscribe(peer, old::add);
    var _ = two.bus.subscribe(peer, heard::add);
    two.settled();

    one.bus.publish(pushed(1, peer));

    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(pushed(1, peer));
    assertThat(old.poll(30, TimeUnit.SECONDS)).isEqualTo(pushed(1, peer));
  }

  @Test
  void whatIsSaidInARowToOneChannelGoesTogether() throws Exception {
    RedisNode one = new RedisNode(vertx, redis.url()).connected();
    RedisNode two = new RedisNode(vertx, redis.url()).connected();
    var _ = two.bus.subscribe(citizen, heard::add);
    two.settled();

    for (long seq = 1; seq <= 2_000; seq++) {
      one.bus.publish(pushed(seq, citizen));
    }

    for (long seq = 1; seq <= 2_000; seq++) {
      assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(pushed(seq, citizen));
    }
    RedisNode.until(Duration.ofSeconds(10), () -> one.count("indiretta.bus.published") == 2_000);
    String calls =
        redis
            .command("INFO", "commandstats")
            .replaceFirst("(?s).*cmdstat_publish:calls=(\\d+).*", "$1");
    assertThat(Integer.parseInt(calls)).isLessThan(1_000);
  }

  @Test
  void whatIsNotUnderstoodIsSkippedAndCounted() throws Exception {
    RedisNode one = new RedisNode(vertx, redis.url()).connected();
    var _ = one.bus.subscribe(heard::add);
    String all = "indiretta:" + RedisNode.INSTALLATION + ":all";

    redis.command("PUBLISH", all, "{\"v\":1,\"from\":\"x\",\"news\":\"somethingNew\"}");
    redis.command("PUBLISH", all, "{\"v\":9,\"from\":\"x\",\"news\":\"deskStale\"}");
    redis.command("PUBLISH", all, "no JSON");
    redis.command(
        "PUBLISH", all, "{\"v\":2,\"from\":\"x\",\"news\":\"deskStale\",\"more\":{\"a\":1}}");

    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(new News.DeskStale());
    assertThat(heard).isEmpty();
    assertThat(one.count("indiretta.bus.skipped")).isEqualTo(3);
  }

  @Test
  void overTlsTheCertificateMustBeOfWhoIsTrusted() throws Exception {
    TestCertificate ours = TestCertificate.make(folder);
    Path cert = java.nio.file.Files.writeString(folder.resolve("cert.pem"), ours.certPem());
    Path key = java.nio.file.Files.writeString(folder.resolve("key.pem"), ours.keyPem());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("redis", ours.certificate());
    try (RedisProcess tls = RedisProcess.start(folder.resolve("tls"), cert, key)) {
      RedisUrl url = RedisUrl.parse(tls.url());

      Duration answer =
          new RedisClient(vertx, url, Optional.of(trusted)).ping().await(30, TimeUnit.SECONDS);
      assertThat(answer).isPositive();
      RedisNode _ = new RedisNode(vertx, tls.url(), "rivalago", Optional.of(trusted)).connected();

      assertThatThrownBy(
              () ->
                  new RedisClient(vertx, url, Optional.empty()).ping().await(30, TimeUnit.SECONDS))
          .isInstanceOf(RedisAway.class)
          .hasMessageContaining("certificate is not trusted");
    }
  }

  @Test
  void pingSaysWhatIsWrongWithoutThePassword() throws Exception {
    String password = redis.url().replaceFirst(".*://:(.*)@.*", "$1");

    assertThat(ping(redis.url())).isEmpty();
    assertThat(ping(redis.url().replace(password, "geheim"))).contains("user and password");
    assertThat(ping("redis://127.0.0.1:" + redis.port())).contains("user and password");
    redis.freeze();
    assertThat(ping(redis.url())).contains("does not answer");
    redis.kill();
    assertThat(ping(redis.url())).contains("nobody listens");
    assertThat(RedisUrl.parse(redis.url()).toString()).doesNotContain(password);
  }

  /** What a ping says is wrong; empty when nothing is. */
  private String ping(String url) throws Exception {
    try {
      Duration _ =
          new RedisClient(vertx, RedisUrl.parse(url), Optional.empty())
              .ping()
              .await(30, TimeUnit.SECONDS);
      return "";
    } catch (RedisAway away) {
      return away.getMessage();
    }
  }

  private News.Pushed pushed(long seq, Address to) {
    return new News.Pushed(Set.of(to), new Push.EntryErased(consultation, seq), null);
  }
}
