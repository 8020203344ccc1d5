package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.indiretta.cluster.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of a certificate that browsers will refuse, and what to do. */
final class CertificateCheckTest {
  @TempDir Path folder;

  private Instant end;

  @BeforeEach
  void aPair() throws Exception {
    TestCertificate.make(folder).write(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    end = TlsPair.read(new Settings.Tls(file("cert.pem"), file("key.pem"))).until();
  }

  @Test
  void oneThatIsOverOrSoonOrNotYetGoodIsWrong() {
    Settings settings = withFiles("https://localhost", "cert.pem");

    assertThat(CertificateCheck.look(settings, Instant.now()))
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.OK);
    wrong(settings, end.plusSeconds(1), "the certificate expired on", "renew it");
    wrong(settings, end.minus(Duration.ofDays(13)), "the certificate expires on", "renew it");
    wrong(settings, end.minus(Duration.ofDays(200)), "is valid from", "look at the clock");
  }

  @Test
  void oneForAnotherNameIsWrong() {
    wrong(
        withFiles("https://live.example.ch", "cert.pem"),
        Instant.now(),
        "is for localhost 127.0.0.1 and not for live.example.ch",
        "get one for live.example.ch");
  }

  @Test
  void aFileThatIsNotThereIsWrong_withItsSetting() {
    wrong(withFiles("https://localhost", "none.pem"), Instant.now(), "tls.cert", "none.pem");
  }

  @Test
  void peopleByPlainHttpAreWrong() {
    wrong(
        settings(Map.of("INDIRETTA_PUBLIC_URL", "http://live.example.ch")),
        Instant.now(),
        "browsers then open no microphone",
        "tls.cert and tls.key");
  }

  @Test
  void aBalancerThatCannotBeReachedFromHereIsNoted() throws Exception {
    int nobody = FreePorts.next();

    List<Finding> said =
        CertificateCheck.look(
            settings(Map.of("INDIRETTA_PUBLIC_URL", "https://localhost:" + nobody)), Instant.now());

    assertThat(said).extracting(Finding::kind).containsExactly(Finding.Kind.NOTE);
    assertThat(said.getFirst().says()).contains("look at it from outside");
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private Settings withFiles(String url, String cert) {
    return settings(
        Map.of(
            "INDIRETTA_PUBLIC_URL",
            url,
            "INDIRETTA_TLS_CERT",
            file(cert).toString(),
            "INDIRETTA_TLS_KEY",
            file("key.pem").toString()));
  }

  private static Settings settings(Map<String, String> environment) {
    return new SettingsReader().environment(new HashMap<>(environment)).read();
  }

  private static void wrong(Settings settings, Instant now, String... said) {
    List<Finding> findings = CertificateCheck.look(settings, now);
    assertThat(findings).extracting(Finding::kind).containsExactly(Finding.Kind.WRONG);
    assertThat(findings.getFirst().says()).contains(said);
  }
}
