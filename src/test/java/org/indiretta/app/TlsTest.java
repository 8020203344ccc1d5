package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.TestDatabase;
import org.indiretta.sql.TestFolders;
import org.indiretta.telemetry.Stopwatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** The server that speaks HTTPS itself, on the port it always has. */
final class TlsTest {
  private static final Path FOLDER = folder();
  private static final Path CERT = FOLDER.resolve("cert.pem");
  private static final Path KEY = FOLDER.resolve("key.pem");
  private static final int WAIT_MS = 30_000;

  /** The first bytes of a ClientHello (RFC 8446, 4.1.2) that never ends. */
  private static final byte[] HALF_A_HELLO = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

  private static TestCertificate first;

  @RegisterExtension
  static final RunningCity CITY =
      new RunningCity(
          Map.of("INDIRETTA_TLS_CERT", CERT.toString(), "INDIRETTA_TLS_KEY", KEY.toString()));

  /** Before the extension starts the server, which wants the files. */
  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("indiretta-tls-");
      first = certificate(folder);
      first.write(folder.resolve("cert.pem"), folder.resolve("key.pem"));
      return folder;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestCertificate certificate(Path folder) throws Exception {
    return TestCertificate.make(folder, "EC", "dns:live.rivalago.example,ip:127.0.0.1", "-1d", 100);
  }

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @AfterAll
  static void remove() throws IOException {
    TestFolders.remove(FOLDER);
  }

  // ── HTTPS and wss ─────────────────────────────────────────────────────────────────────────────

  @Test
  void citizensAndStaffMeetOverHttpsAndSecureWebSockets() throws Exception {
    SSLContext trusting = TestCertificate.trusting(first);
    try (Visitor console = visitor(trusting, RunningCity.ORIGIN);
        Visitor portal = visitor(trusting, RunningCity.PORTAL);
        Wire marta = console.staff("marta@rivalago.example", Greeting.DEMO_PASSWORD);
        Wire citizen = portal.citizen(new JsonObject().put("site", "ch"))) {
      String id = RunningCity.answered(citizen, marta, "Passaporto");
      assertThat(id).isNotEmpty();
      HttpResponse<String> me = console.get("/api/v1/me");
      assertThat(me.statusCode()).isEqualTo(200);
      assertThat(me.headers().firstValue("Strict-Transport-Security"))
          .hasValueSatisfying(hsts -> assertThat(hsts).startsWith("max-age=31536000"));
    }
  }

  @Test
  void tls12And13AreSpokenAndNothingElse() throws Exception {
    for (String version : List.of("TLSv1.3", "TLSv1.2")) {
      try (SSLSocket socket = socket(version)) {
        socket.startHandshake();
        assertThat(socket.getSession().getProtocol()).isEqualTo(version);
      }
    }
    try (SSLSocket socket = socket("TLSv1.3")) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      assertThat(socket.getApplicationProtocol()).as("no HTTP/2").isEmpty();
    }
    try (RawHttp.Kept plain = RawHttp.keep(CITY.port())) {
      plain.write("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(plain.isEnded()).as("plain HTTP is no handshake").isTrue();
    }
    assertThat(RawHttp.get(CITY.managementPort(), "/livez").status())
        .as("the management port stays as it is")
        .isEqualTo(200);
  }

  @Test
  void metricsTellWhenTheCertificateEnds() throws Exception {
    assertThat(RawHttp.get(CITY.managementPort(), "/metrics").body())
        .containsPattern("(?m)^indiretta_tls_certificate_until_seconds 1\\.\\d+E9$");
  }

  // ── limits ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void halfAHandshakeAndHalfARequestAreCutWithinTheTimeOfTheFirstRequest() throws Exception {
    Stopwatch watch = Stopwatch.start();
    try (RawHttp.Kept nothing = RawHttp.keep(CITY.port());
        RawHttp.Kept half = RawHttp.keep(CITY.port());
        SSLSocket shaken = socket("TLSv1.3");
        SSLSocket asked = socket("TLSv1.3")) {
      half.socket().getOutputStream().write(HALF_A_HELLO);
      shaken.startHandshake();
      kept(shaken).write("GET /livez HTTP/1.1\r\nHost: loc");
      assertThat(status(asked)).isEqualTo(200);
      assertThat(nothing.isEnded()).isTrue();
      assertThat(half.isEnded()).isTrue();
      assertThat(kept(shaken).isEnded()).isTrue();
      watch.assertLessThan(Duration.ofSeconds(10));
      assertThat(status(asked)).as("who asked once is kept").isEqualTo(200);
    }
  }

  // ── a new certificate ─────────────────────────────────────────────────────────────────────────

  @Test
  void aRenewedCertificateIsServedWhileOpenConnectionsGoOnAndABadOneIsNot() throws Exception {
    ListAppender<ILoggingEvent> log = logged();
    TestCertificate second = certificate(FOLDER);
    TestCertificate third = certificate(FOLDER);
    try (Visitor portal = visitor(TestCertificate.trusting(first), RunningCity.PORTAL);
        Wire old = portal.citizen(new JsonObject().put("site", "ch"))) {
      second.write(CERT, KEY);
      Eventually.holds(() -> served().equals(second.certificate()));
      long before = errors(log);

      Path _ = Files.writeString(KEY, third.keyPem());
      Eventually.holds(() -> errors(log) == before + 1);
      assertThat(served()).isEqualTo(second.certificate());

      third.write(CERT, KEY);
      Eventually.holds(() -> served().equals(third.certificate()));
      assertThat(errors(log)).as("said once, however often it was looked at").isEqualTo(before + 1);
      assertThat(log.list.toString()).contains("the one before stays");
      old.ask("ping", new JsonObject(), "done");
    } finally {
      reloadLog().detachAppender(log);
      first.write(CERT, KEY);
      Eventually.holds(() -> served().equals(first.certificate()));
    }
  }

  private static ListAppender<ILoggingEvent> logged() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.list = new CopyOnWriteArrayList<>();
    log.start();
    reloadLog().addAppender(log);
    return log;
  }

  private static Logger reloadLog() {
    return (Logger) LoggerFactory.getLogger(TlsReload.class);
  }

  private static long errors(ListAppender<ILoggingEvent> log) {
    return log.list.stream().filter(event -> event.getLevel() == Level.ERROR).count();
  }

  /** What a new connection is shown, whoever trusts it. */
  private static Certificate served() {
    try (SSLSocket socket = socket(TestCertificate.trustingAll(), "TLSv1.3")) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  // ── a process of its own ──────────────────────────────────────────────────────────────────────

  @Test
  void anExpiredCertificateIsServedWithAWarningAndNobodyBeginsTheHandshakeAgain() throws Exception {
    Path folder = Files.createDirectory(FOLDER.resolve("process"));
    TestCertificate expired = TestCertificate.make(folder, "RSA", "dns:localhost", "-10d", 5);
    expired.write(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    Map<String, String> environment =
        Map.of(
            "INDIRETTA_TLS_CERT", "cert.pem",
            "INDIRETTA_TLS_KEY", "key.pem",
            "INDIRETTA_HTTP_PORT", "0",
            "INDIRETTA_MANAGEMENT_PORT", "0",
            "INDIRETTA_DATABASE_URL", RunningCity.address(DATABASE.url()));
    try (JavaProcess server = JavaProcess.start(folder, environment, "serve")) {
      server.awaitOut("InDiretta is ready: https://localhost:");
      assertThat(server.err()).contains("the certificate expired on");
      Matcher port = Pattern.compile("ready: https://localhost:(\\d+)").matcher(server.out());
      assertThat(port.find()).isTrue();
      try (SSLSocket socket =
          socket(TestCertificate.trustingAll(), "TLSv1.2", Integer.parseInt(port.group(1)))) {
        assertThat(status(socket)).isEqualTo(200);
        assertThatThrownBy(
                () -> {
                  socket.startHandshake();
                  status(socket);
                })
            .as("a handshake costs the server ten times as much")
            .isInstanceOf(IOException.class);
      }
    }
  }

  // ── connections ───────────────────────────────────────────────────────────────────────────────

  private static Visitor visitor(SSLContext trusting, String origin) {
    HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trusting).build();
    return new Visitor(client, URI.create("https://127.0.0.1:" + CITY.port()), origin);
  }

  private static SSLSocket socket(String version) throws Exception {
    return socket(TestCertificate.trustingAll(), version);
  }

  private static SSLSocket socket(SSLContext trusting, String version) throws Exception {
    return socket(trusting, version, CITY.port());
  }

  private static SSLSocket socket(SSLContext trusting, String version, int port)
      throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(WAIT_MS);
    socket.setEnabledProtocols(new String[] {version});
    return socket;
  }

  /** Asks something small; the status of the answer. */
  @CanIgnoreReturnValue
  private static int status(SSLSocket socket) throws IOException {
    return kept(socket).get("/livez").status();
  }

  /** The connection, which its socket closes. */
  private static RawHttp.Kept kept(SSLSocket socket) {
    return new RawHttp.Kept(socket);
  }
}
