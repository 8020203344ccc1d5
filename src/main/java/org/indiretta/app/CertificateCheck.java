package org.indiretta.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Looks at the certificate people get: that of the files, or, with a balancer in front, the one
 * that is shown at the public address.
 */
final class CertificateCheck {
  /** How long the way to the public address and its handshake may take, in milliseconds each. */
  static final int ANSWER_MS = 5_000;

  private static final String ABOUT = "certificate";
  private static final int HTTPS = 443;

  private CertificateCheck() {}

  static List<Finding> look(Settings settings, Instant now) {
    URI address = settings.publicUrl();
    if (settings.isInsecure()) {
      return List.of(Finding.wrong(ABOUT, Server.INSECURE));
    }
    if (settings.tls().isPresent()) {
      return ofFiles(settings.tls().get(), address.getHost(), now);
    }
    return address.getScheme().equals("https")
        ? List.of(shown(address, now))
        : List.of(
            Finding.note(
                ABOUT, "none: " + address + " is for this machine alone; see HTTPS in the README"));
  }

  private static List<Finding> ofFiles(Settings.Tls files, String host, Instant now) {
    try {
      TlsPair pair = TlsPair.read(files);
      List<String> warnings = pair.warnings(now, host);
      return warnings.isEmpty()
          ? List.of(Finding.ok(ABOUT, pair.described()))
          : warnings.stream().map(warning -> Finding.wrong(ABOUT, warning)).toList();
    } catch (SettingsException e) {
      return List.of(Finding.wrong(ABOUT, e.getMessage()));
    }
  }

  private static Finding shown(URI address, Instant now) {
    int port = address.getPort() < 0 ? HTTPS : address.getPort();
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address.getHost(), port), ANSWER_MS);
      plain.setSoTimeout(ANSWER_MS);
      try (SSLSocket tls = (SSLSocket) factory.createSocket(plain, address.getHost(), port, true)) {
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return until((X509Certificate) tls.getSession().getPeerCertificates()[0], address, now);
      }
    } catch (SSLException e) {
      return Finding.wrong(
          ABOUT,
          "browsers will not trust %s: %s. Renew it, or serve the whole chain"
              .formatted(address, e.getMessage()));
    } catch (IOException e) {
      return Finding.note(
          ABOUT,
          "%s cannot be reached from here (%s): look at it from outside"
              .formatted(address, e.getMessage()));
    }
  }

  private static Finding until(X509Certificate certificate, URI address, Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    String said = "%s shows one that is good until %s".formatted(address, end);
    return Duration.between(now, end).compareTo(TlsPair.ENDS_SOON) < 0
        ? Finding.wrong(ABOUT, said + ": renew it")
        : Finding.ok(ABOUT, said);
  }
}
