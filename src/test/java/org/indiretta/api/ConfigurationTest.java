package org.indiretta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.indiretta.directory.Topic;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The configuration as one file, on the demo city. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ConfigurationTest {
  private static final String PATH = "/api/v1/admin/configuration";
  private static final SiteId CH = new SiteId("ch");
  private static final YAMLMapper YAML = new YAMLMapper();

  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private String exported() throws Exception {
    ApiServer.Response file = SERVER.signedIn("Anna").get(PATH);
    assertThat(file.status()).isEqualTo(200);
    return file.text();
  }

  private JsonObject post(String text, boolean dryRun) throws Exception {
    ApiServer.Browser admin = SERVER.signedIn("Anna");
    admin.contentType = "application/octet-stream";
    ApiServer.Response answer =
        admin.send("POST", PATH + "?dryRun=" + dryRun, text.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> changes(JsonObject answer) {
    return answer.getJsonArray("changes").stream()
        .map(JsonObject.class::cast)
        .map(
            it ->
                "%s %s %s %s"
                    .formatted(
                        it.getString("kind"),
                        it.getString("what"),
                        it.getString("id"),
                        it.getString("detail", ""))
                    .strip())
        .toList();
  }

  private static List<String> errors(JsonObject answer) {
    return answer.getJsonArray("errors").stream()
        .map(JsonObject.class::cast)
        .map(
            it ->
                "%d %s: %s"
                    .formatted(
                        it.getInteger("line"), it.getString("path"), it.getString("message")))
        .toList();
  }

  private static ObjectNode topic(JsonNode file, String id) {
    for (JsonNode group : file.at("/sites/0/groups")) {
      for (JsonNode topic : group.get("topics")) {
        if (topic.get("id").asText().equals(id)) {
          return (ObjectNode) topic;
        }
      }
    }
    throw new AssertionError(id);
  }

  @Test
  @Order(1)
  void whatWasExportedChangesNothing() throws Exception {
    JsonObject answer = post(exported(), false);

    assertThat(errors(answer)).isEmpty();
    assertThat(changes(answer)).isEmpty();
    assertThat(answer.getBoolean("applied")).isFalse();
  }

  @Test
  @Order(2)
  void aDryRunTellsWhatWouldChange_andApplyingDoesExactlyThat() throws Exception {
    JsonNode file = YAML.readTree(exported());
    ((ObjectNode) topic(file, "certificates").get("service")).put("targetS", 60);
    ObjectNode passport = topic(file, "passport");
    ((ObjectNode) passport.get("service")).put("maxWaiting", 9);
    ObjectNode competences = (ObjectNode) passport.get("competences");
    competences.removeAll();
    competences.put("LUCA@rivalago.example", 1);
    ArrayNode groups = (ArrayNode) file.at("/sites/0/groups");
    ObjectNode added = groups.addObject().put("id", "library");
    added.putObject("name").put("it", "Biblioteca");
    ObjectNode books = added.putArray("topics").addObject().put("id", "books");
    books.putObject("name").put("it", "Libri");
    books.putArray("modes").add("WRITE");
    String culture = null;
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).at("/topics/0/id").asText().equals("culture-grants")) {
        culture = groups.get(i).get("id").asText();
        ((ArrayNode) groups.get(i).get("topics")).removeAll();
      }
    }
    assertThat(culture).isNotNull();
    String text = YAML.writeValueAsString(file);

    JsonObject tried = post(text, true);

    assertThat(errors(tried)).isEmpty();
    assertThat(changes(tried))
        .contains(
            "CHANGED TOPIC certificates service.targetS",
            "CHANGED TOPIC passport service.maxWaiting",
            "ADDED TOPIC books",
            "ADDED GROUP library",
            "REMOVED TOPIC culture-grants",
            "REMOVED COMPETENCE passport marta@rivalago.example",
            "CHANGED COMPETENCE passport luca@rivalago.example: 2 → 1");
    assertThat(SERVER.directory.topic(new TopicId("books"))).as("a dry run").isEmpty();

    JsonObject done = post(text, false);

    assertThat(done.getBoolean("applied")).isTrue();
    assertThat(changes(done)).isEqualTo(changes(tried));
    Topic certificates = SERVER.directory.topic(new TopicId("certificates")).orElseThrow();
    assertThat(certificates.service().target()).isEqualTo(Duration.ofMinutes(1));
    assertThat(SERVER.directory.topic(new TopicId("culture-grants")).orElseThrow().enabled())
        .isFalse();
    OperatorId luca = SERVER.operators.get("Luca");
    assertThat(SERVER.directory.operator(luca).orElseThrow().levels())
        .containsEntry(new TopicId("passport"), 1);
    assertThat(changes(post(text, true))).as("it is so now").isEmpty();
  }

  @Test
  @Order(3)
  void everyErrorIsToldWithItsLineAndPlace_andNothingChanges() throws Exception {
    String text =
        """
        version: 1
        sites:
          - id: ch
            groups:
              - id: desk
                name: { it: Sportello }
                topics:
                  - id: other
                    name: { it: Altro }
                    frontDesk: true
                    modes: [WRITE, PAINT]
                  - id: passport
                    name: { it: Passaporto }
                    colour: red
                    modes: [WRITE]
                    service: { targetS: 0, overflow: tax }
                    competences:
                      nobody@rivalago.example: 1
                      marta@rivalago.example: 4
                  - id: tax
                    name: { it: Imposta }
                    modes: [WRITE]
                    service: { overflow: waste }
                  - id: waste
                    name: { it: Rifiuti }
                    modes: [WRITE]
                    service:
                      overflow: tax
                  - id: waste
                    name: { it: Rifiuti }
                    modes: [WRITE]
            calendar:
              week:
                MONDAY: [{ from: 08:00, to: 12:00 }, { from: 11:00, to: 13:00 }]
        """;
    Map<TopicId, Topic> before =
        SERVER.directory.topics(CH).stream()
            .collect(java.util.stream.Collectors.toMap(Topic::id, it -> it));

    JsonObject answer = post(text, false);

    assertThat(answer.getBoolean("applied")).isFalse();
    assertThat(errors(answer))
        .anyMatch(it -> it.startsWith("11 sites[0].groups[0].topics[0].modes[1]: "))
        .contains("14 sites[0].groups[0].topics[1].colour: not a known field")
        .anyMatch(it -> it.startsWith("16 sites[0].groups[0].topics[1].service.targetS: 1 to "))
        .contains(
            "18 sites[0].groups[0].topics[1].competences.nobody@rivalago.example:"
                + " nobody has this e-mail address",
            "19 sites[0].groups[0].topics[1].competences.marta@rivalago.example: 1 to 3 is expected",
            "23 sites[0].groups[0].topics[2].service.overflow: leads back: tax → waste → tax",
            "28 sites[0].groups[0].topics[3].service.overflow: leads back: waste → tax → waste",
            "29 sites[0].groups[0].topics[4].id: is there twice")
        .anyMatch(it -> it.contains("sites[0].calendar") && it.contains("overlap"));
    assertThat(SERVER.directory.topics(CH)).containsExactlyInAnyOrderElementsOf(before.values());
  }

  @Test
  @Order(4)
  void whatIsNoPlainYamlIsRefusedWithItsLine() throws Exception {
    assertThat(errors(post("version: 1\nsites: [", true)))
        .singleElement()
        .asString()
        .contains("not YAML");
    assertThat(errors(post("# nothing\n", true))).containsExactly("1 : the file is empty");
    assertThat(errors(post("version: 2\nsites: []", true)))
        .containsExactly("1 version: 1 is expected");
    assertThat(errors(post("version: 1\nversion: 1\nsites: []", true)))
        .containsExactly("2 version: is there twice");
    assertThat(errors(post("version: &one 1\nsites: []", true)))
        .singleElement()
        .asString()
        .startsWith("1 version: anchors");
    assertThat(errors(post("version: 1\nsites:\n  - id: nowhere\n    groups: []", true)))
        .containsExactly("3 sites[0].id: there is no such site");
  }

  @Test
  @Order(5)
  void aTopicForWhichSomebodyWaitsIsNotTakenAway() throws Exception {
    TestDatabase.execute(
        SERVER.database.url(),
        """
        INSERT INTO citizen (id, site_id, token_hash, created_at, expires_at)
        VALUES ('00000000-0000-7000-8000-000000000001', 'ch', '\\x01', '2026-01-01', '2027-01-01');
        INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state,
          language, started_at, queued_at)
        VALUES ('00000000-0000-7000-8000-000000000002', 'ch', 'municipal-tax',
          '00000000-0000-7000-8000-000000000001', 'K7-4F2', 'WRITE', 'WAITING', 'it',
          '2026-01-01', '2026-01-01');
        """);
    JsonNode file = YAML.readTree(exported());
    for (JsonNode group : file.at("/sites/0/groups")) {
      ArrayNode topics = (ArrayNode) group.get("topics");
      for (int i = 0; i < topics.size(); i++) {
        if (topics.get(i).get("id").asText().equals("municipal-tax")) {
          topics.remove(i);
        }
      }
    }

    JsonObject answer = post(YAML.writeValueAsString(file), false);

    assertThat(errors(answer))
        .singleElement()
        .asString()
        .endsWith("sites[0]: municipal-tax is taken away, and 1 wait for it");
    assertThat(answer.getBoolean("applied")).isFalse();
    assertThat(SERVER.directory.topic(new TopicId("municipal-tax")).orElseThrow().enabled())
        .isTrue();
  }

  @Test
  @Order(6)
  void onlyAdminsMay() throws Exception {
    assertThat(SERVER.signedIn("Marta").get(PATH).status()).isEqualTo(403);
  }
}
