package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.indiretta.cluster.FreePorts;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as whoever runs the server types them, each in a process of its own. */
final class CommandLineTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Pattern INVITATION = Pattern.compile("/console/invitation#([\\w-]{43})");

  @TempDir Path folder;

  // ── help ──────────────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @CsvSource({
    "'--help', 'indiretta', 'check-config'",
    "'serve --help', 'indiretta serve', '--demo'",
    "'check-config --help', 'indiretta check-config', '--config'",
    "'restore --help', 'indiretta restore', '--erasures'",
    "'admin --help', 'indiretta admin', 'create'",
    "'admin create --help', 'indiretta admin create', '--email'"
  })
  void helpIsEverywhere(String arguments, String usage, String mentions) throws Exception {
    JavaProcess.Ended help = run(Map.of(), arguments.split(" ", -1));

    assertThat(help.code()).isZero();
    assertThat(help.out()).startsWith("Usage: " + usage).contains(mentions);
    assertThat(help.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve --help", "admin create --help"})
  void helpNamesEverySetting(String arguments) throws Exception {
    String help = run(Map.of(), arguments.split(" ", -1)).out();

    assertThat(help).contains(Arrays.stream(SettingKey.values()).map(SettingKey::flag).toList());
    assertThat(help.replaceAll("\\s+", " "))
        .contains("INDIRETTA_HTTP_PORT", "INDIRETTA_DATABASE_URL or INDIRETTA_DATABASE_URL_FILE");
  }

  @Test
  void whatIsNoCommandIsSaidWithWhatThereIs() throws Exception {
    for (String wrong : new String[] {"start", "serve --prot=1", "admin"}) {
      JavaProcess.Ended ended = run(Map.of(), wrong.split(" ", -1));
      assertThat(ended.code()).as(wrong).isEqualTo(2);
      assertThat(ended.err()).as(wrong).contains("Usage: indiretta").doesNotContain("\tat ");
    }
    JavaProcess.Ended nothing = run(Map.of());
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).contains("serve", "check-config", "admin");
  }

  // ── check-config ──────────────────────────────────────────────────────────────────────────────

  @Test
  void checkConfigShowsEachLayerOverTheOneBeforeAndNoSecret() throws Exception {
    Path secret = Files.writeString(folder.resolve("url"), "postgresql://u:verborgen@db:5433/x\n");
    write("indiretta.yaml", "http:\n  port: 1001\n  host: 127.0.0.2\nlog.level: warn\n");

    JavaProcess.Ended checked =
        run(
            Map.of(
                "INDIRETTA_HTTP_PORT", "1002",
                "INDIRETTA_LOG_LEVEL", "error",
                "INDIRETTA_DATABASE_URL_FILE", secret.toString()),
            "check-config",
            "--http-port=1003");

    assertThat(checked.code()).isZero();
    assertThat(checked.out().lines().map(line -> line.replaceAll("\\s+", " ")))
        .contains(
            "http.port 1003 (--http-port)",
            "log.level error (INDIRETTA_LOG_LEVEL)",
            "http.host 127.0.0.2 (indiretta.yaml)",
            "database.url •••••• (INDIRETTA_DATABASE_URL_FILE)",
            "management.port 8081 (default)");
    assertThat(checked.out() + checked.err()).doesNotContain("verborgen");
    assertThat(checked.out().lines()).hasSize(SettingKey.values().length);
  }

  @Test
  void anotherFileIsReadWhenItIsNamed() throws Exception {
    write("indiretta.yaml", "http.port: 1001\n");
    Path other = write("other.yaml", "http.port: 2002\n");

    String checked = run(Map.of(), "check-config", "--config", other.toString()).out();

    assertThat(checked).containsPattern("http\\.port +2002").doesNotContain("1001");
  }

  @Test
  void aWrongSettingIsNamedInOneSentence() throws Exception {
    write("indiretta.yaml", "http:\n  prot: 1001\n");
    refused("http.prot", Map.of(), "check-config");
    refused("http.prot", Map.of(), "serve");
    write("indiretta.yaml", "http: [\n");
    refused("indiretta.yaml: not valid YAML", Map.of(), "check-config");
    write("indiretta.yaml", "");
    refused("INDIRETTA_HTTP_PROT", Map.of("INDIRETTA_HTTP_PROT", "1"), "check-config");
    refused("http.port (--http-port)", Map.of(), "check-config", "--http-port=70000");
    refused("nowhere.yaml", Map.of(), "check-config", "--config=nowhere.yaml");
    refused(
        "INDIRETTA_DATABASE_URL_FILE",
        Map.of("INDIRETTA_DATABASE_URL_FILE", folder.resolve("missing").toString()),
        "check-config");
  }

  @Test
  void checkConfigTellsOfTheCertificateAndOfPlainHttp() throws Exception {
    TestCertificate.make(folder).write(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    String[] tls = {"check-config", "--tls-cert=cert.pem", "--tls-key=key.pem"};

    JavaProcess.Ended checked = run(Map.of(), tls);

    assertThat(checked.code()).as(checked.err()).isZero();
    assertThat(checked.out())
        .containsPattern("tls\\.cert +cert\\.pem +\\(--tls-cert\\)")
        .contains("Certificate: localhost 127.0.0.1, until 20")
        .doesNotContain("Warning", "PRIVATE KEY");
    String elsewhere = "https://live.example.ch";
    assertThat(run(Map.of("INDIRETTA_PUBLIC_URL", elsewhere), tls).out())
        .contains(
            "Warning: the certificate is for localhost 127.0.0.1 and not for live.example.ch");
    write("key.pem", "");
    refused("tls.key: the file key.pem holds no private key", Map.of(), tls);
    refused("tls.key: the file key.pem", Map.of(), "serve", "--tls-cert=cert.pem", tls[2]);
    refused("tls.cert (default)", Map.of(), "check-config", tls[2]);
    assertThat(run(Map.of("INDIRETTA_PUBLIC_URL", "http://live.example.ch"), "check-config").out())
        .contains("Warning: people come by plain HTTP");
  }

  @Test
  void plainHttpForPeopleElsewhereIsWarnedOfAtTheStart() throws Exception {
    Map<String, String> environment =
        ports(
            Map.of(
                "INDIRETTA_PUBLIC_URL",
                "http://live.example.ch",
                "INDIRETTA_DATABASE_URL",
                RunningCity.address(DATABASE.url())));
    try (JavaProcess server = JavaProcess.start(folder, environment, "serve")) {
      server.awaitOut("InDiretta is ready");
      server.stop();
      assertThat(server.err()).containsOnlyOnce("people come by plain HTTP");
    }
  }

  @Test
  void aWrongDatabaseIsSaidWithoutItsPassword() throws Exception {
    refused("database.url", Map.of("INDIRETTA_DATABASE_URL", "mysql://u:verborgen@x"), "serve");
    refused("database.url", Map.of("INDIRETTA_DATABASE_URL", "postgresql://u:verborgen@"), "serve");
    String address = "127.0.0.1:" + DATABASE.url().port();
    String url = "postgresql://u:verborgen@" + address + "/" + DATABASE.url().database();

    JavaProcess.Ended notLetIn = run(ports(Map.of("INDIRETTA_DATABASE_URL", url)), "serve");

    assertThat(notLetIn.code()).isEqualTo(1);
    assertThat(notLetIn.err())
        .contains(address, "INDIRETTA_DATABASE_URL")
        .doesNotContain("verborgen", "\tat ");
  }

  // ── serve ─────────────────────────────────────────────────────────────────────────────────────

  @Test
  void theDemoIsServedOnThisMachineOnly() throws Exception {
    for (String host : new String[] {"0.0.0.0", "live.example.ch"}) {
      refused(
          "http.host: --demo has sign-ins that everybody knows and serves 127.0.0.1 only",
          ports(Map.of("INDIRETTA_HTTP_HOST", host)),
          "serve",
          "--demo");
    }
    refused(
        "management.host: --demo",
        ports(Map.of("INDIRETTA_MANAGEMENT_HOST", "0.0.0.0")),
        "serve",
        "--demo");
  }

  @Test
  void aPortThatIsTakenIsSaidWithWhatToDo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      cannotListen("127.0.0.1", port, "Port " + port, "INDIRETTA_HTTP_PORT");
    }
  }

  @Test
  void anAddressThatIsNotOfThisMachineIsSaidWithWhatToDo() throws Exception {
    for (String port : new String[] {"0", Integer.toString(FreePorts.next())}) {
      cannotListen("192.0.2.1", port, "'192.0.2.1'", "INDIRETTA_HTTP_HOST");
    }
  }

  private void cannotListen(String host, String port, String... said) throws Exception {
    Map<String, String> where =
        Map.of(
            "INDIRETTA_HTTP_HOST", host,
            "INDIRETTA_HTTP_PORT", port,
            "INDIRETTA_DATABASE_URL", RunningCity.address(DATABASE.url()));
    JavaProcess.Ended ended = run(ports(where), "serve");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains(said).doesNotContain("\tat ");
  }

  // ── admin create ──────────────────────────────────────────────────────────────────────────────

  @Test
  void adminCreateMakesTheFirstAdminWhoThenSignsIn() throws Exception {
    Path secret = write("url", RunningCity.address(DATABASE.url()) + "\n");
    Map<String, String> environment = Map.of("INDIRETTA_DATABASE_URL_FILE", secret.toString());
    String[] create = {
      "admin", "create", "--email=dora@example.ch", "--first-name=Dora", "--last-name=Keller"
    };

    JavaProcess.Ended created = run(environment, create);

    assertThat(created.code()).as(created.err()).isZero();
    JavaProcess.Ended again = run(environment, create);
    assertThat(again.code()).isZero();
    assertThat(token(again)).as("a new invitation").isNotEqualTo(token(created));
    try (JavaProcess server = JavaProcess.start(folder, ports(environment), "serve")) {
      server.awaitOut("InDiretta is ready");
      URI metrics = said(server, "Metrics for Prometheus: +(http://\\S+)");
      assertThat(RawHttp.get(metrics.getPort(), metrics.getPath()).status()).isEqualTo(200);
      assertThat(server.out()).as("the set-up door is closed").doesNotContain("set-up");
      URI address = said(server, "InDiretta is ready: (http://\\S+)");
      signsInByInvitation(address, token(created), token(again));
    }
  }

  /** The older invitation is dead, the newer one sets the password, the password signs in. */
  private static void signsInByInvitation(URI address, String older, String newer)
      throws Exception {
    String password = "fünf Boote am Steg";
    JsonObject use = new JsonObject().put("password", password);
    try (Visitor dora = new Visitor(address.getPort(), address.toString());
        Visitor elsewhere = new Visitor(address.getPort(), address.toString())) {
      assertThat(dora.post("/api/v1/one-use-links/use", use.put("token", older)).statusCode())
          .isEqualTo(410);
      JsonObject _ = dora.posted("/api/v1/one-use-links/use", use.put("token", newer));
      JsonObject me =
          elsewhere.posted(
              "/api/v1/sign-in",
              new JsonObject().put("email", "dora@example.ch").put("password", password));
      assertThat(me.getString("role")).isEqualTo("ADMIN");
      assertThat(elsewhere.get("/api/v1/admin/operators").statusCode()).isEqualTo(200);
    }
  }

  private static URI said(JavaProcess server, String pattern) throws Exception {
    Matcher address = Pattern.compile(pattern).matcher(server.out());
    assertThat(address.find()).as(server.out()).isTrue();
    return URI.create(address.group(1));
  }

  @Test
  void adminCreateSaysWhatIsMissing() throws Exception {
    JavaProcess.Ended missing = run(Map.of(), "admin", "create", "--email=dora@example.ch");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("--first-name", "--last-name").doesNotContain("\tat ");

    refused(
        "e-mail",
        Map.of(),
        "admin",
        "create",
        "--email=nobody",
        "--first-name=Dora",
        "--last-name=Keller");
  }

  private static String token(JavaProcess.Ended created) {
    Matcher link = INVITATION.matcher(created.out());
    assertThat(link.find()).as(created.out()).isTrue();
    return link.group(1);
  }

  // ── how they are run ──────────────────────────────────────────────────────────────────────────

  private JavaProcess.Ended run(Map<String, String> environment, String... arguments)
      throws Exception {
    return JavaProcess.run(folder, environment, arguments);
  }

  private void refused(String named, Map<String, String> environment, String... arguments)
      throws Exception {
    JavaProcess.Ended ended = run(environment, arguments);
    assertThat(ended.code()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err()).contains(named).doesNotContain("\tat ", "verborgen");
    assertThat(ended.err().lines()).as("one sentence").hasSizeLessThanOrEqualTo(2);
  }

  /** Free ports, so that nothing is in the way of what a test looks at. */
  private static Map<String, String> ports(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("INDIRETTA_HTTP_PORT", "0");
    environment.put("INDIRETTA_MANAGEMENT_PORT", "0");
    environment.putAll(more);
    return environment;
  }

  @CanIgnoreReturnValue
  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }
}
