package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.indiretta.cluster.RedisProcess;
import org.indiretta.cluster.TcpProxy;
import org.indiretta.redis.RedisUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of a Redis that cannot be used, and what to do. */
final class RedisCheckTest {
  private static final String[] WHAT_TO_DO = {
    "Look whether it runs, with rediss:// by TLS, and at redis.url and redis.ca",
    "calls between people"
  };

  @TempDir Path folder;

  @Test
  void oneThatDoesNotTakeThePasswordOrNeverAnswersOrIsGoneIsWrong() throws Exception {
    try (RedisProcess redis = RedisProcess.start(folder.resolve("redis"));
        TcpProxy proxy = TcpProxy.to(redis.port())) {
      assertThat(look(redis.url(proxy.port())).kind()).isEqualTo(Finding.Kind.OK);

      wrong(
          "redis://:verborgen@127.0.0.1:" + redis.port(), "it does not take the user and password");
      wrong("rediss://127.0.0.1:" + redis.port(), "takes connections and does not answer");
      proxy.hold(TcpProxy.Way.TO_CLIENT);
      wrong(redis.url(proxy.port()), "takes connections and does not answer");
      redis.kill();
      wrong(redis.url(), "nobody listens there");
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsWrong() throws Exception {
    Path cert = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    TestCertificate.make(folder).write(cert, key);
    try (RedisProcess redis = RedisProcess.start(folder.resolve("redis"), cert, key)) {
      wrong(redis.url(), "its certificate is not trusted");
      RedisSettings vouchedFor =
          new RedisSettings(
              RedisUrl.parse(redis.url()),
              Optional.of(PemFile.read(SettingKey.REDIS_CA, cert).certificates()));
      assertThat(RedisCheck.look(vouchedFor).kind()).isEqualTo(Finding.Kind.OK);
    }
  }

  private static Finding look(String url) {
    return RedisCheck.look(new RedisSettings(RedisUrl.parse(url), Optional.empty()));
  }

  private static void wrong(String url, String why) {
    Finding said = look(url);
    assertThat(said.kind()).isEqualTo(Finding.Kind.WRONG);
    assertThat(said.says())
        .contains(why)
        .contains(WHAT_TO_DO)
        .doesNotContain(RedisUrl.parse(url).password() + "@", "verborgen");
  }
}
