package org.indiretta.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A certificate with its chain and the key that belongs to it, read once from their files and
 * checked: what was checked is what is served.
 *
 * @param certificate the first of its file, which is the server's own
 */
record TlsPair(PemFile certFile, PemFile keyFile, X509Certificate certificate) {
  /** So long before its end a certificate that nobody renewed is spoken of. */
  static final Duration ENDS_SOON = Duration.ofDays(14);

  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** RFC 5280, 4.2.1.6: the types of a subject's alternative names. */
  private static final int DNS_NAME = 2;

  private static final int IP_ADDRESS = 7;

  /**
   * Reads and checks both files; blocks.
   *
   * @throws SettingsException when they cannot be served, with what is wrong and what to do
   */
  static TlsPair read(Settings.Tls where) {
    PemFile certFile = PemFile.read(SettingKey.TLS_CERT, where.cert());
    PemFile keyFile = PemFile.read(SettingKey.TLS_KEY, where.key());
    List<X509Certificate> chain = chain(certFile);
    PrivateKey key = key(keyFile, chain.getFirst());
    if (!belong(chain.getFirst(), key)) {
      boolean another = chain.stream().skip(1).anyMatch(next -> belong(next, key));
      throw certFile.refused(
          another
              ? "begins with another certificate than that of the key: put the server's own first,"
                  + " those of who signed it after it"
              : "and the key in " + keyFile.path() + " do not belong together");
    }
    return new TlsPair(certFile, keyFile, chain.getFirst());
  }

  private static List<X509Certificate> chain(PemFile file) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> chain = new ArrayList<>();
      for (PemFile.Block block : file.blocks()) {
        if (block.label().equals(CERTIFICATE)) {
          chain.add(
              (X509Certificate)
                  factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
        }
      }
      if (chain.isEmpty()) {
        throw file.refused("holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
      }
      return chain;
    } catch (CertificateException | IllegalArgumentException e) {
      throw file.refused("holds a certificate that cannot be read: it is damaged or cut off");
    }
  }

  private static PrivateKey key(PemFile file, X509Certificate certificate) {
    PemFile.Block block =
        file.blocks().stream()
            .filter(each -> each.label().endsWith(KEY))
            .findFirst()
            .orElseThrow(
                () -> file.refused("holds no private key in PEM (-----BEGIN PRIVATE KEY-----)"));
    if (block.label().startsWith("ENCRYPTED") || block.body().contains("ENCRYPTED")) {
      throw file.refused(
          "is encrypted, and nobody is there to type its password at a start. " + converted(file));
    }
    if (!block.label().equals(KEY)) {
      throw file.refused("holds a '" + block.label() + "', not PKCS#8. " + converted(file));
    }
    String algorithm = certificate.getPublicKey().getAlgorithm();
    if (!algorithm.equals("RSA") && !algorithm.equals("EC")) {
      throw file.refused(
          "belongs to a certificate for " + algorithm + ": browsers take RSA and EC");
    }
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(block.bytes()));
    } catch (InvalidKeySpecException | IllegalArgumentException e) {
      throw file.refused(
          "holds no %s key as the certificate asks for, or is damaged".formatted(algorithm));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String converted(PemFile file) {
    return "Convert it: openssl pkcs8 -topk8 -nocrypt -in " + file.path() + " -out key.pem";
  }

  /** Whether what the one signs the other confirms. */
  private static boolean belong(X509Certificate certificate, PrivateKey key) {
    try {
      Signature signature =
          Signature.getInstance("SHA256with" + (isEllipticCurve(key) ? "ECDSA" : "RSA"));
      signature.initSign(key);
      signature.update(certificate.getEncoded());
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(certificate.getEncoded());
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      // A key of another kind or curve.
      return false;
    }
  }

  private static boolean isEllipticCurve(PrivateKey key) {
    return key.getAlgorithm().equals("EC");
  }

  /** For Vert.x: the bytes that were checked. */
  PemKeyCertOptions options() {
    return new PemKeyCertOptions()
        .setCertValue(Buffer.buffer(certFile.text(), ISO_8859_1.name()))
        .setKeyValue(Buffer.buffer(keyFile.text(), ISO_8859_1.name()));
  }

  /** Whether the files held the same. */
  boolean sameAs(TlsPair other) {
    return certFile.text().equals(other.certFile.text())
        && keyFile.text().equals(other.keyFile.text());
  }

  /** From when on nobody takes it any more. */
  Instant until() {
    return certificate.getNotAfter().toInstant();
  }

  /** For people: whose it is and until when. */
  String described() {
    return "%s, until %s".formatted(String.join(" ", names()), DAY.format(until()));
  }

  /**
   * What it is served with nevertheless, but browsers may refuse it: not yet or no longer valid,
   * soon over, for another name. The same is said in the same words.
   *
   * @param host as people type it
   */
  List<String> warnings(Instant now, String host) {
    List<String> warnings = new ArrayList<>();
    Instant from = certificate.getNotBefore().toInstant();
    if (now.isBefore(from)) {
      warnings.add(
          "the certificate is valid from "
              + DAY.format(from)
              + " on only: look at the clock, or serve the former one until then");
    } else if (now.isAfter(until())) {
      warnings.add("the certificate expired on " + DAY.format(until()) + ": renew it");
    } else if (now.plus(ENDS_SOON).isAfter(until())) {
      warnings.add("the certificate expires on " + DAY.format(until()) + ": renew it");
    }
    List<String> names = names();
    if (names.stream().noneMatch(name -> covers(name, host))) {
      warnings.add(
          "the certificate is for %s and not for %s: get one for %s"
              .formatted(names.isEmpty() ? "no name" : String.join(" ", names), host, host));
    }
    return warnings;
  }

  /** The names browsers look at: the alternative names, never the subject (RFC 9525, 2). */
  private List<String> names() {
    try {
      return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
          .flatMap(java.util.Collection::stream)
          .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
          .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
          .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /** A star stands for one whole label on the left (RFC 9525, 6.3). */
  private static boolean covers(String name, String host) {
    int dot = host.indexOf('.');
    return name.equals(host)
        || (name.startsWith("*.") && dot > 0 && name.substring(1).equals(host.substring(dot)));
  }
}
