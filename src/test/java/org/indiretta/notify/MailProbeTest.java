package org.indiretta.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.indiretta.app.TestCertificate;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whether a mail server would take our mail, and what to do when it would not. */
final class MailProbeTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.patient();

  private static final OutboundAllow LOOPBACK = new OutboundAllow(List.of("127.0.0.1", "::1"));

  @TempDir Path folder;

  @Test
  void oneThatIsWellIsGreetedAndGetsNoMail() throws Exception {
    try (MailServer server = MailServer.plain()) {
      server.account("sportello", "geheim");

      assertThat(trouble(server.port(), SmtpSettings.Security.NONE, "geheim")).isEmpty();
      assertThat(server.arrived()).isEmpty();
    }
  }

  @Test
  void anotherPasswordIsSaidByItsSettings() throws Exception {
    try (MailServer server = MailServer.plain()) {
      server.account("sportello", "geheim");

      assertThat(trouble(server.port(), SmtpSettings.Security.NONE, "verborgen"))
          .hasValue("it does not take mail.user with mail.password");
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsSaid_withMailCa() throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    try (MailServer server = MailServer.plain()) {
      server.account("sportello", "geheim");
      int tls = TlsFront.fromTheFirstByte(DATABASE.vertx(), server, certificate).port();

      assertThat(trouble(tls, SmtpSettings.Security.TLS, "geheim"))
          .hasValueSatisfying(said -> assertThat(said).contains("not trusted (mail.ca)"));
      assertThat(
              MailProbe.trouble(
                  settings(
                      tls,
                      SmtpSettings.Security.TLS,
                      "geheim",
                      Optional.of(TestCertificate.trusting(certificate).getSocketFactory())),
                  LOOPBACK))
          .isEmpty();
    }
  }

  @Test
  void oneWithoutTheTlsThatIsAskedForIsSaid() throws Exception {
    try (MailServer server = MailServer.plain()) {
      assertThat(trouble(server.port(), SmtpSettings.Security.STARTTLS, "geheim"))
          .hasValueSatisfying(said -> assertThat(said).contains("mail.security"));
      assertThat(trouble(server.port(), SmtpSettings.Security.TLS, "geheim"))
          .hasValueSatisfying(said -> assertThat(said).contains("mail.security does not fit"));
    }
  }

  @Test
  void oneThatMayNotBeReachedOrIsAwayIsSaid() throws Exception {
    int port;
    try (MailServer server = MailServer.plain()) {
      port = server.port();
      assertThat(
              MailProbe.trouble(
                  settings(port, SmtpSettings.Security.NONE, "geheim", Optional.empty()),
                  new OutboundAllow(List.of())))
          .hasValueSatisfying(said -> assertThat(said).contains("outbound.allow"));
    }
    assertThat(trouble(port, SmtpSettings.Security.NONE, "geheim"))
        .hasValueSatisfying(said -> assertThat(said).contains("mail.host, mail.port"));
  }

  private static Optional<String> trouble(
      int port, SmtpSettings.Security security, String password) {
    Optional<String> said =
        MailProbe.trouble(settings(port, security, password, Optional.empty()), LOOPBACK);
    said.ifPresent(text -> assertThat(text).doesNotContain(password));
    return said;
  }

  private static SmtpSettings settings(
      int port, SmtpSettings.Security security, String password, Optional<SSLSocketFactory> trust) {
    return new SmtpSettings(
        "localhost",
        port,
        security,
        Optional.of("sportello"),
        password,
        "sportello@rivalago.example",
        "live.rivalago.example",
        trust);
  }
}
