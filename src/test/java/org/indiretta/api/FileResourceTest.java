package org.indiretta.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.json.JsonObject;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import org.indiretta.file.FileStore;
import org.indiretta.file.Samples;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.FileId;
import org.indiretta.identity.References;
import org.indiretta.sql.TestDatabase;
import org.indiretta.transcript.SqlRetention;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files over HTTP: who may, what is refused, and how they go out. */
final class FileResourceTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private ApiServer.Browser citizen;
  private ConsultationId consultation;

  @BeforeEach
  void martaAnswers() throws Exception {
    citizen = newCitizen();
    consultation = consultation("ACTIVE", "Marta");
  }

  // ── who is there ──────────────────────────────────────────────────────────────────────────────

  private CitizenId lastCitizen;

  private ApiServer.Browser newCitizen() throws Exception {
    ApiServer.Browser browser = SERVER.portal();
    JsonObject made = browser.post("/api/v1/citizens", new JsonObject().put("site", "ch")).json();
    lastCitizen = CitizenId.of(made.getString("citizen"));
    return upload(browser.bearer(made.getString("token")));
  }

  private static ApiServer.Browser staff(String firstName) throws Exception {
    return upload(SERVER.signedIn(firstName));
  }

  private static ApiServer.Browser upload(ApiServer.Browser browser) {
    browser.contentType = "application/octet-stream";
    browser.headers.put("X-File-Name", encoded("Foto – Città.png"));
    return browser;
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }

  /** A consultation of the last citizen. */
  private ConsultationId consultation(String state, String owner) throws Exception {
    ConsultationId id = ConsultationId.next();
    TestDatabase.execute(
        SERVER.database.url(),
        """
        INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state, language,
                                  operator_id, started_at, queued_at)
        SELECT '%s', t.site_id, t.id, '%s', '%s', 'WRITE', '%s', 'it', '%s', now(), now()
        FROM topic t ORDER BY t.id LIMIT 1
        """
            .formatted(id, lastCitizen, References.next(), state, SERVER.operators.get(owner)));
    return id;
  }

  private void becomes(String state, Instant endedAt) throws Exception {
    TestDatabase.execute(
        SERVER.database.url(),
        "UPDATE consultation SET state = '%s', ended_at = %s WHERE id = '%s'"
            .formatted(state, endedAt == null ? "NULL" : "'" + endedAt + "'", consultation));
  }

  private String path() {
    return "/api/v1/consultations/" + consultation + "/files";
  }

  private ApiServer.Response post(ApiServer.Browser browser, byte[] file) throws Exception {
    return browser.send("POST", path(), file);
  }

  private String uploaded(ApiServer.Browser browser, byte[] file) throws Exception {
    ApiServer.Response response = post(browser, file);
    assertThat(response.status()).as(response.text()).isEqualTo(201);
    return path() + "/" + response.json().getString("id");
  }

  // ── up and down ───────────────────────────────────────────────────────────────────────────────

  @Test
  void citizenUploadsFromThePortalAndBothSidesDownload() throws Exception {
    ApiServer.Response response = post(citizen, Samples.photoWithPlace());

    assertThat(response.status()).isEqualTo(201);
    assertThat(response.header("Access-Control-Allow-Origin")).contains(ApiServer.PORTAL);
    JsonObject file = response.json();
    assertThat(file.getString("name")).isEqualTo("Foto – Città.jpg");
    assertThat(file.getString("contentType")).isEqualTo("image/jpeg");
    assertThat(file.fieldNames())
        .containsExactlyInAnyOrder("id", "name", "contentType", "size", "createdAt");

    String stored = path() + "/" + file.getString("id");
    ApiServer.Response toCitizen = citizen.get(stored);
    ApiServer.Response toStaff = staff("Marta").get(stored);

    assertThat(toCitizen.raw().body()).isEqualTo(toStaff.raw().body());
    assertThat(toStaff.raw().body()).hasSize(file.getInteger("size"));
    assertThat(Samples.holds(toStaff.raw().body(), "SecretPhone")).isFalse();
  }

  @Test
  void aDownloadIsAnAttachmentThatNoBrowserRuns() throws Exception {
    ApiServer.Response file = citizen.get(uploaded(citizen, Samples.pdf()));

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type")).contains("application/pdf");
    assertThat(file.header("Content-Disposition").orElseThrow())
        .startsWith("attachment; ")
        .contains("filename*=UTF-8''Foto%20%E2%80%93%20Citt%C3%A0.pdf");
    assertThat(file.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(file.header("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("sandbox");
    assertThat(file.header("Cache-Control").orElseThrow()).contains("private").contains("no-store");
    assertThat(file.raw().body()).isEqualTo(Samples.pdf());
  }

  @Test
  void staffUploadByCookieFromOurOwnPagesOnly() throws Exception {
    ApiServer.Browser marta = staff("Marta");

    assertThat(post(marta, Samples.jpeg()).status()).isEqualTo(201);
    marta.origin = ApiServer.PORTAL;
    assertThat(post(marta, Samples.jpeg()).code()).isIn("FORBIDDEN", "UNAUTHENTICATED");
    marta.origin = SERVER.origin();
    marta.contentType = "text/plain";
    assertThat(post(marta, Samples.jpeg()).code()).isEqualTo("BAD_TYPE");
  }

  // ── who may not ───────────────────────────────────────────────────────────────────────────────

  @Test
  void strangersGetTheAnswerOfWhatIsNotThere() throws Exception {
    String file = uploaded(citizen, Samples.pdf());
    ApiServer.Browser nobody = upload(SERVER.browser());
    ApiServer.Browser luca = staff("Luca");
    ApiServer.Browser other = newCitizen();

    assertThat(post(nobody, Samples.pdf()).code()).isEqualTo("UNAUTHENTICATED");
    assertThat(nobody.get(file).code()).isEqualTo("UNAUTHENTICATED");
    for (ApiServer.Browser stranger : new ApiServer.Browser[] {luca, other}) {
      assertThat(post(stranger, Samples.pdf()).code()).isEqualTo("NOT_FOUND");
      assertThat(stranger.get(file).code()).isEqualTo("NOT_FOUND");
      assertThat(stranger.get(path() + "/" + FileId.next()).code()).isEqualTo("NOT_FOUND");
    }
    assertThat(citizen.get(path() + "/" + FileId.next()).code()).isEqualTo("NOT_FOUND");
    assertThat(citizen.get(path() + "/not-an-id").status()).isIn(400, 404);
  }

  @Test
  void aFileIsFoundOnlyUnderItsOwnConsultation() throws Exception {
    String file = uploaded(citizen, Samples.pdf());
    ApiServer.Browser second = newCitizen();
    ConsultationId other = consultation("ACTIVE", "Marta");

    String moved = file.replace(consultation.toString(), other.toString());

    assertThat(second.get(moved).code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void nobodyUploadsWhereNobodyMayWrite() throws Exception {
    ApiServer.Browser marta = staff("Marta");

    becomes("WRAP_UP", null);
    assertThat(post(citizen, Samples.pdf()).status()).isEqualTo(201);
    assertThat(post(marta, Samples.pdf()).code()).isEqualTo("WRONG_STATE");
    becomes("OFFERED", null);
    assertThat(post(marta, Samples.pdf()).code()).isEqualTo("NOT_FOUND");
    becomes("CLOSED", SERVER.clock.now());
    assertThat(post(citizen, Samples.pdf()).code()).isEqualTo("WRONG_STATE");
    assertThat(post(marta, Samples.pdf()).code()).isEqualTo("WRONG_STATE");
  }

  @Test
  void theCitizenDownloadsUntilADayAfterTheEnd() throws Exception {
    String file = uploaded(citizen, Samples.pdf());

    becomes("CLOSED", SERVER.clock.now().minus(Duration.ofHours(23)));
    assertThat(citizen.get(file).status()).isEqualTo(200);
    becomes("CLOSED", SERVER.clock.now().minus(Duration.ofHours(25)));
    assertThat(citizen.get(file).status()).isIn(401, 404);
  }

  @Test
  void whatWasErasedIsNotThere() throws Exception {
    String file = uploaded(citizen, Samples.pdf());
    becomes("CLOSED", SERVER.clock.now().minus(Duration.ofHours(2)));

    SqlRetention.Erased erased =
        await(
            new SqlRetention(SERVER.database.database(), SERVER.clock)
                .run(SERVER.clock.now().plus(Duration.ofDays(30))));

    assertThat(erased.files()).isPositive();
    assertThat(citizen.get(file).code()).isEqualTo("NOT_FOUND");
  }

  // ── what is refused ───────────────────────────────────────────────────────────────────────────

  @Test
  void wrongContentIsRefused() throws Exception {
    assertThat(post(citizen, Samples.SVG).code()).isEqualTo("BAD_FILE");
    assertThat(post(citizen, Samples.SVG).status()).isEqualTo(422);
    assertThat(post(citizen, Samples.HTML_AS_PNG).code()).isEqualTo("BAD_FILE");
    assertThat(post(citizen, Samples.HTML).code()).isEqualTo("BAD_FILE");
    assertThat(post(citizen, new byte[0]).code()).isEqualTo("BAD_FILE");
    citizen.headers.remove("X-File-Name");
    assertThat(post(citizen, Samples.pdf()).code()).isEqualTo("MALFORMED");
    citizen.headers.put("X-File-Name", "%zz.pdf");
    assertThat(post(citizen, Samples.pdf()).code()).isEqualTo("MALFORMED");
  }

  @Test
  void theLongestNameThatASystemHasIsShortened() throws Exception {
    citizen.headers.put("X-File-Name", encoded("ж".repeat(251) + ".pdf"));

    JsonObject file = post(citizen, Samples.pdf()).json();

    assertThat(file.getString("name")).isEqualTo("ж".repeat(116) + ".pdf");
  }

  @Test
  void p8_aTooLongFileIsRefusedBeforeItIsRead() throws Exception {
    // Says its length and sends nothing: the answer comes all the same.
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
      socket.setSoTimeout(30_000);
      send(socket, "Content-Length: " + (FileStore.MOST_BYTES + 1));

      assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
          .isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void p8_aFileOfUnsaidLengthIsCutAtTheLimit() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
      socket.setSoTimeout(30_000);
      send(socket, "Transfer-Encoding: chunked");
      OutputStream out = socket.getOutputStream();
      byte[] part = new byte[65_536];
      for (int sent = 0; sent < FileStore.MOST_BYTES; sent += part.length) {
        out.write("10000\r\n".getBytes(UTF_8));
        out.write(part);
        out.write("\r\n".getBytes(UTF_8));
      }
      out.write("1\r\nx\r\n".getBytes(UTF_8));

      assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
          .isEqualTo("HTTP/1.1 413");
    }
  }

  private void send(Socket socket, String length) throws Exception {
    String head =
        """
        POST %s HTTP/1.1
        Host: localhost
        Origin: %s
        Authorization: Bearer %s
        Content-Type: application/octet-stream
        X-File-Name: a.pdf
        %s

        """
            .formatted(path(), ApiServer.PORTAL, citizen.bearer, length);
    socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(UTF_8));
  }
}
