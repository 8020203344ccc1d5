package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A consultation that was started on one page goes on at another: the page {@code /c#…} of the
 * server, or another portal of the city. The token goes in the fragment, which no server sees; what
 * the server does is to take it from each page of the city and from no other.
 */
final class HandedOnTest {
  @RegisterExtension static final RunningCity CITY = new RunningCity();

  private static final String CORS = "Access-Control-Allow-Origin";

  @Test
  void aTokenIsGoodOnEveryPageOfTheCityAndOnNoOther() throws Exception {
    try (Visitor portal = CITY.portal();
        Visitor console = CITY.console();
        Visitor foreign = new Visitor(CITY.port(), "https://evil.example");
        Wire marta = console.staff("marta@rivalago.example", Greeting.DEMO_PASSWORD);
        Wire citizen = portal.citizen(new JsonObject().put("site", "ch"))) {
      String id = RunningCity.answered(citizen, marta, "Posso continuare sul telefono?");
      String token = citizen.secret();

      for (String page : new String[] {RunningCity.ORIGIN, RunningCity.OTHER_PORTAL}) {
        goesOn(page, token, id, marta);
      }

      assertThatThrownBy(foreign::live).hasStackTraceContaining("WebSocketHandshakeException");
      assertThat(transcript(foreign.bearer(token), id).headers().firstValue(CORS)).isEmpty();
      citizen.ask("leaveConsultation", new JsonObject().put("consultation", id), "done");
    }
  }

  private static void goesOn(String page, String token, String id, Wire marta) throws Exception {
    try (Visitor elsewhere = new Visitor(CITY.port(), page);
        Wire link = elsewhere.live()) {
      JsonArray known = link.hello("token", token).getJsonArray("consultations");
      assertThat(known.getJsonObject(0).getString("id")).isEqualTo(id);
      JsonObject about = new JsonObject().put("consultation", id);
      link.ask("resume", about.copy().put("after", 0), "resumed");
      link.ask(
          "sendMessage",
          about.copy().put("clientMessageId", page.replaceAll("\\W", "")).put("text", page),
          "appended");
      JsonObject heard = marta.next("entryAdded").getJsonObject("entry");
      assertThat(heard.getJsonObject("body").getString("text")).isEqualTo(page);
      HttpResponse<String> transcript = transcript(elsewhere.bearer(token), id);
      assertThat(transcript.statusCode()).isEqualTo(200);
      assertThat(transcript.headers().firstValue(CORS)).contains(page);
    }
  }

  private static HttpResponse<String> transcript(Visitor visitor, String id) throws Exception {
    return visitor.get("/api/v1/consultations/" + id + "/transcript?format=text&language=it");
  }

  @Test
  void thePageOfLinksKeepsTheFragmentOutOfEveryAddress() throws Exception {
    RawHttp.Answer bare = RawHttp.get(CITY.port(), "/c");
    assertThat(bare.status()).isEqualTo(302);
    assertThat(bare.header("Location"))
        .as("without a fragment of its own, so the browser keeps the one it has (RFC 9110, 10.2.2)")
        .isEqualTo("/c?site=ch");
    assertThat(RawHttp.get(CITY.port(), "/c?site=ch").header("Referrer-Policy"))
        .isEqualTo("same-origin");
  }
}
