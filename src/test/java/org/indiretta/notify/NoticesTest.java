package org.indiretta.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import org.indiretta.app.TestCertificate;
import org.indiretta.identity.Language;
import org.indiretta.identity.NoticeId;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Mails against a real mail server on loopback. */
final class NoticesTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.patient();

  private static final OutboundAllow LOOPBACK = new OutboundAllow(List.of("127.0.0.1", "::1"));
  private static final String TO = "maria@example.org";

  private final ManualClock clock = new ManualClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeEach
  void nothingWaits() throws Exception {
    TestDatabase.execute(DATABASE.url(), "TRUNCATE notice, erasure");
  }

  private Notices notices(SmtpSettings settings, OutboundAllow allow) {
    Notices made = new Notices(DATABASE.database(), clock, meters);
    made.mailBy(settings, allow);
    return made;
  }

  private NoticeId keep(Notices notices) throws Exception {
    return await(
        notices.keep(
            DATABASE.database(),
            new Notice.Mail(TO, Language.IT, "La Sua richiesta è arrivata", "Grüezi\nà bientôt")));
  }

  private String standing(NoticeId id) throws Exception {
    return await(
            DATABASE
                .database()
                .list(
                    Sql.of(
                            "SELECT standing, tries, recipient || text AS left FROM notice WHERE id = :id")
                        .with("id", id.value()),
                    row ->
                        "%s after %d%s"
                            .formatted(
                                row.getString("standing"),
                                row.getInteger("tries"),
                                row.getString("left").isEmpty() ? "" : ", kept")))
        .getFirst();
  }

  /** Those that a restored backup does not send again. */
  private List<UUID> sentForARestore() throws Exception {
    return await(
        DATABASE
            .database()
            .list(
                Sql.of("SELECT subject FROM erasure WHERE kind = 'NOTICE'").bound(),
                row -> row.getUUID("subject")));
  }

  private double counted(String result) {
    return meters.counter("indiretta_notices", "kind", "mail", "result", result).count();
  }

  @Test
  void aMailArrivesWholeAndOnce_andIsForgottenHere() throws Exception {
    try (MailServer server = MailServer.plain()) {
      Notices notices = notices(server.settings(), LOOPBACK);
      NoticeId id = keep(notices);

      await(notices.sweep());
      await(notices.sweep());

      assertThat(server.arrived()).hasSize(1);
      MimeMessage mail = server.arrived().getFirst();
      assertThat(mail.getSubject()).isEqualTo("La Sua richiesta è arrivata");
      assertThat(mail.getContent().toString().strip())
          .isEqualToNormalizingNewlines("Grüezi\nà bientôt");
      assertThat(MailServer.header(mail, "From")).isEqualTo("sportello@rivalago.example");
      assertThat(MailServer.header(mail, "Message-ID")).isEqualTo("<" + id + "@rivalago.example>");
      assertThat(MailServer.header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
      assertThat(MailServer.header(mail, "Content-Language")).isEqualTo("it");
      assertThat(standing(id)).isEqualTo("SENT after 1");
      assertThat(counted("sent")).isEqualTo(1);
      assertThat(sentForARestore()).containsExactly(id.value());
    }
  }

  @Test
  void aMailServerThatIsAwayIsAskedAgain_alsoAfterARestart() throws Exception {
    SmtpSettings away;
    try (MailServer server = MailServer.plain()) {
      away = server.settings();
    }
    Notices before = notices(away, LOOPBACK);
    NoticeId id = keep(before);
    await(before.sweep());
    assertThat(standing(id)).isEqualTo("null after 1, kept");

    Notices restarted = notices(away, LOOPBACK);
    try (MailServer server = MailServer.plainAt(away.port())) {
      await(restarted.sweep());
      assertThat(server.arrived()).as("not before the pause is over").isEmpty();
      clock.advance(Notices.FIRST_PAUSE);
      await(restarted.sweep());

      assertThat(server.arrived()).hasSize(1);
      assertThat(standing(id)).isEqualTo("SENT after 2");
    }
  }

  @Test
  void twoServersSendItOnce() throws Exception {
    try (MailServer server = MailServer.plain()) {
      Notices one = notices(server.settings(), LOOPBACK);
      Notices other = notices(server.settings(), LOOPBACK);
      for (int n = 0; n < 3 * Notices.AT_ONCE; n++) {
        var _ = keep(one);
      }

      await(Future.all(one.sweep(), other.sweep()));

      assertThat(server.arrived()).hasSize(3 * Notices.AT_ONCE);
    }
  }

  @Test
  void afterThreeDaysItIsGivenUp() throws Exception {
    SmtpSettings away;
    try (MailServer server = MailServer.plain()) {
      away = server.settings();
    }
    Notices notices = notices(away, LOOPBACK);
    NoticeId id = keep(notices);
    int tries = 0;
    while (standing(id).startsWith("null")) {
      await(notices.sweep());
      tries++;
      clock.advance(Notices.pause(tries));
    }

    assertThat(standing(id)).isEqualTo("GIVEN_UP after " + tries);
    assertThat(tries).isBetween(70, 90);
    assertThat(counted("given_up")).isEqualTo(1);
    clock.advance(Notices.KNOWN.plusSeconds(1));
    await(notices.sweep());
    assertThat(await(DATABASE.database().list(Sql.of("SELECT 1 FROM notice").bound(), row -> row)))
        .isEmpty();
  }

  @Test
  void thePauseDoublesUpToAnHour() {
    assertThat(List.of(Notices.pause(1), Notices.pause(2), Notices.pause(3), Notices.pause(8)))
        .containsExactly(
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofHours(1));
    assertThat(Notices.pause(1_000)).isEqualTo(Notices.LONGEST_PAUSE);
  }

  private static SmtpSettings secured(
      int port, SmtpSettings.Security security, Optional<SSLSocketFactory> trust) {
    return new SmtpSettings(
        "localhost",
        port,
        security,
        Optional.of("sportello"),
        "geheim",
        "sportello@rivalago.example",
        "live.rivalago.example",
        trust);
  }

  @Test
  void overTls_fromTheFirstByteAndByStartTls_withAnAccount(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    Optional<SSLSocketFactory> trust =
        Optional.of(TestCertificate.trusting(certificate).getSocketFactory());
    try (MailServer server = MailServer.plain()) {
      server.account("sportello", "geheim");
      int tls = TlsFront.fromTheFirstByte(DATABASE.vertx(), server, certificate).port();
      int startTls = TlsFront.byStartTls(DATABASE.vertx(), server, certificate).port();

      NoticeId first = swept(notices(secured(tls, SmtpSettings.Security.TLS, trust), LOOPBACK));
      NoticeId second =
          swept(notices(secured(startTls, SmtpSettings.Security.STARTTLS, trust), LOOPBACK));
      NoticeId untrusted =
          swept(notices(secured(tls, SmtpSettings.Security.TLS, Optional.empty()), LOOPBACK));

      assertThat(standing(first)).isEqualTo("SENT after 1");
      assertThat(standing(second)).isEqualTo("SENT after 1");
      assertThat(standing(untrusted)).isEqualTo("null after 1, kept");
      assertThat(server.arrived()).hasSize(2);
    }
  }

  private NoticeId swept(Notices notices) throws Exception {
    NoticeId id = keep(notices);
    await(notices.sweep());
    return id;
  }

  @Test
  void nothingIsSentInTheClearWhereStartTlsIsAskedFor() throws Exception {
    try (MailServer server = MailServer.plain()) {
      Notices notices =
          notices(
              secured(server.port(), SmtpSettings.Security.STARTTLS, Optional.empty()), LOOPBACK);
      NoticeId id = keep(notices);

      await(notices.sweep());

      assertThat(server.arrived()).isEmpty();
      assertThat(standing(id)).isEqualTo("null after 1, kept");
    }
  }

  @Test
  void aMailServerOnLoopbackIsReachedOnlyWhenItIsNamed() throws Exception {
    try (MailServer server = MailServer.plain()) {
      Notices notices = notices(server.settings(), new OutboundAllow(List.of()));
      NoticeId id = keep(notices);

      await(notices.sweep());

      assertThat(server.arrived()).isEmpty();
      assertThat(standing(id)).isEqualTo("null after 1, kept");
    }
  }

  @Test
  void aTransactionThatFailsSendsNothing() throws Exception {
    try (MailServer server = MailServer.plain()) {
      Notices notices = notices(server.settings(), LOOPBACK);
      var _ =
          await(
              DATABASE
                  .database()
                  .<Void>inTransaction(
                      tx ->
                          notices
                              .keep(tx, new Notice.Mail(TO, Language.DE, "nein", "nein"))
                              .compose(id -> Future.failedFuture("changed its mind")))
                  .otherwiseEmpty());

      await(notices.sweep());

      assertThat(server.arrived()).isEmpty();
    }
  }
}
