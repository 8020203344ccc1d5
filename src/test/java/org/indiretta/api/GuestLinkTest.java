package org.indiretta.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.indiretta.auth.Secret;
import org.indiretta.consultation.Calls;
import org.indiretta.consultation.Consultations;
import org.indiretta.identity.CallId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.identity.SignInId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.Sql;
import org.indiretta.telemetry.HeardLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Over HTTP: guests' links, made by the owner and used once, and colleagues in a call (C13, C14).
 */
final class GuestLinkTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private static final SiteId SITE = new SiteId("ch");
  private static final TopicId MOVING = new TopicId("moving");

  private Principal.Citizen citizen;
  private Principal.Staff marta;
  private ConsultationId consultation;
  private CallId call;

  /** Marta and a citizen in a running call. */
  @BeforeEach
  void aCallRuns() throws Exception {
    Consultations desk = SERVER.consultations;
    marta = staff("Marta");
    await(desk.linked(marta));
    done(
        desk.setPresence(
            marta, new Command.SetPresence("c1", PresenceState.AVAILABLE, null, null)));
    await(desk.sweep());
    citizen =
        new Principal.Citizen(
            await(SERVER.auth.citizenTokens().make(SITE, null, "127.0.0.1")).citizen(), SITE);
    consultation =
        ((Reply.Started)
                done(
                    desk.start(
                        citizen,
                        new Command.StartConsultation(
                            "c2",
                            MOVING,
                            Mode.WRITE,
                            Language.IT,
                            "Ciao",
                            null,
                            null,
                            null,
                            null))))
            .consultation()
            .id();
    done(desk.take(marta, new Command.TakeConsultation("c3", consultation)));
    Calls calls = desk.calls();
    done(calls.propose(citizen, new CallCommand.ProposeCall("c4", consultation, Mode.TALK)));
    call = ((Calls.Standing.Participant) await(calls.standing(marta, consultation))).call().id();
    done(calls.answer(marta, new CallCommand.AnswerCall("c5", consultation, call, true)));
  }

  @AfterEach
  void theConsultationEnds() throws Exception {
    await(SERVER.consultations.leave(citizen, new Command.LeaveConsultation("c6", consultation)));
  }

  private static Principal.Staff staff(String name) {
    OperatorId id = SERVER.operators.get(name);
    return new Principal.Staff(id, Role.OPERATOR, Set.of(), SignInId.next());
  }

  @CanIgnoreReturnValue
  private static Reply done(Future<Reply> answer) throws Exception {
    Reply reply = await(answer);
    assertThat(reply).isNotInstanceOf(Reply.Refused.class);
    return reply;
  }

  private ApiServer.Response wanted(ApiServer.Browser browser, String role, String name)
      throws Exception {
    return browser.post(
        "/api/v1/consultations/" + consultation + "/guests",
        new JsonObject().put("call", call.toString()).put("role", role).put("name", name));
  }

  private String link() throws Exception {
    ApiServer.Response made = wanted(SERVER.signedIn("Marta"), "INTERPRETER", "Amina");
    assertThat(made.status()).isEqualTo(201);
    String link = made.json().getString("link");
    assertThat(link).startsWith(SERVER.origin() + "/c#guest=");
    return link.substring(link.indexOf('=') + 1);
  }

  private static ApiServer.Response look(String link) throws Exception {
    return SERVER.browser().post("/api/v1/guests/look", new JsonObject().put("link", link));
  }

  private static ApiServer.Response use(String link) throws Exception {
    return SERVER.browser().post("/api/v1/guests", new JsonObject().put("link", link));
  }

  @Test
  void c14_aLinkIsLookedAtAndChangedForATokenOnce() throws Exception {
    String link = link();

    JsonObject seen = look(link).json();
    assertThat(seen.getString("role")).isEqualTo("INTERPRETER");
    assertThat(seen.getString("name")).isEqualTo("Amina");
    assertThat(seen.getString("mode")).isEqualTo("TALK");
    assertThat(seen.getString("language")).isEqualTo("it");
    assertThat(seen.getString("city")).isNotBlank();
    assertThat(seen.getJsonArray("languages")).contains("de");
    assertThat(seen.getJsonObject("privacy").getString("text")).isNotBlank();

    ApiServer.Response came = use(link);
    assertThat(came.status()).isEqualTo(201);
    assertThat(came.json().getString("call")).isEqualTo(call.toString());
    assertThat(came.json().getString("consultation")).isEqualTo(consultation.toString());
    Secret token = new Secret(came.json().getString("token"));
    Principal.Guest guest = await(SERVER.consultations.guests().find(token.hash())).orElseThrow();
    assertThat(guest.consultation()).isEqualTo(consultation);
    // The place is theirs: they join.
    assertThat(
            await(
                SERVER
                    .consultations
                    .calls()
                    .join(
                        guest, new CallCommand.JoinCall("c7", consultation, call), PeerId.next())))
        .isInstanceOf(Calls.Joining.Joined.class);

    for (ApiServer.Response again : List.of(look(link), use(link))) {
      assertThat(again.status()).isEqualTo(410);
      assertThat(again.code()).isEqualTo("LINK_DEAD");
    }
  }

  @Test
  void c14_ofManyAtTheSameTimeOneGetsThePlace() throws Exception {
    String link = link();
    List<CompletableFuture<Integer>> tries =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return use(link).status();
                          } catch (Exception e) {
                            throw new IllegalStateException(e);
                          }
                        }))
            .limit(6)
            .toList();
    assertThat(tries.stream().map(CompletableFuture::join).filter(status -> status == 201))
        .hasSize(1);
    assertThat(tries.stream().map(CompletableFuture::join).filter(status -> status == 410))
        .hasSize(5);
  }

  @Test
  void c14_aLinkDiesWithTheCallAndAnUnknownOneIsNotThere() throws Exception {
    String link = link();
    done(
        SERVER
            .consultations
            .calls()
            .leave(
                citizen,
                new CallCommand.LeaveCall(
                    "c8", consultation, call, CallCommand.LeaveCall.Reason.HUNG_UP)));
    assertThat(look(link).status()).isEqualTo(410);
    assertThat(use(link).status()).isEqualTo(410);
    assertThat(wanted(SERVER.signedIn("Marta"), "HELPER", "Karim").code()).isEqualTo("WRONG_STATE");

    String unknown = Secret.next().value();
    assertThat(look(unknown).status()).isEqualTo(404);
    assertThat(use(unknown).status()).isEqualTo(404);
    assertThat(look("abc").status()).isEqualTo(400);
  }

  @Test
  void c14_onlyTheOwnerMakesLinksAndNoMoreThanThereArePlaces() throws Exception {
    assertThat(wanted(SERVER.signedIn("Luca"), "INTERPRETER", "Amina").status()).isEqualTo(404);
    ApiServer.Browser owner = SERVER.signedIn("Marta");
    for (String role : List.of("OPERATOR", "COLLEAGUE", "interpreter")) {
      assertThat(wanted(owner, role, "Amina").code()).isEqualTo("MALFORMED");
    }
    for (String name : List.of("", "  ", "a\nb", "a\u202Eb", "x".repeat(81))) {
      assertThat(wanted(owner, "HELPER", name).code()).as(name).isEqualTo("MALFORMED");
    }
    assertThat(wanted(owner, "HELPER", "Karim").status()).isEqualTo(201);
    assertThat(wanted(owner, "INTERPRETER", "Amina").status()).isEqualTo(201);
    assertThat(wanted(owner, "HELPER", "Un altro").code()).isEqualTo("WRONG_STATE");
    ApiServer.Browser elsewhere = SERVER.signedIn("Marta");
    assertThat(
            elsewhere
                .post(
                    "/api/v1/consultations/" + UUID.randomUUID() + "/guests",
                    new JsonObject()
                        .put("call", call.toString())
                        .put("role", "HELPER")
                        .put("name", "Karim"))
                .status())
        .isEqualTo(404);
  }

  @Test
  void aForeignPageNeitherLooksNorUses() throws Exception {
    String link = link();
    JsonObject body = new JsonObject().put("link", link);
    for (ApiServer.Browser foreign :
        List.of(SERVER.portal(), SERVER.new Browser("https://evil.example"))) {
      assertThat(foreign.post("/api/v1/guests/look", body).status()).isEqualTo(403);
      assertThat(foreign.post("/api/v1/guests", body).status()).isEqualTo(403);
    }
    assertThat(look(link).status()).isEqualTo(200);
  }

  @Test
  void aDatabaseHoldsNoSecret() throws Exception {
    String link = link();
    String token = use(link).json().getString("token");
    List<String> rows =
        await(
            SERVER
                .database
                .database()
                .list(
                    Sql.of("SELECT guest::text AS row FROM guest").bound(),
                    row -> row.getString("row")));
    assertThat(rows).isNotEmpty();
    assertThat(String.join("\n", rows)).doesNotContain(link).doesNotContain(token);
  }

  @Test
  void c13_aColleagueReadsOverHttpOnlyWhileInTheCall() throws Exception {
    Calls calls = SERVER.consultations.calls();
    Principal.Staff luca = staff("Luca");
    ApiServer.Browser browser = SERVER.signedIn("Luca");
    String transcript = "/api/v1/consultations/" + consultation + "/transcript?language=it";
    done(calls.invite(marta, new CallCommand.InviteToCall("c9", consultation, call, luca.id())));
    assertThat(browser.get(transcript).status()).as("only asked in").isEqualTo(404);

    assertThat(
            await(
                calls.join(
                    luca, new CallCommand.JoinCall("c10", consultation, call), PeerId.next())))
        .isInstanceOf(Calls.Joining.Joined.class);
    assertThat(browser.get(transcript).status()).isEqualTo(200);
    assertThat(browser.get(transcript).text()).contains("Luca");

    done(
        calls.leave(
            luca,
            new CallCommand.LeaveCall(
                "c11", consultation, call, CallCommand.LeaveCall.Reason.HUNG_UP)));
    assertThat(browser.get(transcript).status()).isEqualTo(404);
  }

  @Test
  void aGuestsTokenOpensNothingOverHttp() throws Exception {
    String token = use(link()).json().getString("token");
    for (ApiServer.Browser guest :
        List.of(SERVER.browser().bearer(token), SERVER.portal().bearer(token))) {
      String of = "/api/v1/consultations/" + consultation;
      assertThat(guest.get(of + "/transcript?format=text").status()).isIn(401, 403);
      assertThat(guest.get(of + "/files/" + UUID.randomUUID()).status()).isIn(401, 403);
      assertThat(guest.post("/api/v1/socket-tickets", new JsonObject()).status()).isIn(401, 403);
      assertThat(wanted(guest, "HELPER", "Karim").status()).isIn(401, 403);
    }
  }

  @Test
  void neitherLinkNorTokenIsLogged() throws Exception {
    try (HeardLog log = new HeardLog()) {
      String link = link();
      assertThat(look(link).status()).isEqualTo(200);
      String token = use(link).json().getString("token");
      assertThat(use(link).status()).isEqualTo(410);
      assertThat(use(link + "!").status()).isBetween(400, 404);
      assertThat(SERVER.browser().bearer(token).get("/api/v1/me").status()).isEqualTo(401);

      log.holdsNone(link, token);
    }
  }
}
