package org.indiretta.app;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A whole server with the demo city, on free ports and a database of its own:
 * {@code @RegisterExtension static final RunningCity CITY = new RunningCity();}.
 */
final class RunningCity implements BeforeAllCallback, AfterAllCallback {
  static final String ORIGIN = "https://live.rivalago.example";
  static final String PORTAL = "https://www.rivalago.example";
  static final String OTHER_PORTAL = "https://biblioteca.rivalago.example";

  private final TestDatabase database;
  private final boolean ownsDatabase;
  private final Map<String, String> more;
  private Server server;

  RunningCity() {
    this(Map.of());
  }

  /** With other settings than usual, as the environment says them. */
  RunningCity(Map<String, String> more) {
    this(new TestDatabase(), true, more);
  }

  private RunningCity(TestDatabase database, boolean ownsDatabase, Map<String, String> more) {
    this.database = database;
    this.ownsDatabase = ownsDatabase;
    this.more = Map.copyOf(more);
  }

  /** Another server of the same city; registered after it ({@code @Order}). */
  RunningCity another() {
    return new RunningCity(database, false, more);
  }

  /** How the server is told where its database is. */
  static String address(DatabaseUrl url) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(url.user(), url.password(), url.host(), url.port(), url.database());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (ownsDatabase) {
      database.beforeAll(context);
    }
    Map<String, String> usual =
        Map.of(
            "INDIRETTA_HTTP_PORT",
            "0",
            "INDIRETTA_MANAGEMENT_PORT",
            "0",
            "INDIRETTA_DATABASE_URL",
            address(database.url()),
            "INDIRETTA_PUBLIC_URL",
            ORIGIN,
            "INDIRETTA_ALLOWED_ORIGINS",
            PORTAL + "," + OTHER_PORTAL);
    server = Server.start(new SettingsReader().environment(usual).environment(more).read(), true);
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    server.close();
    if (ownsDatabase) {
      database.afterAll(context);
    }
  }

  /** Where the database of the city is. */
  DatabaseUrl databaseUrl() {
    return database.url();
  }

  int port() {
    return server.port();
  }

  int managementPort() {
    return server.managementPort();
  }

  List<String> greeting() {
    return server.greeting();
  }

  Visitor portal() {
    return new Visitor(port(), PORTAL);
  }

  Visitor console() {
    return new Visitor(port(), ORIGIN);
  }

  /** A consultation about passports that Marta answers; both follow it. */
  static String answered(Wire citizen, Wire marta, String question) throws Exception {
    marta.ask("setPresence", new JsonObject().put("state", "AVAILABLE"), "done");
    String id =
        citizen
            .ask(
                "startConsultation",
                new JsonObject()
                    .put("topic", "passport")
                    .put("mode", "WRITE")
                    .put("language", "it")
                    .put("question", question),
                "started")
            .getJsonObject("consultation")
            .getString("id");
    marta.next("offerMade");
    marta.ask("acceptOffer", new JsonObject().put("consultation", id), "done");
    for (Wire side : new Wire[] {citizen, marta}) {
      side.ask("resume", new JsonObject().put("consultation", id).put("after", 0), "resumed");
    }
    return id;
  }
}
