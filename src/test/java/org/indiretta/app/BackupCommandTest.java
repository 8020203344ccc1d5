package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.indiretta.backup.ErasureFile;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.TestDatabase;
import org.indiretta.transcript.Erasure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server with its embedded PostgreSQL is saved while people write, and brought back into another
 * PostgreSQL, as whoever runs it types it.
 */
final class BackupCommandTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Map<String, String> ERASURES = Map.of("INDIRETTA_ERASURES_FILE", "erased");
  private static final String SECRET = "La mia tessera è 756.1234";

  @TempDir Path folder;

  @Test
  void whatWasSavedWhileItRanComesBackElsewhereWithoutWhatWasErasedSince() throws Exception {
    try (JavaProcess server = JavaProcess.start(folder, ports(ERASURES), "serve", "--demo")) {
      server.awaitOut("InDiretta is ready");
      saysAndWithdraws(address(server));
      said(1, run("restore", "city.backup"), "Another InDiretta");
    }
    said(1, run("restore", "city.backup"), "not empty");
    said(1, run("backup", "city.backup"), "another name");
    said(0, run("backup", "later.backup"), "Saved as of");
    said(0, run("erasures", "list"), "1 erasures were added to list");
    assertThat(folder.resolve("list")).hasSameTextualContentAs(folder.resolve("erased"));
    Files.write(
        folder.resolve("half"),
        java.util.Arrays.copyOf(Files.readAllBytes(folder.resolve("city.backup")), 20_000));

    DatabaseUrl elsewhere = empty();
    Map<String, String> there =
        ports(Map.of("INDIRETTA_DATABASE_URL", RunningCity.address(elsewhere)));
    said(1, JavaProcess.run(folder, there, "restore", "half"), "cut off");
    saysOfOneThatANewerInDirettaErased(folder.resolve("newer"));
    said(
        1,
        JavaProcess.run(
            folder, there, "restore", "city.backup", "--erasures=erased", "--erasures=newer"),
        "(VOICE_MAIL), and what they erased would be there again: restore with that one");
    assertThat(TestDatabase.tablesWith(elsewhere, "")).as("nothing was restored").isEmpty();
    JavaProcess.Ended restored =
        JavaProcess.run(folder, there, "restore", "city.backup", "--erasures=erased");

    said(0, restored, "Restored as of");
    assertThat(restored.out()).contains("Erased again what erased names: 1 since the backup");
    assertThat(TestDatabase.tablesWith(elsewhere, "756.1234")).isEmpty();
    assertThat(
            text(
                elsewhere,
                "SELECT string_agg(kind, ' ' ORDER BY seq) FROM entry WHERE kind <> 'EVENT'"))
        .isEqualTo("MESSAGE MESSAGE ERASED");
    try (JavaProcess server = JavaProcess.start(folder, there, "serve")) {
      server.awaitOut("InDiretta is ready");
      try (Visitor marta = new Visitor(port(address(server)), address(server));
          Wire _ = marta.staff("marta@rivalago.example", Greeting.DEMO_PASSWORD)) {
        assertThat(marta.get("/api/v1/me").statusCode()).isEqualTo(200);
      }
    }
  }

  private static void saysOfOneThatANewerInDirettaErased(Path list) throws IOException {
    try (ErasureFile file = ErasureFile.open(list)) {
      Erasure erased =
          new Erasure(UUID.randomUUID(), Instant.now(), "VOICE_MAIL", UUID.randomUUID(), 0);
      assertThat(file.add(List.of(erased))).isEqualTo(1);
    }
  }

  private void saysAndWithdraws(String address) throws Exception {
    try (Visitor portal = new Visitor(port(address), address);
        Visitor console = new Visitor(port(address), address);
        Wire marta = console.staff("marta@rivalago.example", Greeting.DEMO_PASSWORD);
        Wire citizen = portal.citizen(new JsonObject().put("site", "ch"))) {
      String id = RunningCity.answered(citizen, marta, "Serve il passaporto vecchio?");
      JsonObject about = new JsonObject().put("consultation", id);
      marta.ask(
          "sendMessage", about.copy().put("clientMessageId", "a").put("text", "Sì"), "appended");
      JsonObject secret =
          marta.ask(
              "sendMessage",
              about.copy().put("clientMessageId", "b").put("text", SECRET),
              "appended");

      said(0, run("backup", "city.backup"), "Saved as of");
      said(
          1,
          JavaProcess.runWithLittleRoom(16, folder, "backup", "full.backup"),
          "File too large. No file was left: make room");
      try (var files = Files.list(folder)) {
        assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("full"));
      }

      marta.ask("withdrawEntry", about.copy().put("seq", secret.getLong("seq")), "done");
      Path list = folder.resolve("erased");
      Eventually.holds(() -> read(list).contains(" ENTRY " + id));
      citizen.ask("leaveConsultation", about, "done");
    }
  }

  @Test
  void aFolderWithoutADatabaseIsSaid() throws Exception {
    said(1, run("backup", "nothing.backup"), "There is no database");
    assertThat(folder.resolve("data")).doesNotExist();
    said(1, run("doctor"), "There is no database");
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JavaProcess.Ended run(String... arguments) throws Exception {
    return JavaProcess.run(folder, Map.of(), arguments);
  }

  private static void said(int code, JavaProcess.Ended ended, String text) {
    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(code);
    assertThat(ended.out() + ended.err()).contains(text).doesNotContain("\tat ");
  }

  private static DatabaseUrl empty() throws Exception {
    DatabaseUrl system = TestDatabase.server().url();
    TestDatabase.execute(system, "CREATE DATABASE elsewhere TEMPLATE template0");
    return system.withDatabase("elsewhere");
  }

  private static String text(DatabaseUrl url, String query) throws Exception {
    try (Connection connection = url.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  private static String address(JavaProcess server) throws Exception {
    Matcher said = Pattern.compile("InDiretta is ready: (http://\\S+)").matcher(server.out());
    assertThat(said.find()).isTrue();
    return said.group(1);
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private static Map<String, String> ports(Map<String, String> more) {
    Map<String, String> environment = new java.util.HashMap<>(more);
    environment.put("INDIRETTA_HTTP_PORT", "0");
    environment.put("INDIRETTA_MANAGEMENT_PORT", "0");
    return environment;
  }
}
