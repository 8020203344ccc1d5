package org.indiretta.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that signed itself, made with the JDK's own keytool. */
public record TestCertificate(Certificate certificate, String certPem, String keyPem) {
  private static final String PASSWORD = "geheim";
  private static final int WAIT_S = 60;

  /** For localhost and 127.0.0.1, good from now on for a hundred days. */
  public static TestCertificate make(Path folder) throws Exception {
    return make(folder, "EC", "dns:localhost,ip:127.0.0.1", "-0d", 100);
  }

  /**
   * @param kind {@code EC} or {@code RSA} or {@code Ed25519}
   * @param names as keytool writes alternative names
   * @param from when it begins, such as {@code -10d}
   */
  static TestCertificate make(Path folder, String kind, String names, String from, int days)
      throws Exception {
    Path store = folder.resolve("store-" + System.nanoTime() + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of("-genkeypair", "-alias", "tls", "-keyalg", kind));
    command.addAll(List.of("-dname", "CN=InDiretta Test", "-ext", "san=" + names));
    command.addAll(List.of("-startdate", from, "-validity", Integer.toString(days)));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    Path said = Files.createTempFile(folder, "keytool", ".txt");
    Process keytool =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!keytool.waitFor(WAIT_S, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new AssertionError(Files.readString(said));
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Certificate certificate = keys.getCertificate("tls");
    byte[] key = keys.getKey("tls", PASSWORD.toCharArray()).getEncoded();
    return new TestCertificate(
        certificate, pem("CERTIFICATE", certificate.getEncoded()), pem("PRIVATE KEY", key));
  }

  /** A PEM block. */
  static String pem(String label, byte[] bytes) {
    String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label);
  }

  /** Writes both files, the certificate first, as a renewal does. */
  void write(Path cert, Path key) throws Exception {
    Path _ = Files.writeString(cert, certPem);
    Path _ = Files.writeString(key, keyPem);
  }

  /** What a browser that trusts just these takes. */
  public static SSLContext trusting(TestCertificate... trusted) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < trusted.length; i++) {
      store.setCertificateEntry("trusted" + i, trusted[i].certificate());
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), new SecureRandom());
    return context;
  }

  /** What takes every certificate: the test looks itself at which it is. */
  static SSLContext trustingAll() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManager[] everybody = InsecureTrustManagerFactory.INSTANCE.getTrustManagers();
    context.init(null, everybody, new SecureRandom());
    return context;
  }
}
