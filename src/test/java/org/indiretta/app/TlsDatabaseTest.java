package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A city's own PostgreSQL, reached with {@code sslmode=verify-full}: the pool and the driver trust
 * whom the JVM trusts, and nobody else.
 */
final class TlsDatabaseTest {
  private static final String PASSWORD = "geheim";

  @TempDir Path folder;

  @AfterAll
  static void withoutTls() throws Exception {
    DatabaseUrl system = TestDatabase.server().url();
    TestDatabase.execute(system, "ALTER SYSTEM RESET ssl");
    TestDatabase.execute(system, "SELECT pg_reload_conf()");
  }

  @Test
  void serverBackupRestoreErasuresAndDoctorReachIt() throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    speaksTls(certificate);
    DatabaseUrl city = empty("tls_city");
    Map<String, String> here = settings(city, trust(certificate));

    try (JavaProcess server = JavaProcess.start(folder, here, "serve")) {
      server.awaitOut("InDiretta is ready");
      assertThat(text(city, CONNECTIONS)).as("besides the one that asks").isEqualTo("true 0");

      said(0, JavaProcess.run(folder, here, "backup", "city.backup"), "Saved as of");
      said(0, JavaProcess.run(folder, here, "erasures", "list"), "0 erasures were added");
      assertThat(JavaProcess.run(folder, here, "doctor").out())
          .containsPattern("OK +database +PostgreSQL 1\\d");
    }
    Map<String, String> there = settings(empty("tls_elsewhere"), trust(certificate));
    said(
        0,
        JavaProcess.run(folder, there, "restore", "city.backup", "--erasures=list"),
        "Restored as of");
  }

  @Test
  void whoIsNotTrustedOrAnotherHostIsNotTalkedTo() throws Exception {
    DatabaseUrl city = empty("tls_strict");
    TestCertificate unknown = TestCertificate.make(folder);
    speaksTls(unknown);
    assertThat(JavaProcess.run(folder, settings(city, ""), "doctor").out())
        .containsPattern("WRONG +database +it cannot be asked: .*PKIX");

    TestCertificate other = TestCertificate.make(folder, "EC", "dns:elsewhere.example", "-0d", 100);
    speaksTls(other);
    assertThat(JavaProcess.run(folder, settings(city, trust(other)), "doctor").out())
        .containsPattern("WRONG +database +it cannot be asked: .*127.0.0.1");
  }

  /** Whether some are encrypted, and how many are not. */
  private static final String CONNECTIONS =
      """
      SELECT (count(*) FILTER (WHERE s.ssl) > 0) || ' ' || count(*) FILTER (WHERE NOT s.ssl)
      FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid)
      WHERE a.datname = current_database() AND pid <> pg_backend_pid()
        AND a.backend_type = 'client backend'
      """;

  /** From now on, for whoever asks for it; the others go on without. */
  private static void speaksTls(TestCertificate certificate) throws Exception {
    DatabaseUrl system = TestDatabase.server().url();
    Path data = Path.of(text(system, "SHOW data_directory"));
    String name = "tls-" + System.nanoTime();
    Path key = data.resolve(name + ".key");
    certificate.write(data.resolve(name + ".pem"), key);
    for (Path file : new Path[] {data.resolve(name + ".pem"), key}) {
      Path _ = Files.setOwner(file, Files.getOwner(data));
      Path _ = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    TestDatabase.execute(system, "ALTER SYSTEM SET ssl_cert_file = '" + name + ".pem'");
    TestDatabase.execute(system, "ALTER SYSTEM SET ssl_key_file = '" + name + ".key'");
    TestDatabase.execute(system, "ALTER SYSTEM SET ssl = on");
    TestDatabase.execute(system, "SELECT pg_reload_conf()");
    DatabaseUrl encrypted =
        new DatabaseUrl(
            system.host(),
            system.port(),
            system.database(),
            system.user(),
            system.password(),
            DatabaseUrl.Tls.REQUIRE);
    Eventually.holds(() -> serves(encrypted, name));
  }

  private static boolean serves(DatabaseUrl url, String name) {
    try {
      return (name + ".pem").equals(text(url, "SHOW ssl_cert_file"));
    } catch (SQLException notYet) {
      return false;
    }
  }

  /** Options of the JVM that trusts this one and nobody else. */
  private String trust(TestCertificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("database", certificate.certificate());
    Path file = folder.resolve("trust-" + System.nanoTime() + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
        .formatted(file, PASSWORD);
  }

  private static Map<String, String> settings(DatabaseUrl url, String options) {
    Map<String, String> environment = new HashMap<>();
    environment.put("INDIRETTA_DATABASE_URL", RunningCity.address(url) + "?sslmode=verify-full");
    environment.put("INDIRETTA_HTTP_PORT", "0");
    environment.put("INDIRETTA_MANAGEMENT_PORT", "0");
    environment.put("JAVA_TOOL_OPTIONS", options);
    return environment;
  }

  private static DatabaseUrl empty(String name) throws Exception {
    DatabaseUrl system = TestDatabase.server().url();
    TestDatabase.execute(system, "CREATE DATABASE " + name + " TEMPLATE template0");
    return system.withDatabase(name);
  }

  private static void said(int code, JavaProcess.Ended ended, String text) {
    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(code);
    assertThat(ended.out() + ended.err()).contains(text).doesNotContain("\tat ");
  }

  private static String text(DatabaseUrl url, String query) throws SQLException {
    try (Connection connection = url.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }
}
