package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.indiretta.cluster.FreePorts;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole log of a real server process, through a consultation and through faults: one JSON
 * object a line, and nothing in it that people wrote or that opens a door.
 */
final class LogTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String ORIGIN = "https://live.rivalago.example";
  private static final String PORTAL = "https://www.rivalago.example";

  /** PostgreSQL says what it was given, as it does for a broken constraint or a wrong number. */
  private static final String QUOTING =
      """
      CREATE FUNCTION quoting() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'not this: %', NEW USING ERRCODE = '22000'; END $$;
      CREATE TRIGGER quoting BEFORE INSERT ON contact_request
        FOR EACH ROW EXECUTE FUNCTION quoting();
      CREATE TRIGGER quoting BEFORE INSERT ON rating FOR EACH ROW EXECUTE FUNCTION quoting();
      CREATE TRIGGER quoting BEFORE INSERT ON citizen FOR EACH ROW EXECUTE FUNCTION quoting();
      CREATE TRIGGER quoting BEFORE INSERT ON entry FOR EACH ROW
        WHEN (NEW.text LIKE '%guasto%') EXECUTE FUNCTION quoting();
      """;

  @TempDir Path folder;

  private final List<String> secrets = new ArrayList<>();

  @Test
  void aConsultationAndItsFaultsLeaveJsonWithoutTextsAndSecrets() throws Exception {
    String databasePassword = mark("Datenbank");
    TestDatabase.execute(
        DATABASE.url(), "CREATE ROLE marked SUPERUSER LOGIN PASSWORD '" + databasePassword + "'");
    int port = FreePorts.next();
    String out;
    String err;
    try (JavaProcess server =
        JavaProcess.start(folder, environment(port, databasePassword), "serve", "--demo")) {
      server.awaitOut("InDiretta is ready");
      try (Visitor portal = new Visitor(port, PORTAL);
          Visitor console = new Visitor(port, ORIGIN);
          Wire marta = console.staff("marta@rivalago.example", Greeting.DEMO_PASSWORD);
          Wire citizen = portal.citizen(site().put("saysToBe", mark("Name")))) {
        secrets.addAll(List.of(citizen.secret(), marta.secret(), console.cookie()));
        String id = talk(citizen, marta);
        malformed(citizen, portal, console);
        databaseFaults(citizen, marta, portal, id);
      }
      server.stop();
      out = server.out();
      err = server.err();
    }

    assertThat(err.lines()).isNotEmpty().allSatisfy(LogTest::isOneJsonObject);
    assertThat(err)
        .contains("a command failed", "a request failed", "SQLSTATE 22000")
        .doesNotContain(secrets)
        .doesNotContain("@rivalago.example", "@example.org");
    assertThat(out).doesNotContain(secrets);
    saysHowToGetInAndThatItIsReadyLast(out);
  }

  /** What whoever typed {@code make run} reads. */
  private static void saysHowToGetInAndThatItIsReadyLast(String out) {
    assertThat(out.lines().filter(line -> !line.isBlank()).toList())
        .anyMatch(line -> line.endsWith(" " + ORIGIN + "/demo/"))
        .anyMatch(line -> line.endsWith(" " + ORIGIN + "/console/"))
        .anyMatch(line -> line.contains("'" + Greeting.DEMO_PASSWORD + "'"))
        .anyMatch(line -> line.contains("marta@rivalago.example"))
        .anyMatch(line -> line.contains("admin@rivalago.example"))
        .last()
        .isEqualTo("InDiretta is ready: " + ORIGIN);
  }

  private static void isOneJsonObject(String line) {
    JsonObject event = new JsonObject(line);
    assertThat(event.fieldNames())
        .contains("timestamp", "level", "threadName", "loggerName", "formattedMessage");
    assertThat(event.getString("level")).isIn("ERROR", "WARN", "INFO", "DEBUG");
  }

  // ── what is said ──────────────────────────────────────────────────────────────────────────────

  private String talk(Wire citizen, Wire marta) throws Exception {
    String id = RunningCity.answered(citizen, marta, mark("Frage"));
    citizen.ask("sendMessage", text(id, mark("Nachricht")), "appended");
    marta.ask("sendMessage", text(id, mark("Antwort")), "appended");
    marta.ask("addNote", text(id, mark("Notiz")), "appended");
    citizen.ask(
        "changePage",
        about(id).put("page", "https://www.rivalago.example/" + mark("Seite")),
        "done");
    citizen.ask(
        "sendMessage", text(id, mark("doppelt")).put("clientMessageId", "same"), "appended");
    citizen.ask("sendMessage", text(id, mark("anders")).put("clientMessageId", "same"), "refused");
    return id;
  }

  private void malformed(Wire citizen, Visitor portal, Visitor console) throws Exception {
    citizen.raw("{\"type\":\"" + mark("Typ") + "\",\"id\":\"" + mark("Kennung") + "\"}");
    citizen.raw("{\"type\":\"ping\",\"id\":\"p\",\"" + mark("Feld") + "\":1}");
    citizen.raw("kein JSON " + mark("Unsinn"));
    for (int i = 0; i < 3; i++) {
      citizen.next("refused");
    }
    JsonObject wrong =
        new JsonObject().put("email", mark("e") + "@example.org").put("password", mark("falsch"));
    assertThat(console.post("/api/v1/sign-in", wrong).statusCode()).isEqualTo(401);
    assertThat(console.post("/api/v1/sign-in", new JsonObject().put("x", mark("y"))).statusCode())
        .isEqualTo(400);
    JsonObject link =
        new JsonObject().put("token", mark("l") + "x".repeat(43)).put("password", "y");
    assertThat(console.post("/api/v1/one-use-links/use", link).statusCode()).isEqualTo(400);
    assertThat(portal.get("/api/v1/sites/ch?language=" + mark("Sprache")).statusCode())
        .isEqualTo(400);
  }

  // ── what goes wrong ───────────────────────────────────────────────────────────────────────────

  private void databaseFaults(Wire citizen, Wire marta, Visitor portal, String id)
      throws Exception {
    TestDatabase.execute(DATABASE.url(), QUOTING);
    citizen.ask("sendMessage", text(id, mark("guasto")), "refused");
    marta.ask("addNote", text(id, mark("guasto")), "refused");
    assertThat(portal.post("/api/v1/contact-requests", contactRequest()).statusCode())
        .isEqualTo(500);
    assertThat(portal.post("/api/v1/citizens", site().put("saysToBe", mark("Wer"))).statusCode())
        .isEqualTo(500);
    citizen.ask("leaveConsultation", about(id), "done");
    citizen.ask(
        "rateConsultation", about(id).put("score", 1).put("comment", mark("Urteil")), "refused");
    TestDatabase.execute(DATABASE.url(), "ALTER TABLE entry RENAME TO elsewhere");
    citizen.ask("resume", about(id).put("after", 0), "refused");
    TestDatabase.execute(DATABASE.url(), "ALTER TABLE elsewhere RENAME TO entry");
    cutEveryConnection();
    JsonObject _ = citizen.ask("resume", about(id).put("after", 0));
  }

  private JsonObject contactRequest() {
    return site()
        .put("topic", "passport")
        .put("language", "it")
        .put("name", mark("Absender"))
        .put("email", mark("post") + "@example.org")
        .put("telephone", "+41 91 555 01 02")
        .put("text", mark("Anliegen"));
  }

  private static void cutEveryConnection() throws Exception {
    TestDatabase.execute(
        DATABASE.url(),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'marked'");
  }

  // ── how it is said ────────────────────────────────────────────────────────────────────────────

  /** A text that stands nowhere else. */
  private String mark(String what) {
    String marked = "geheim-" + what + "-" + Integer.toHexString(secrets.size() * 7919 + 4711);
    secrets.add(marked);
    return marked;
  }

  private static JsonObject site() {
    return new JsonObject().put("site", "ch");
  }

  private static JsonObject about(String consultation) {
    return new JsonObject().put("consultation", consultation);
  }

  private JsonObject text(String consultation, String text) {
    return about(consultation).put("clientMessageId", "m" + secrets.size()).put("text", text);
  }

  private static Map<String, String> environment(int port, String databasePassword) {
    DatabaseUrl url = DATABASE.url();
    Map<String, String> environment = new HashMap<>();
    environment.put("INDIRETTA_HTTP_PORT", Integer.toString(port));
    environment.put("INDIRETTA_MANAGEMENT_PORT", "0");
    environment.put("INDIRETTA_PUBLIC_URL", ORIGIN);
    environment.put("INDIRETTA_ALLOWED_ORIGINS", PORTAL);
    environment.put("INDIRETTA_LOG_LEVEL", "debug");
    environment.put(
        "INDIRETTA_DATABASE_URL",
        "postgresql://marked:%s@%s:%d/%s"
            .formatted(databasePassword, url.host(), url.port(), url.database()));
    return environment;
  }
}
