package org.indiretta.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.indiretta.notify.PushService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What staff say about being on call, and the time they have after a consultation. */
final class PushSubscriptionTest {
  private static final String PATH = "/api/v1/push-subscriptions";

  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  @Test
  void aBrowserIsAddedAndRemovedByItsPerson_andByNobodyElse() throws Exception {
    PushService service = PushService.start(SERVER.database.vertx());
    ApiServer.Browser sara = SERVER.signedIn("Sara");
    assertThat(SERVER.browser().get(PATH).status()).isEqualTo(401);
    String key = sara.get(PATH).json().getString("key");
    assertThat(key).as("65 bytes in base64url").hasSize(87);

    ApiServer.Response added = sara.post(PATH, service.subscription());

    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().getString("key")).isEqualTo(key);
    JsonObject browser = added.json().getJsonArray("browsers").getJsonObject(0);
    assertThat(browser.getString("endpoint"))
        .isEqualTo(service.subscription().getString("endpoint"));
    String one = PATH + "/" + browser.getString("id");
    assertThat(SERVER.signedIn("Luca").send("DELETE", one, null).status()).isEqualTo(404);
    assertThat(sara.send("DELETE", one, null).status()).isEqualTo(204);
    assertThat(sara.get(PATH).json().getJsonArray("browsers")).isEmpty();
    service.close();
  }

  @Test
  void whatIsNoSubscriptionIsRefusedByName() throws Exception {
    PushService service = PushService.start(SERVER.database.vertx());
    ApiServer.Browser sara = SERVER.signedIn("Sara");
    JsonObject elsewhere = service.subscription().put("endpoint", "ftp://push.example/a");
    JsonObject short_ = service.subscription();
    short_.getJsonObject("keys").put("auth", "AAAA");

    for (JsonObject bad : new JsonObject[] {elsewhere, short_}) {
      ApiServer.Response refused = sara.post(PATH, bad);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo("MALFORMED");
    }
    service.close();
  }

  @Test
  void hoursOnCallAreOnesOwn_andChecked() throws Exception {
    ApiServer.Browser sara = SERVER.signedIn("Sara");
    JsonArray hours =
        new JsonArray().add(new JsonObject().put("day", 1).put("from", "14:00").put("to", "16:00"));
    assertThat(patch(sara, hours).json().getJsonArray("onCall")).isEqualTo(hours);
    assertThat(sara.get("/api/v1/me").json().getJsonArray("onCall")).isEqualTo(hours);

    JsonArray reversed =
        new JsonArray().add(new JsonObject().put("day", 1).put("from", "16:00").put("to", "14:00"));
    assertThat(patch(sara, reversed).status()).isEqualTo(400);
    JsonArray noTime =
        new JsonArray().add(new JsonObject().put("day", 1).put("from", "14:00").put("to", "27:00"));
    assertThat(patch(sara, noTime).status()).isEqualTo(400);
    assertThat(patch(sara, new JsonArray()).json().getJsonArray("onCall")).isEmpty();
  }

  @Test
  void theTimeAfterAConsultationIsAnAdminsSetting() throws Exception {
    ApiServer.Browser anna = SERVER.signedIn("Anna");
    JsonObject luca = null;
    JsonArray all = anna.get("/api/v1/admin/operators").json().getJsonArray("operators");
    for (int i = 0; i < all.size(); i++) {
      if (all.getJsonObject(i).getString("firstName").equals("Luca")) {
        luca = all.getJsonObject(i);
      }
    }
    assertThat(luca.getInteger("wrapUpS")).isZero();
    String path = "/api/v1/admin/operators/" + luca.remove("id");
    luca.remove("enabled");
    luca.remove("passwordSet");
    luca.remove("secondFactor");

    assertThat(put(anna, path, luca.copy().put("wrapUpS", 120)).json().getInteger("wrapUpS"))
        .isEqualTo(120);
    assertThat(put(anna, path, luca.copy().put("wrapUpS", 901)).status()).isEqualTo(400);
    luca.remove("wrapUpS");
    assertThat(put(anna, path, luca).json().getInteger("wrapUpS")).as("absent: none").isZero();
  }

  private static ApiServer.Response patch(ApiServer.Browser who, JsonArray onCall)
      throws Exception {
    return who.send(
        "PATCH", "/api/v1/me", new JsonObject().put("onCall", onCall).encode().getBytes(UTF_8));
  }

  private static ApiServer.Response put(ApiServer.Browser who, String path, JsonObject body)
      throws Exception {
    return who.send("PUT", path, body.encode().getBytes(UTF_8));
  }
}
