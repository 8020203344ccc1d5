package org.indiretta.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.indiretta.identity.References;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How topics are served and operators take, as admins write it; why it went to whom. */
final class RoutingAdminTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private static final String TOPICS = "/api/v1/admin/topics";

  private static JsonObject topic(ApiServer.Browser admin, String id) throws Exception {
    return admin.get(TOPICS).json().getJsonArray("topics").stream()
        .map(JsonObject.class::cast)
        .filter(topic -> topic.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static ApiServer.Response put(ApiServer.Browser admin, JsonObject topic, String query)
      throws Exception {
    return admin.send(
        "PUT", TOPICS + "/" + topic.getString("id") + query, topic.toBuffer().getBytes());
  }

  @Test
  void rt1_theOverflowOfTheDemoIsTheFrontDesk_andLeadsNeverBack() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    JsonObject tax = topic(admin, "municipal-tax");
    assertThat(tax.getJsonObject("service").getString("overflow")).isEqualTo("other");
    assertThat(tax.getJsonObject("service").getInteger("widenAfterS")).isEqualTo(60);

    JsonObject desk = topic(admin, "other");
    desk.put("service", new JsonObject().put("overflow", "municipal-tax").put("widenAfterS", 30));
    ApiServer.Response refused = put(admin, desk, "");

    assertThat(refused.code()).isEqualTo("MALFORMED");
    assertThat(refused.json().getString("detail")).contains("other → municipal-tax → other");
    desk.getJsonObject("service").remove("overflow");
    assertThat(put(admin, desk, "").json().getJsonObject("service").getInteger("widenAfterS"))
        .isEqualTo(30);
    assertThat(topic(admin, "other").getJsonObject("service").getInteger("overflowAfterS"))
        .as("what is absent is as the default")
        .isEqualTo(120);
    desk.put("service", new JsonObject().put("overflow", "nothing"));
    assertThat(put(admin, desk, "").code()).isEqualTo("MALFORMED");
    desk.put("service", new JsonObject().put("widenAfterS", 200));
    assertThat(put(admin, desk, "").code()).as("widens after it overflows").isEqualTo("MALFORMED");
  }

  @Test
  void rt2_weightsAndAutoAcceptAreKept() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    String path = "/api/v1/admin/operators/" + SERVER.operators.get("Luca");
    JsonObject fields =
        new JsonObject()
            .put("email", "luca@rivalago.example")
            .put("firstName", "Luca")
            .put("lastName", "Ferrari")
            .put("office", "Controllo abitanti")
            .put("role", "OPERATOR")
            .put("rights", new JsonArray())
            .put("languages", new JsonArray().add("it"))
            .put("maxWrite", 4)
            .put("weights", new JsonObject().put("WRITE", 1).put("TALK", 2))
            .put("autoAccept", true);

    JsonObject changed = admin.send("PUT", path, fields.toBuffer().getBytes()).json();

    assertThat(changed.getJsonObject("weights").getMap())
        .containsExactlyInAnyOrderEntriesOf(Map.of("WRITE", 1, "TALK", 2));
    assertThat(changed.getBoolean("autoAccept")).isTrue();
    fields.getJsonObject("weights").put("TALK", 0);
    assertThat(admin.send("PUT", path, fields.toBuffer().getBytes()).code()).isEqualTo("MALFORMED");
  }

  @Test
  void rt10_aTopicWithPeopleWaitingStaysUnlessTheyAreMoved() throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    UUID waiting = consultation("culture-grants", "WAITING", null);
    JsonObject grants = topic(admin, "culture-grants").put("enabled", false);

    assertThat(put(admin, grants, "").code()).isEqualTo("IN_USE");
    assertThat(put(admin, grants, "?moveWaitingTo=culture-grants").code()).isEqualTo("MALFORMED");
    assertThat(put(admin, grants, "?moveWaitingTo=other").json().getBoolean("enabled")).isFalse();

    assertThat(
            await(
                SERVER
                    .database
                    .database()
                    .first(
                        Sql.of("SELECT topic_id FROM consultation WHERE id = :id")
                            .with("id", waiting),
                        row -> row.getString("topic_id"))))
        .contains("other");
  }

  @Test
  void rt8_whyItWentToWhom_forThoseItConcerns() throws Exception {
    UUID marta = SERVER.operators.get("Marta").value();
    UUID luca = SERVER.operators.get("Luca").value();
    UUID id = consultation("passport", "ACTIVE", luca);
    TestDatabase.execute(
        SERVER.database.url(),
        ("INSERT INTO choice (id, consultation_id, operator_id, at, reasons) VALUES"
                + " (gen_random_uuid(), '%s', '%s', '2026-03-02T09:00:00Z', '{\"waitedS\": 61,"
                + " \"decided\": \"ONLY_ONE\", \"eligible\": [\"%s\"],"
                + " \"refused\": {\"FULL\": [\"%s\"]}, \"more\": 0}')")
            .formatted(id, luca, luca, marta));
    String path = "/api/v1/consultations/" + id + "/choices";

    JsonObject seen = SERVER.signedIn("Luca").get(path).json();

    JsonObject choice = seen.getJsonArray("choices").getJsonObject(0);
    assertThat(choice.getString("operator")).isEqualTo(luca.toString());
    assertThat(choice.getString("decided")).isEqualTo("ONLY_ONE");
    assertThat(choice.getJsonObject("refused").getJsonArray("FULL"))
        .containsExactly(marta.toString());
    assertThat(seen.getJsonArray("people"))
        .extracting(person -> ((JsonObject) person).getString("firstName"))
        .containsExactly("Marta", "Luca");
    assertThat(SERVER.signedIn("Marta").get(path).json().getJsonArray("choices"))
        .as("a supervisor of the topic")
        .hasSize(1);
    assertThat(SERVER.signedIn("Paolo").get(path).code()).isEqualTo("NOT_FOUND");
  }

  private static UUID consultation(String topic, String state, UUID operator) throws Exception {
    UUID citizen = UUID.randomUUID();
    UUID id = UUID.randomUUID();
    TestDatabase.execute(
        SERVER.database.url(),
        ("INSERT INTO citizen (id, site_id, token_hash, created_at, expires_at)"
                + " VALUES ('%s', 'ch', decode(md5('%s'), 'hex'), now(), now())")
            .formatted(citizen, citizen));
    TestDatabase.execute(
        SERVER.database.url(),
        ("INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state,"
                + " language, started_at, queued_at, answered_at, operator_id) VALUES ('%s', 'ch',"
                + " '%s', '%s', '%s', 'WRITE', '%s', 'it', '2026-03-02T09:00:00Z',"
                + " '2026-03-02T09:00:00Z', '2026-03-02T09:00:00Z', %s)")
            .formatted(
                id,
                topic,
                citizen,
                References.next(),
                state,
                operator == null ? "NULL" : "'" + operator + "'"));
    return id;
  }
}
