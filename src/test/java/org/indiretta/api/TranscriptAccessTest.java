package org.indiretta.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.indiretta.auth.CitizenTokens;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.SiteId;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files, transcripts, the archive and photos: who may have them, and how they go out. */
final class TranscriptAccessTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private static int started;

  private CitizenTokens.Made citizen;
  private ConsultationId consultation;

  /** A consultation that Luca owns, with a message and an internal note. */
  @BeforeEach
  void start() throws Exception {
    citizen = await(SERVER.auth.citizenTokens().make(new SiteId("ch"), null, "127.0.0.1"));
    consultation = ConsultationId.next();
    String reference = "K7-" + "234679ACDEFGHJK".charAt(started++) + "F2";
    sql(
        """
        INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state, language,
          name, operator_id, started_at, queued_at, answered_at, last_seq)
        VALUES ('%s', 'ch', 'passport', '%s', '%s', 'WRITE', 'ACTIVE', 'it', 'Maria', '%s',
          '%s', '%s', '%s', 2)
        """
            .formatted(
                consultation,
                citizen.citizen(),
                reference,
                SERVER.operators.get("Luca"),
                now(),
                now(),
                now()));
    sql(
        entry(
            1, "CITIZEN", citizen.citizen().toString(), "MESSAGE", "Quanto costa il passaporto?"));
    sql(entry(2, "OPERATOR", SERVER.operators.get("Luca").toString(), "NOTE", "richiamare domani"));
  }

  private String entry(int seq, String writer, String id, String kind, String text) {
    return """
    INSERT INTO entry (consultation_id, seq, at, writer, writer_id, client_message_id, kind, text)
    VALUES ('%s', %d, '%s', '%s', '%s', 'm%d', '%s', '%s')
    """
        .formatted(consultation, seq, now(), writer, id, seq, kind, text);
  }

  private void end() throws Exception {
    sql(
        "UPDATE consultation SET state = 'CLOSED', ended_at = '%s', outcome = 'RESOLVED' WHERE id = '%s'"
            .formatted(now(), consultation));
  }

  private static Instant now() {
    return SERVER.clock.now();
  }

  private static void sql(String statement) throws Exception {
    TestDatabase.execute(SERVER.database.url(), statement);
  }

  private String transcript() {
    return "/api/v1/consultations/" + consultation + "/transcript?language=it&format=";
  }

  @Test
  void theCitizenKeepsTheTranscriptWithoutNotesAndForADay() throws Exception {
    ApiServer.Browser maria = SERVER.portal().bearer(citizen.token().value());
    end();

    ApiServer.Response text = maria.get(transcript() + "text");
    ApiServer.Response html = maria.get(transcript() + "html");

    assertThat(text.status()).isEqualTo(200);
    assertThat(text.text()).contains("Quanto costa il passaporto?", "[1]", "[2]");
    assertThat(text.text()).doesNotContain("richiamare");
    assertThat(text.header("Content-Disposition").orElseThrow()).startsWith("attachment;");
    assertThat(html.text())
        .contains("<html", "Quanto costa")
        .doesNotContain("richiamare", "<script");
    assertThat(html.header("Content-Security-Policy").orElseThrow()).contains("sandbox");
    SERVER.passes(Duration.ofHours(24).plusSeconds(1));
    assertThat(maria.get(transcript() + "text").status()).isEqualTo(401);
  }

  @Test
  void strangersGetTheSameAnswerAsForNothing() throws Exception {
    CitizenTokens.Made other =
        await(SERVER.auth.citizenTokens().make(new SiteId("ch"), null, "127.0.0.1"));
    ApiServer.Browser stranger = SERVER.portal().bearer(other.token().value());

    ApiServer.Response somebodyElses = stranger.get(transcript() + "text");
    ApiServer.Response nothing =
        stranger.get("/api/v1/consultations/" + ConsultationId.next() + "/transcript?language=it");

    assertThat(somebodyElses.status()).isEqualTo(404);
    assertThat(nothing.text()).isEqualTo(somebodyElses.text());
    assertThat(SERVER.signedIn("Paolo").get(transcript() + "text").status()).isEqualTo(404);
    assertThat(SERVER.signedIn("Luca").get(transcript() + "text").text()).contains("richiamare");
  }

  @Test
  void whoAnswersTheCaseThatCameBackReadsTheEarlierOneMeanwhile() throws Exception {
    end();
    String path = "/api/v1/archive/" + consultation;
    CitizenTokens.Made back =
        await(SERVER.auth.citizenTokens().make(new SiteId("ch"), null, "127.0.0.1"));
    sql(
        """
        INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state, language,
          operator_id, started_at, queued_at, answered_at, earlier_id)
        VALUES ('%s', 'ch', 'passport', '%s', 'M4-%sXQ', 'WRITE', 'ACTIVE', 'it', '%s', '%s', '%s',
          '%s', '%s')
        """
            .formatted(
                ConsultationId.next(),
                back.citizen(),
                "234679ACDEFGHJK".charAt(started),
                SERVER.operators.get("Paolo"),
                now(),
                now(),
                now(),
                consultation));

    assertThat(SERVER.signedIn("Paolo").get(path).text()).contains("Quanto costa");
    sql(
        "UPDATE consultation SET state = 'CLOSED', ended_at = '%s' WHERE earlier_id = '%s'"
            .formatted(now(), consultation));
    assertThat(SERVER.signedIn("Paolo").get(path).status()).isEqualTo(404);
  }

  @Test
  void theArchiveLetsInByRoleTopicAndRightAndWritesItDown() throws Exception {
    end();
    String path = "/api/v1/archive/" + consultation;

    assertThat(SERVER.signedIn("Luca").get(path).text()).contains("Quanto costa", "richiamare");
    assertThat(SERVER.signedIn("Marta").get(path).status()).as("serves the topic").isEqualTo(200);
    assertThat(SERVER.signedIn("Paolo").get(path).status()).isEqualTo(404);
    assertThat(SERVER.signedIn("Anna").get(path).status()).as("has ARCHIVE").isEqualTo(200);
    sql("UPDATE operator SET rights = '{}' WHERE email = 'admin@rivalago.example'");
    assertThat(SERVER.signedIn("Anna").get(path).status()).as("an admin without").isEqualTo(404);
    sql("UPDATE operator SET rights = '{ARCHIVE}' WHERE email = 'admin@rivalago.example'");
    assertThat(
            await(
                SERVER
                    .database
                    .database()
                    .list(
                        Sql.of("SELECT operator_id FROM archive_access WHERE consultation_id = :id")
                            .with("id", consultation.value()),
                        row -> row.getUUID("operator_id"))))
        .containsExactlyInAnyOrder(
            SERVER.operators.get("Luca").value(),
            SERVER.operators.get("Marta").value(),
            SERVER.operators.get("Anna").value());
    JsonObject found =
        SERVER.signedIn("Luca").get("/api/v1/archive?text=passaporto&topic=passport").json();
    assertThat(found.getJsonArray("consultations").toString()).contains(consultation.toString());
    assertThat(SERVER.signedIn("Paolo").get("/api/v1/archive").text())
        .doesNotContain(consultation.toString());
    assertThat(SERVER.signedIn("Luca").get("/api/v1/archive?from=yesterday").code())
        .isEqualTo("MALFORMED");
  }

  @Test
  void aFileGoesInByContentAndOutAsAnAttachment() throws Exception {
    ApiServer.Browser maria = SERVER.portal().bearer(citizen.token().value());
    maria.contentType = "application/octet-stream";
    maria.headers.put("X-File-Name", "carta%20d%E2%80%99identit%C3%A0.png");
    String files = "/api/v1/consultations/" + consultation + "/files";

    ApiServer.Response stored = maria.send("POST", files, png());

    assertThat(stored.status()).as(stored.text()).isEqualTo(201);
    assertThat(stored.json().getString("contentType")).isEqualTo("image/png");
    assertThat(stored.header("Access-Control-Allow-Origin")).contains(ApiServer.PORTAL);
    String path = files + "/" + stored.json().getString("id");
    ApiServer.Response out = SERVER.signedIn("Luca").get(path);
    assertThat(out.status()).isEqualTo(200);
    assertThat(out.header("Content-Type")).contains("image/png");
    assertThat(out.header("Content-Disposition").orElseThrow())
        .startsWith("attachment;")
        .contains("identit%C3%A0");
    assertThat(out.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(out.header("Content-Security-Policy").orElseThrow()).contains("sandbox");
    assertThat(ImageIO.read(new ByteArrayInputStream(out.raw().body())).getWidth()).isEqualTo(4);
    assertThat(SERVER.signedIn("Paolo").get(path).status()).isEqualTo(404);

    byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".getBytes(UTF_8);
    assertThat(maria.send("POST", files, svg).code()).isEqualTo("BAD_FILE");
    maria.headers.remove("X-File-Name");
    assertThat(maria.send("POST", files, png()).code()).isEqualTo("MALFORMED");
    maria.headers.put("X-File-Name", "a.png");
    maria.contentType = "multipart/form-data";
    assertThat(maria.send("POST", files, png()).code()).isEqualTo("BAD_TYPE");
    maria.contentType = "application/octet-stream";
    end();
    assertThat(maria.send("POST", files, png()).code()).isEqualTo("WRONG_STATE");
  }

  @Test
  void aFileOverTheLimitIsRefusedAndTheServerGoesOn() throws Exception {
    ApiServer.Browser maria = SERVER.portal().bearer(citizen.token().value());
    maria.contentType = "application/octet-stream";
    maria.headers.put("X-File-Name", "big.pdf");
    String files = "/api/v1/consultations/" + consultation + "/files";
    int status;
    try {
      status = maria.send("POST", files, new byte[10 * 1024 * 1024 + 1]).status();
    } catch (IOException cut) {
      status = 413; // The connection was cut while the rest was still being sent.
    }

    assertThat(status).isEqualTo(413);
    assertThat(maria.send("POST", files, png()).status()).isEqualTo(201);
  }

  @Test
  void aPhotoIsShownToCitizensOnlyByTheOperatorsOwnChoice() throws Exception {
    ApiServer.Browser luca = SERVER.signedIn("Luca");
    ApiServer.Browser maria = SERVER.portal().bearer(citizen.token().value());
    String path = "/api/v1/operators/" + SERVER.operators.get("Luca") + "/photo";
    luca.contentType = "application/octet-stream";
    assertThat(luca.send("PUT", "/api/v1/me/photo", "GIF89a".getBytes(UTF_8)).code())
        .isEqualTo("BAD_FILE");
    assertThat(luca.send("PUT", "/api/v1/me/photo", png()).status()).isEqualTo(204);
    luca.contentType = "application/json";

    assertThat(luca.get(path).header("Content-Type")).contains("image/png");
    assertThat(maria.get(path).status()).isEqualTo(404);
    byte[] show = new JsonObject().put("showPhoto", true).toBuffer().getBytes();
    assertThat(luca.send("PATCH", "/api/v1/me", show).status()).isEqualTo(200);
    assertThat(maria.get(path).status()).isEqualTo(200);
    assertThat(luca.send("DELETE", "/api/v1/me/photo", null).status()).isEqualTo(204);
    assertThat(maria.get(path).status()).isEqualTo(404);
  }

  private static byte[] png() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", out))
        .isTrue();
    return out.toByteArray();
  }
}
