package org.indiretta.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.indiretta.auth.OneUseLinks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Invitations: how somebody gets an account, and what a link dies of. */
final class InvitationTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private static final String USE = "/api/v1/one-use-links/use";
  private static final String LOOK = "/api/v1/one-use-links/look";
  private static final String OPERATORS = "/api/v1/admin/operators";
  private static final String GOOD = "una-frase-lunga-e-mia";

  /**
   * Somebody who was invited just now.
   *
   * @param path the account, for the admin
   * @param token of the link that the admin hands over
   */
  private record Invited(ApiServer.Browser admin, String path, String token) {
    static Invited by(ApiServer.Browser admin, String email) throws Exception {
      JsonObject added = admin.post(OPERATORS, fields(email)).json();
      String path = OPERATORS + "/" + added.getJsonObject("operator").getString("id");
      return new Invited(admin, path, tokenOf(added.getJsonObject("invitation")));
    }

    /** The admin does something with the account. */
    ApiServer.Response then(String what) throws Exception {
      return admin.post(path + "/" + what, null);
    }

    ApiServer.Response becomes(JsonObject fields) throws Exception {
      return admin.send("PUT", path, fields.toBuffer().getBytes());
    }
  }

  private static JsonObject fields(String email) {
    return new JsonObject()
        .put("email", email)
        .put("firstName", "Nina")
        .put("lastName", "Galli")
        .put("office", "Cultura")
        .put("role", "OPERATOR")
        .put("rights", new JsonArray())
        .put("languages", new JsonArray(List.of("it", "fr")))
        .put("maxWrite", 3);
  }

  private static String tokenOf(JsonObject invitation) {
    String link = invitation.getString("link");
    assertThat(link).startsWith(SERVER.origin() + "/console/invitation#");
    return link.substring(link.indexOf('#') + 1);
  }

  private static Invited invited(String email) throws Exception {
    return Invited.by(SERVER.signedIn("Anna"), email);
  }

  private static ApiServer.Response look(String token) throws Exception {
    return SERVER.browser().post(LOOK, new JsonObject().put("token", token));
  }

  private static ApiServer.Response use(ApiServer.Browser browser, String token, String password)
      throws Exception {
    return browser.post(USE, new JsonObject().put("token", token).put("password", password));
  }

  private static void assertDead(String token) throws Exception {
    assertThat(look(token).code()).isEqualTo("LINK_DEAD");
    assertThat(use(SERVER.browser(), token, GOOD).code()).isEqualTo("LINK_DEAD");
  }

  @Test
  void anAdminInvitesAndTheInvitedSetsTheOwnPasswordOnce() throws Exception {
    Invited invited = invited("nina@rivalago.example");
    ApiServer.Browser nina = SERVER.browser();

    assertThat(look(invited.token()).json().getString("email")).isEqualTo("nina@rivalago.example");
    weak(nina, invited, "short", "TOO_SHORT");
    weak(nina, invited, "nina@rivalago.example", "LIKE_EMAIL");
    weak(nina, invited, "Motdepasse123!", "COMMON");
    assertThat(use(nina, invited.token(), GOOD).status()).isEqualTo(200);
    assertThat(nina.get("/api/v1/me").json().getString("firstName")).isEqualTo("Nina");
    assertDead(invited.token());
    assertThat(invited.admin().post(OPERATORS, fields("NINA@rivalago.example")).code())
        .isEqualTo("IN_USE");
  }

  private static void weak(ApiServer.Browser browser, Invited invited, String password, String why)
      throws Exception {
    assertThat(use(browser, invited.token(), password).json().getString("detail")).isEqualTo(why);
  }

  @Test
  void anInvitationDiesAfterADayAndWithANewerOne() throws Exception {
    Invited invited = invited("late@rivalago.example");
    String second = tokenOf(invited.then("invitation").json());

    assertDead(invited.token());
    assertThat(look(second).status()).isEqualTo(200);
    SERVER.passes(OneUseLinks.GOOD_FOR.plusSeconds(1));
    assertDead(second);
  }

  @Test
  void anInvitationDiesWhenTheAccountIsDisabledAlsoWhenItIsEnabledAgain() throws Exception {
    Invited invited = invited("leaver@rivalago.example");

    assertThat(invited.then("disable").status()).isEqualTo(200);
    assertThat(invited.then("enable").status()).isEqualTo(200);

    assertDead(invited.token());
  }

  @Test
  void anInvitationDiesWhenTheEmailChangesAndNotWithTheRest() throws Exception {
    Invited invited = invited("typo@rivalago.example");

    JsonObject renamed = fields("Typo@rivalago.example").put("lastName", "Gallo");
    assertThat(invited.becomes(renamed).status()).isEqualTo(200);
    assertThat(look(invited.token()).status()).isEqualTo(200);
    assertThat(invited.becomes(fields("right@rivalago.example")).status()).isEqualTo(200);

    assertDead(invited.token());
  }

  @Test
  void anInvitationDiesWhenThePersonChangesThePassword() throws Exception {
    Invited invited = invited("kim@rivalago.example");
    ApiServer.Browser kim = SERVER.browser();
    assertThat(use(kim, invited.token(), GOOD).status()).isEqualTo(200);
    String second = tokenOf(invited.then("invitation").json());

    JsonObject change = new JsonObject().put("current", GOOD).put("next", GOOD + "-e-nuova");
    assertThat(kim.post("/api/v1/me/password", change).status()).isEqualTo(204);

    assertDead(second);
  }

  @Test
  void theSetUpDoorIsClosedOnceThereIsAnAdmin() throws Exception {
    assertThat(await(SERVER.auth.oneUseLinks().setUp())).isEmpty();
  }
}
