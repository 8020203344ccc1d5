package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.indiretta.notify.SmtpSettings;
import org.indiretta.signalling.JitsiSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
  @TempDir Path folder;

  @Test
  void defaults_areSafe() {
    Settings settings = new SettingsReader().read();

    assertThat(settings.http()).isEqualTo(new Settings.Http("127.0.0.1", 8080));
    assertThat(settings.management()).isEqualTo(new Settings.Http("127.0.0.1", 8081));
    assertThat(settings.storage().databaseUrl()).isEmpty();
    assertThat(settings.publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
    assertThat(settings.trustedProxies()).isEmpty();
  }

  @Test
  void eachLayerGoesOverTheOneBefore() throws Exception {
    Path file = yaml("http:\n  port: 1001\nhttp.host: 127.0.0.2\nlog.level: debug\n");

    Settings settings =
        new SettingsReader()
            .file(file)
            .environment(Map.of("INDIRETTA_HTTP_PORT", "1002", "INDIRETTA_LOG_LEVEL", "warn"))
            .flag(SettingKey.HTTP_PORT, "1003")
            .read();

    assertThat(settings.http()).isEqualTo(new Settings.Http("127.0.0.2", 1003));
    assertThat(settings.log().level()).isEqualTo("warn");
  }

  @Test
  void nothingIsSentAndNothingPrivateReachedUnlessItIsSaid() {
    NotifySettings usual = new SettingsReader().read().notices();

    assertThat(usual.mail()).isEmpty();
    assertThat(usual.sms()).isEmpty();
    assertThat(usual.allow().permits(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
    assertThat(usual.requestsDue()).isEqualTo(Duration.ofDays(3));
    NotifySettings said =
        with("INDIRETTA_MAIL_HOST", "mail.example.ch", "INDIRETTA_MAIL_FROM", "a@example.ch")
            .environment(Map.of("INDIRETTA_OUTBOUND_ALLOW", "127.0.0.0/8, 10.1.2.3"))
            .read()
            .notices();
    assertThat(said.mail().orElseThrow().security()).isEqualTo(SmtpSettings.Security.STARTTLS);
    assertThat(said.mail().orElseThrow().port()).isEqualTo(587);
    assertThat(said.allow().permits(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "INDIRETTA_MAIL_HOST, mail.example.ch, INDIRETTA_MAIL_PORT, 25, mail.from",
    "INDIRETTA_SMS_URL, ftp://sms.example.ch, INDIRETTA_SMS_TOKEN, x, sms.url",
    "INDIRETTA_SMS_URL, https://sms.example.ch, INDIRETTA_MAIL_PORT, 25, sms.token",
    "INDIRETTA_OUTBOUND_ALLOW, localhost, INDIRETTA_MAIL_PORT, 25, outbound.allow",
    "INDIRETTA_REQUESTS_DUE_DAYS, 61, INDIRETTA_MAIL_PORT, 25, requests.due.days",
  })
  void whatCannotBeSentByIsRefusedByItsName(
      String one, String its, String other, String others, String named) {
    assertThatThrownBy(() -> with(one, its, other, others).read())
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(named);
  }

  @Test
  void aPasswordGoesNowhereInTheClear() {
    SettingsReader reader =
        with("INDIRETTA_MAIL_HOST", "mail.example.ch", "INDIRETTA_MAIL_FROM", "a@example.ch")
            .environment(
                Map.of(
                    "INDIRETTA_MAIL_USER", "a",
                    "INDIRETTA_MAIL_PASSWORD", "geheim",
                    "INDIRETTA_MAIL_SECURITY", "none"));

    assertThatThrownBy(reader::read).hasMessageStartingWith("mail.security");
  }

  @Test
  void certificateAndKeyComeTogetherAndPeopleThenComeByHttps() {
    Settings settings = with("INDIRETTA_TLS_CERT", "c.pem", "INDIRETTA_TLS_KEY", "k.pem").read();

    assertThat(settings.tls()).contains(new Settings.Tls(Path.of("c.pem"), Path.of("k.pem")));
    assertThat(settings.publicUrl()).isEqualTo(URI.create("https://localhost:8080"));
    assertThat(new SettingsReader().read().tls()).isEmpty();
    assertThatThrownBy(() -> with("INDIRETTA_TLS_CERT", "c.pem").read())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("tls.key")
        .hasMessageContaining("expected with tls.cert");
    assertThatThrownBy(() -> with("INDIRETTA_TLS_KEY", "k.pem").read())
        .hasMessageContaining("tls.cert")
        .hasMessageContaining("expected with tls.key");
    assertThatThrownBy(
            () ->
                with("INDIRETTA_TLS_CERT", "c.pem", "INDIRETTA_TLS_KEY", "k.pem")
                    .flag(SettingKey.PUBLIC_URL, "http://live.example.ch")
                    .read())
        .hasMessageContaining("public.url (--public-url): an https:// address");
  }

  @ParameterizedTest
  @CsvSource({
    "http://live.example.ch, true",
    "http://10.1.2.3:8080, true",
    "http://localhost.example.ch, true",
    "https://live.example.ch, false",
    "http://localhost:8080, false",
    "http://rivalago.localhost, false",
    "http://127.0.0.1:8080, false",
    "http://[::1]:8080, false"
  })
  void plainHttpFromElsewhereIsInsecure(String publicUrl, boolean insecure) {
    assertThat(with("INDIRETTA_PUBLIC_URL", publicUrl).read().isInsecure()).isEqualTo(insecure);
  }

  @Test
  void jitsiCarriesCallsOnlyWithAllThatItNeeds() {
    Map<String, String> whole =
        Map.of(
            "INDIRETTA_CALLS", "jitsi",
            "INDIRETTA_JITSI_URL", "https://Meet.rivalago.example:443/",
            "INDIRETTA_JITSI_APP_ID", "indiretta",
            "INDIRETTA_JITSI_SECRET", "south wind");

    assertThat(new SettingsReader().read().jitsi()).isEmpty();
    assertThat(new SettingsReader().environment(whole).read().jitsi())
        .contains(
            new JitsiSettings(
                URI.create("https://meet.rivalago.example"), "indiretta", "south wind", "jitsi"));
    for (String missing : new String[] {"JITSI_URL", "JITSI_APP_ID", "JITSI_SECRET"}) {
      Map<String, String> some = new HashMap<>(whole);
      String _ = some.remove("INDIRETTA_" + missing);
      assertThatThrownBy(() -> new SettingsReader().environment(some).read())
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining(missing.toLowerCase(Locale.ROOT).replace('_', '.'))
          .hasMessageContaining("calls jitsi");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://meet.rivalago.example, https is expected",
    "https://meet.rivalago.example/room, an origin",
    "meet.rivalago.example, an origin"
  })
  void jitsiIsNamedByItsOriginAndComesByHttps(String url, String why) {
    SettingsReader reader =
        with(
            "INDIRETTA_CALLS",
            "jitsi",
            "INDIRETTA_JITSI_URL",
            url,
            "INDIRETTA_JITSI_APP_ID",
            "indiretta",
            "INDIRETTA_JITSI_SECRET",
            "south wind");

    assertThatThrownBy(reader::read).hasMessageContaining("jitsi.url").hasMessageContaining(why);
    assertThat(reader.effective().get(SettingKey.JITSI_SECRET).value()).isEqualTo("••••••");
  }

  private static SettingsReader with(String... names) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < names.length; i += 2) {
      String _ = environment.put(names[i], names[i + 1]);
    }
    return new SettingsReader().environment(environment);
  }

  @Test
  void relayOnlyNeedsATurnServer() {
    assertThatThrownBy(
            () -> new SettingsReader().environment(Map.of("INDIRETTA_ICE_POLICY", "relay")).read())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("ice.policy")
        .hasMessageContaining("relay needs a TURN server");
    assertThatThrownBy(
            () ->
                new SettingsReader()
                    .environment(Map.of("INDIRETTA_TURN_URLS", "turn:turn.example.ch:3478"))
                    .read())
        .hasMessageContaining("turn.secret");
    assertThatThrownBy(
            () -> new SettingsReader().environment(Map.of("INDIRETTA_TURN_SECRET", "x")).read())
        .hasMessageContaining("turn.urls")
        .hasMessageNotContaining("'x'");
    assertThatThrownBy(
            () ->
                new SettingsReader()
                    .environment(Map.of("INDIRETTA_STUN_URLS", "https://example.ch"))
                    .read())
        .hasMessageContaining("stun.urls");
  }

  @Test
  void turnServersAreReadWithTheirSecret() throws Exception {
    Path secret = Files.writeString(folder.resolve("turn"), "north wind\n");

    Settings settings =
        new SettingsReader()
            .environment(
                Map.of(
                    "INDIRETTA_TURN_URLS",
                    "turn:turn.example.ch:3478?transport=udp, turns:[2001:db8::1]:443?transport=tcp",
                    "INDIRETTA_TURN_SECRET_FILE",
                    secret.toString(),
                    "INDIRETTA_ICE_POLICY",
                    "relay"))
            .read();

    assertThat(settings.ice().turnUrls())
        .containsExactly(
            "turn:turn.example.ch:3478?transport=udp", "turns:[2001:db8::1]:443?transport=tcp");
    assertThat(settings.ice().turnSecret()).isEqualTo("north wind");
    assertThat(settings.ice().stunUrls()).isEmpty();
    assertThat(settings.toString()).doesNotContain("north wind");
  }

  @Test
  void unknownKeyInTheFile_isRefusedByName() throws Exception {
    Path file = yaml("http:\n  prot: 1001\n");

    assertThatThrownBy(() -> new SettingsReader().file(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("'http.prot'");
  }

  @Test
  void duplicateKeyInTheFile_isRefused() throws Exception {
    Path file = yaml("log.level: info\nlog.level: warn\n");

    assertThatThrownBy(() -> new SettingsReader().file(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("log.level");
  }

  @Test
  void unknownVariable_isRefusedByName() {
    assertThatThrownBy(() -> new SettingsReader().environment(Map.of("INDIRETTA_HTTP_PROT", "1")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("INDIRETTA_HTTP_PROT");
  }

  @Test
  void otherPeoplesVariables_areLeftAlone() {
    assertThat(new SettingsReader().environment(Map.of("HOME", "/x")).read().eventLoops())
        .isPositive();
  }

  @Test
  void valueOutOfBounds_isRefusedWithKeyAndSource() {
    assertThatThrownBy(
            () -> new SettingsReader().environment(Map.of("INDIRETTA_HTTP_PORT", "70000")).read())
        .hasMessage(
            "http.port (INDIRETTA_HTTP_PORT): a number from 0 to 65535 is expected, not '70000'");
  }

  @Test
  void originMustBeAnOrigin() {
    for (String wrong :
        new String[] {"www.example.ch", "https://a.ch/path", "https://u@a.ch", "ftp://a.ch"}) {
      assertThatThrownBy(
              () -> new SettingsReader().flag(SettingKey.ALLOWED_ORIGINS, wrong).read(), wrong)
          .hasMessageContaining("allowed.origins");
    }
    assertThat(
            new SettingsReader()
                .flag(SettingKey.ALLOWED_ORIGINS, "https://WWW.a.ch:443/, http://b.ch:81")
                .read()
                .allowedOrigins())
        .containsExactlyInAnyOrder("https://www.a.ch", "http://b.ch:81");
  }

  @Test
  void secret_comesFromAFileToo_andIsNeverShown() throws Exception {
    Path secret = folder.resolve("url");
    Files.writeString(secret, "postgresql://u:hidden@db/x\n");

    SettingsReader reader =
        new SettingsReader().environment(Map.of("INDIRETTA_DATABASE_URL_FILE", secret.toString()));

    assertThat(reader.read().storage().databaseUrl()).contains("postgresql://u:hidden@db/x");
    assertThat(reader.effective().get(SettingKey.DATABASE_URL).value()).doesNotContain("hidden");
  }

  @Test
  void wrongSecret_isNotShownInTheRefusal() {
    assertThatThrownBy(
            () -> new SettingsReader().flag(SettingKey.DATABASE_URL, "mysql://u:hidden@x").read())
        .hasMessageContaining("database.url")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void severalServersNeedOneDatabase_andTheirRedisIsASecret() {
    String redis = "rediss://:hidden@redis.example.ch";
    assertThat(new SettingsReader().read().redis()).isEmpty();
    assertThatThrownBy(() -> new SettingsReader().flag(SettingKey.REDIS_URL, redis).read())
        .hasMessageContaining("database.url")
        .hasMessageNotContaining("hidden");
    SettingsReader reader =
        new SettingsReader()
            .flag(SettingKey.DATABASE_URL, "postgresql://u@db/x")
            .flag(SettingKey.REDIS_URL, redis);

    RedisSettings read = reader.read().redis().orElseThrow();

    assertThat(read.url().password()).isEqualTo("hidden");
    assertThat(read.url().port()).isEqualTo(6379);
    assertThat(read.url().tls()).isTrue();
    assertThat(read.toString()).doesNotContain("hidden");
    assertThat(reader.effective().get(SettingKey.REDIS_URL).value()).doesNotContain("hidden");
  }

  @Test
  void aRedisUrlIsOne_andItsAuthorityGoesWithTls() {
    for (String wrong :
        new String[] {
          "http://:hidden@x",
          "redis://",
          "redis://x/3",
          "redis://x?password=hidden",
          "redis://marta@x",
          "redis://:hid den@x"
        }) {
      assertThatThrownBy(
              () ->
                  new SettingsReader()
                      .flag(SettingKey.DATABASE_URL, "postgresql://u@db/x")
                      .flag(SettingKey.REDIS_URL, wrong)
                      .read(),
              wrong)
          .hasMessageContaining("redis.url")
          .hasMessageNotContaining("hid");
    }
    assertThatThrownBy(
            () ->
                new SettingsReader()
                    .flag(SettingKey.DATABASE_URL, "postgresql://u@db/x")
                    .flag(SettingKey.REDIS_URL, "redis://:hidden@x")
                    .flag(SettingKey.REDIS_CA, "/nowhere")
                    .read())
        .hasMessageContaining("redis.ca");
  }

  @Test
  void onlySecretsComeFromFiles() {
    assertThatThrownBy(
            () -> new SettingsReader().environment(Map.of("INDIRETTA_HTTP_PORT_FILE", "/x")))
        .hasMessageContaining("INDIRETTA_HTTP_PORT_FILE");
  }

  private Path yaml(String text) throws Exception {
    return Files.writeString(folder.resolve("indiretta.yaml"), text);
  }
}
