package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a certificate and a key have to be, and what whoever put another there reads. */
final class TlsPairTest {
  @TempDir static Path made;
  private static TestCertificate elliptic;
  private static TestCertificate rsa;

  @TempDir Path folder;
  private Path cert;
  private Path key;

  @BeforeAll
  static void certificates() throws Exception {
    elliptic =
        TestCertificate.make(made, "EC", "dns:live.example.ch,dns:*.rivalago.example", "-1d", 100);
    rsa = TestCertificate.make(made, "RSA", "dns:live.example.ch", "-1d", 100);
  }

  @BeforeEach
  void files() throws Exception {
    cert = folder.resolve("cert.pem");
    key = folder.resolve("key.pem");
    elliptic.write(cert, key);
  }

  @Test
  void aPairIsReadWithItsChainAndWhatToolsWriteBetween() throws Exception {
    Path _ = Files.writeString(cert, "subject=CN\n" + elliptic.certPem() + "\n" + rsa.certPem());

    TlsPair pair = read();

    assertThat(pair.certificate()).isEqualTo(elliptic.certificate());
    assertThat(pair.described()).startsWith("live.example.ch *.rivalago.example, until 20");
    rsa.write(cert, key);
    assertThat(read().certificate()).isEqualTo(rsa.certificate());
  }

  @Test
  void whatIsNotThereOrNoPemIsSaidWithItsSettingAndFile() throws Exception {
    refused("tls.key", folder.resolve("none.pem"), cert, folder.resolve("none.pem"), "not there");
    refused("tls.cert", folder, folder, key, "cannot be read");
    Path _ = Files.writeString(cert, "hello");
    refused("tls.cert", cert, cert, key, "no certificate in PEM");
    Path _ = Files.writeString(cert, TestCertificate.pem("CERTIFICATE", new byte[] {1, 2, 3}));
    refused("tls.cert", cert, cert, key, "damaged");
    Path _ = Files.write(cert, new byte[PemFile.MOST_BYTES + 1]);
    refused("tls.cert", cert, cert, key, "longer than 262144 bytes");
    elliptic.write(cert, key);
    Path _ = Files.writeString(key, elliptic.certPem());
    refused("tls.key", key, cert, key, "no private key in PEM");
    Path _ = Files.writeString(key, TestCertificate.pem("PRIVATE KEY", new byte[] {1, 2, 3}));
    refused("tls.key", key, cert, key, "damaged");
  }

  @Test
  void aKeyOfAnotherFormIsSaidWithHowToConvertIt() throws Exception {
    String convert = "openssl pkcs8 -topk8 -nocrypt -in " + key;
    Path _ = Files.writeString(key, TestCertificate.pem("ENCRYPTED PRIVATE KEY", new byte[99]));
    refused("tls.key", key, cert, key, "encrypted", convert);
    Path _ = Files.writeString(key, TestCertificate.pem("EC PRIVATE KEY", new byte[99]));
    refused("tls.key", key, cert, key, "'EC PRIVATE KEY', not PKCS#8", convert);
    Path _ =
        Files.writeString(
            key,
            """
            -----BEGIN RSA PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-128-CBC,00

            AAAA
            -----END RSA PRIVATE KEY-----
            """);
    refused("tls.key", key, cert, key, "encrypted", convert);
  }

  @Test
  void whatDoesNotBelongTogetherIsRefused() throws Exception {
    TestCertificate other = TestCertificate.make(folder);
    Path _ = Files.writeString(key, other.keyPem());
    refused("tls.cert", cert, cert, key, "do not belong together");
    Path _ = Files.writeString(key, rsa.keyPem());
    refused("tls.key", key, cert, key, "no EC key");
    Path _ = Files.writeString(key, other.keyPem());
    Path _ = Files.writeString(cert, elliptic.certPem() + other.certPem());
    refused("tls.cert", cert, cert, key, "put the server's own first");
    TestCertificate.make(folder, "Ed25519", "dns:localhost", "-0d", 9).write(cert, key);
    refused("tls.key", key, cert, key, "browsers take RSA and EC");
  }

  @Test
  void whatBrowsersMayRefuseIsWarnedOf() {
    Instant now = Instant.now();
    TlsPair pair = read();

    assertThat(pair.warnings(now, "live.example.ch")).isEmpty();
    assertThat(pair.warnings(now, "altro.rivalago.example")).isEmpty();
    assertThat(pair.warnings(now, "a.b.rivalago.example"))
        .containsExactly(
            "the certificate is for live.example.ch *.rivalago.example and not for"
                + " a.b.rivalago.example: get one for a.b.rivalago.example");
    assertThat(pair.warnings(now.minus(Duration.ofDays(9)), "live.example.ch"))
        .singleElement()
        .asString()
        .contains("valid from", "look at the clock");
    Instant end = pair.until();
    assertThat(pair.warnings(end.minus(TlsPair.ENDS_SOON).plusSeconds(1), "live.example.ch"))
        .singleElement()
        .asString()
        .contains("expires on", "renew it");
    assertThat(pair.warnings(end.plusSeconds(1), "live.example.ch"))
        .singleElement()
        .asString()
        .contains("expired on", "renew it");
  }

  private TlsPair read() {
    return TlsPair.read(new Settings.Tls(cert, key));
  }

  private static void refused(String setting, Path file, Path cert, Path key, String... said) {
    assertThatThrownBy(() -> TlsPair.read(new Settings.Tls(cert, key)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(setting + ": the file " + file + " ")
        .hasMessageContainingAll(said);
  }
}
