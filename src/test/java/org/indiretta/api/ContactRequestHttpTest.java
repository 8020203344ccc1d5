package org.indiretta.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.indiretta.file.FileStore;
import org.indiretta.file.Samples;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.FileId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.identity.SignInId;
import org.indiretta.identity.TopicId;
import org.indiretta.notify.MailServer;
import org.indiretta.notify.OutboundAllow;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Reply;
import org.indiretta.transcript.SqlRetention;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contact requests from both sides over HTTP, with a real mail server. */
final class ContactRequestHttpTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private static final MailServer MAIL = MailServer.plain();
  private static final byte[] PDF = Samples.pdf();

  @BeforeAll
  static void withMail() {
    SERVER.notices.mailBy(MAIL.settings(), new OutboundAllow(List.of("127.0.0.1")));
  }

  @AfterAll
  static void noMoreMail() {
    MAIL.close();
  }

  private static JsonObject wanted(String email) {
    return new JsonObject()
        .put("site", "ch")
        .put("topic", "passport")
        .put("kind", "SUGGESTION")
        .put("language", "de")
        .put("name", "Maria")
        .put("email", email)
        .put("text", "Bitte ein Stuhl im Wartezimmer");
  }

  private static ApiServer.Response left(JsonObject wanted) throws Exception {
    ApiServer.Response response = SERVER.portal().post("/api/v1/contact-requests", wanted);
    assertThat(response.status()).as(response.text()).isEqualTo(201);
    return response;
  }

  private static ApiServer.Response upload(String secret, String name) throws Exception {
    ApiServer.Browser browser = SERVER.portal().bearer(secret);
    browser.contentType = "application/octet-stream";
    browser.headers.put("X-File-Name", name);
    return browser.send("POST", "/api/v1/contact-requests/files", PDF);
  }

  private static JsonObject followed(String secret) throws Exception {
    return SERVER
        .portal()
        .post("/api/v1/contact-requests/follow", new JsonObject().put("secret", secret))
        .json();
  }

  private static JsonObject listed(ApiServer.Browser staff, String state, String id)
      throws Exception {
    return staff
        .get("/api/v1/contact-requests?state=" + state)
        .json()
        .getJsonArray("contactRequests")
        .stream()
        .map(JsonObject.class::cast)
        .filter(request -> request.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void fromTheCitizenToTheAnswer() throws Exception {
    JsonObject left = left(wanted("weg@example.org")).json();
    String secret = left.getString("secret");
    String id = left.getString("id");
    assertThat(left.getBoolean("confirmed")).isTrue();
    await(SERVER.notices.sweep());
    assertThat(upload(secret, "plan.pdf").status()).isEqualTo(201);
    assertThat(followed(secret).getString("state")).isEqualTo("OPEN");
    assertThat(followed(secret).getString("topic")).isEqualTo("Pass und Identitätskarte");
    assertThat(followed(secret).getJsonArray("files").getJsonObject(0).getString("name"))
        .isEqualTo("plan.pdf");

    ApiServer.Browser marta = SERVER.signedIn("Marta");
    JsonObject task = listed(marta, "OPEN", id);
    assertThat(task.getString("kind")).isEqualTo("SUGGESTION");
    assertThat(Instant.parse(task.getString("dueAt")))
        .isEqualTo(Instant.parse(task.getString("createdAt")).plus(Duration.ofDays(3)));
    String file = task.getJsonArray("files").getJsonObject(0).getString("id");
    assertThat(marta.get("/api/v1/contact-requests/" + id + "/files/" + file).raw().body())
        .isEqualTo(PDF);
    assertThat(marta.post("/api/v1/contact-requests/" + id + "/take", null).status())
        .isEqualTo(204);
    assertThat(
            marta
                .post(
                    "/api/v1/contact-requests/" + id + "/answer",
                    new JsonObject().put("text", "Der Stuhl kommt"))
                .status())
        .isEqualTo(204);
    await(SERVER.notices.sweep());

    assertThat(followed(secret).getString("answer")).isEqualTo("Der Stuhl kommt");
    assertThat(listed(marta, "DONE", id).getString("answerMail")).isEqualTo("SENT");
    List<MimeMessage> mails = MAIL.arrivedFor("weg@example.org");
    assertThat(mails).hasSize(2);
    assertThat(mails.getFirst().getContent().toString()).doesNotContain("Stuhl");
    assertThat(mails.getFirst().getContent().toString()).contains("/c#request=" + secret);
    assertThat(mails.getLast().getContent().toString()).contains("Der Stuhl kommt");
    assertThat(upload(secret, "late.pdf").status()).as("it is done").isEqualTo(404);
  }

  @Test
  void whoDoesNotServeTheTopicSeesNothingOfIt() throws Exception {
    JsonObject left = left(wanted("niemand@example.org").put("topic", "marriage-birth")).json();
    String path = "/api/v1/contact-requests/" + left.getString("id");
    String name =
        SERVER.operators.keySet().stream()
            .filter(known -> !serves(known, "marriage-birth"))
            .findFirst()
            .orElseThrow();
    ApiServer.Browser other = SERVER.signedIn(name);

    assertThat(other.get(path + "/transcript?language=it").status()).isEqualTo(404);
    assertThat(other.get(path + "/files/" + left.getString("id")).status()).isEqualTo(404);
    assertThat(other.post(path + "/answer", new JsonObject().put("text", "x")).status())
        .isEqualTo(404);
    assertThat(SERVER.portal().get(path + "/transcript?language=it").status()).isEqualTo(401);
  }

  private static boolean serves(String name, String topic) {
    return SERVER
        .directory
        .operator(SERVER.operators.get(name))
        .orElseThrow()
        .levels()
        .containsKey(new TopicId(topic));
  }

  @Test
  void byTelephoneItIsDoneWithANote_orWithoutOne() throws Exception {
    ApiServer.Browser marta = SERVER.signedIn("Marta");
    for (String note : new String[] {"Richiamata alle 10", null}) {
      JsonObject wanted = wanted(null).put("telephone", "+41 91 800 00 00");
      wanted.remove("email");
      JsonObject left = left(wanted).json();
      assertThat(left.getBoolean("confirmed")).as("no short messages here").isFalse();
      String path = "/api/v1/contact-requests/" + left.getString("id");
      assertThat(marta.post(path + "/done", null).code()).isEqualTo("WRONG_STATE");
      assertThat(marta.post(path + "/take", null).status()).isEqualTo(204);

      JsonObject body = note == null ? null : new JsonObject().put("note", note);
      assertThat(marta.post(path + "/done", body).status()).isEqualTo(204);

      JsonObject done = listed(marta, "DONE", left.getString("id"));
      assertThat(done.getString("note")).isEqualTo(note);
      assertThat(followed(left.getString("secret")).containsKey("answer")).isFalse();
    }
  }

  @Test
  void oneAddressIsConfirmedThreeTimesADay_theRequestIsKeptAllTheSame() throws Exception {
    for (int n = 0; n < 3; n++) {
      assertThat(left(wanted("Oft@example.org")).json().getBoolean("confirmed")).isTrue();
    }
    assertThat(left(wanted("oft@EXAMPLE.org")).json().getBoolean("confirmed")).isFalse();
    await(SERVER.notices.sweep());
    assertThat(MAIL.arrivedFor("Oft@example.org")).hasSize(3);
    assertThat(MAIL.arrivedFor("oft@EXAMPLE.org")).isEmpty();
    SERVER.passes(Duration.ofHours(24).plusSeconds(1));
    assertThat(left(wanted("oft@example.org")).json().getBoolean("confirmed")).isTrue();
  }

  @Test
  void filesComeWithTheRightSecretSoonAfterwards_atMostTen() throws Exception {
    JsonObject left = left(wanted("dateien@example.org")).json();
    String secret = left.getString("secret");
    for (int n = 0; n < FileStore.MOST_OF_REQUEST; n++) {
      assertThat(upload(secret, n + ".pdf").status()).isEqualTo(201);
    }
    assertThat(upload(secret, "11.pdf").code()).isEqualTo("TOO_MANY");
    assertThat(upload("x".repeat(43), "a.pdf").status()).isEqualTo(404);
    String other = left(wanted("dateien@example.org")).json().getString("secret");
    SERVER.passes(Duration.ofHours(1).plusSeconds(1));
    assertThat(upload(other, "late.pdf").status()).isEqualTo(404);
  }

  @Test
  void aConsultationIsPassedOnWithItsTranscript() throws Exception {
    Principal.Staff marta = staff("Marta");
    await(SERVER.consultations.linked(marta));
    var _ =
        await(
            SERVER.consultations.setPresence(
                marta, new Command.SetPresence("p", PresenceState.AVAILABLE, null, null)));
    ConsultationId id = talk(marta);
    ApiServer.Browser browser = SERVER.signedIn("Marta");
    JsonObject wanted =
        new JsonObject()
            .put("text", "Verificare")
            .put("email", "via@example.org")
            .put("consent", true);
    String path = "/api/v1/consultations/" + id + "/forward";

    assertThat(browser.post(path, wanted.copy().put("consent", false)).code())
        .isEqualTo("MALFORMED");
    assertThat(SERVER.signedIn("Luca").post(path, wanted).status()).isEqualTo(404);
    JsonObject passed = browser.post(path, wanted).json();

    JsonObject task = listed(browser, "OPEN", passed.getString("id"));
    assertThat(task.getString("kind")).isEqualTo("FORWARDED");
    String transcript =
        browser
            .get("/api/v1/contact-requests/" + passed.getString("id") + "/transcript?language=it")
            .text();
    assertThat(transcript).contains("Il mio passaporto", "/c#request=");
    await(SERVER.notices.sweep());
    assertThat(MAIL.arrivedFor("via@example.org")).hasSize(1);
    JsonObject notForwarded = left(wanted("kein@example.org")).json();
    assertThat(
            browser
                .get(
                    "/api/v1/contact-requests/"
                        + notForwarded.getString("id")
                        + "/transcript?language=it")
                .status())
        .isEqualTo(404);
  }

  @Test
  void aConsultationIsTakenAlongOnlyWithItsCitizensToken() throws Exception {
    Principal.Staff marta = staff("Marta");
    await(SERVER.consultations.linked(marta));
    var _ =
        await(
            SERVER.consultations.setPresence(
                marta, new Command.SetPresence("p", PresenceState.AVAILABLE, null, null)));
    String token = token();
    ConsultationId id = started(token);
    shown(token, id);
    JsonObject wanted = wanted("mit@example.org").put("consultation", id.toString());
    wanted.remove("text");

    assertThat(SERVER.portal().post("/api/v1/contact-requests", wanted).status()).isEqualTo(401);
    assertThat(SERVER.portal().bearer(token()).post("/api/v1/contact-requests", wanted).status())
        .isEqualTo(404);
    ApiServer.Response left =
        SERVER.portal().bearer(token).post("/api/v1/contact-requests", wanted);

    assertThat(left.status()).isEqualTo(201);
    JsonObject task = listed(SERVER.signedIn("Marta"), "OPEN", left.json().getString("id"));
    assertThat(task.getString("written")).isEqualTo("Il mio passaporto scade");
    assertThat(task.getJsonArray("files").getJsonObject(0).getString("name"))
        .isEqualTo("modulo.pdf");
  }

  private static void shown(String token, ConsultationId id) throws Exception {
    ApiServer.Browser browser = SERVER.portal().bearer(token);
    browser.contentType = "application/octet-stream";
    browser.headers.put("X-File-Name", "modulo.pdf");
    JsonObject file = browser.send("POST", "/api/v1/consultations/" + id + "/files", PDF).json();
    Principal.Citizen citizen =
        await(SERVER.auth.citizenTokens().authenticate(new Credential.Token(token))).orElseThrow();
    Reply reply =
        await(
            SERVER.consultations.sendFile(
                citizen,
                new Command.SendFile(
                    "f", id, new ClientMessageId("f-1"), FileId.of(file.getString("id"))),
                "connection"));
    assertThat(reply).isInstanceOf(Reply.Appended.class);
  }

  @Test
  void itsFilesGoThirtyDaysAfterItWasDone_andItAfter180() throws Exception {
    ApiServer.Browser marta = SERVER.signedIn("Marta");
    JsonObject left = left(wanted("frist@example.org")).json();
    String secret = left.getString("secret");
    String path = "/api/v1/contact-requests/" + left.getString("id");
    assertThat(upload(secret, "a.pdf").status()).isEqualTo(201);
    assertThat(marta.post(path + "/take", null).status()).isEqualTo(204);
    assertThat(marta.post(path + "/done", null).status()).isEqualTo(204);
    SqlRetention retention = new SqlRetention(SERVER.database.database(), SERVER.clock);

    SERVER.passes(Duration.ofDays(29));
    var _ = await(retention.run(SERVER.clock.now()));
    assertThat(followed(secret).getJsonArray("files")).hasSize(1);
    SERVER.passes(Duration.ofDays(2));
    var _ = await(retention.run(SERVER.clock.now()));
    assertThat(followed(secret).getJsonArray("files")).isEmpty();
    SERVER.passes(Duration.ofDays(150));
    var _ = await(retention.run(SERVER.clock.now()));
    assertThat(followed(secret).getString("code")).isEqualTo("NOT_FOUND");
  }

  private static String token() throws Exception {
    return SERVER
        .portal()
        .post("/api/v1/citizens", new JsonObject().put("site", "ch"))
        .json()
        .getString("token");
  }

  private static ConsultationId started(String token) throws Exception {
    Principal.Citizen citizen =
        await(SERVER.auth.citizenTokens().authenticate(new Credential.Token(token))).orElseThrow();
    await(SERVER.consultations.linked(citizen));
    Reply reply =
        await(
            SERVER.consultations.start(
                citizen,
                new Command.StartConsultation(
                    "s",
                    new TopicId("passport"),
                    Mode.WRITE,
                    Language.IT,
                    "Il mio passaporto scade",
                    null,
                    null,
                    null,
                    null)));
    return ((Reply.Started) reply).consultation().id();
  }

  private static ConsultationId talk(Principal.Staff by) throws Exception {
    ConsultationId id = started(token());
    assertThat(await(SERVER.consultations.take(by, new Command.TakeConsultation("t", id))))
        .isInstanceOf(Reply.Done.class);
    return id;
  }

  private static Principal.Staff staff(String name) {
    OperatorId id = SERVER.operators.get(name);
    return new Principal.Staff(id, Role.OPERATOR, java.util.Set.of(), SignInId.next());
  }
}
