package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.indiretta.cluster.FreePorts;
import org.indiretta.cluster.RedisProcess;
import org.indiretta.notify.MailServer;
import org.indiretta.signalling.TurnServer;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of a city that is well, and of one that is not. */
final class DoctorTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String SECRET = "verborgen-und-lang";

  @TempDir Path folder;

  @Test
  void aCityThatIsWell() throws Exception {
    TestCertificate.make(folder).write(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    try (TurnServer turn = TurnServer.withSecret(folder, SECRET);
        MailServer mail = MailServer.plain();
        RedisProcess redis = RedisProcess.start(folder.resolve("redis"))) {
      JavaProcess.Ended said =
          doctor(
              redis,
              Map.of(
                  "INDIRETTA_TLS_CERT",
                  "cert.pem",
                  "INDIRETTA_TLS_KEY",
                  "key.pem",
                  "INDIRETTA_TURN_URLS",
                  "turn:127.0.0.1:" + turn.port(),
                  "INDIRETTA_TURN_SECRET",
                  SECRET,
                  "INDIRETTA_MAIL_HOST",
                  "127.0.0.1",
                  "INDIRETTA_MAIL_PORT",
                  Integer.toString(mail.settings().port()),
                  "INDIRETTA_MAIL_SECURITY",
                  "none",
                  "INDIRETTA_MAIL_FROM",
                  "sportello@rivalago.example",
                  "INDIRETTA_OUTBOUND_ALLOW",
                  "127.0.0.1",
                  "INDIRETTA_ERASURES_FILE",
                  folder.resolve("erasures").toString()));

      assertThat(said.code()).as(said.out() + said.err()).isZero();
      assertThat(said.out())
          .containsPattern("OK +database +PostgreSQL 1\\d")
          .containsPattern("OK +tables +version ")
          .containsPattern("latency +a query takes \\d+\\.\\d ms, a commit \\d+\\.\\d ms")
          .containsPattern("connections +\\d+ of \\d+ in use")
          .containsPattern("OK +clock +-?\\d+ ms")
          .containsPattern("OK +redis +redis://127.* answers in \\d+\\.\\d ms")
          .containsPattern("OK +erasures +are listed in")
          .containsPattern("NOTE +disk +the database's was not looked at")
          .containsPattern("OK +disk +of the list of erasures: \\d+\\.\\d of \\d+\\.\\d GiB")
          .containsPattern("OK +certificate +localhost 127.0.0.1, until 20")
          .containsPattern("OK +turn +turn:127")
          .containsPattern("OK +mail +127")
          .doesNotContain("WRONG", SECRET, DATABASE.url().password());
      assertThat(mail.arrived()).as("no mail is sent for that").isEmpty();
    }
  }

  @Test
  void oneThatIsNotIsToldWhatToDo() throws Exception {
    int nobody = FreePorts.next();
    TestCertificate own = TestCertificate.make(folder);
    HttpServer untrusted =
        TestDatabase.await(
            DATABASE
                .vertx()
                .createHttpServer(
                    new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                            new PemKeyCertOptions()
                                .setCertValue(Buffer.buffer(own.certPem()))
                                .setKeyValue(Buffer.buffer(own.keyPem()))))
                .requestHandler(request -> {})
                .listen(0, "localhost"));
    String database = DATABASE.url().database();
    TestDatabase.execute(
        DATABASE.url(), "ALTER DATABASE " + database + " SET synchronous_commit = off");
    try {
      JavaProcess.Ended said =
          doctor(
              Map.of(
                  "INDIRETTA_PUBLIC_URL",
                  "https://localhost:" + untrusted.actualPort(),
                  "INDIRETTA_REDIS_URL",
                  "redis://:" + SECRET + "@127.0.0.1:" + nobody,
                  "INDIRETTA_TURN_URLS",
                  "turn:127.0.0.1:" + nobody + "?transport=tcp",
                  "INDIRETTA_TURN_SECRET",
                  SECRET,
                  "INDIRETTA_MAIL_HOST",
                  "127.0.0.1",
                  "INDIRETTA_MAIL_PORT",
                  Integer.toString(nobody),
                  "INDIRETTA_MAIL_USER",
                  "sportello",
                  "INDIRETTA_MAIL_PASSWORD",
                  SECRET,
                  "INDIRETTA_MAIL_FROM",
                  "sportello@rivalago.example",
                  "INDIRETTA_OUTBOUND_ALLOW",
                  "127.0.0.1"));

      assertThat(said.code()).as(said.out() + said.err()).isEqualTo(1);
      assertThat(said.out())
          .containsPattern("WRONG +database +synchronous_commit=off .* set synchronous_commit=on")
          .containsPattern("WRONG +certificate +browsers will not trust https://localhost")
          .containsPattern("NOTE +erasures +erasures.file names no list")
          .containsPattern("WRONG +redis +redis://127.* nobody listens there")
          .containsPattern("WRONG +turn +turn:127")
          .containsPattern("WRONG +mail +127.* mail.host, mail.port")
          .doesNotContain(SECRET, DATABASE.url().password(), "\tat ");
    } finally {
      TestDatabase.execute(
          DATABASE.url(), "ALTER DATABASE " + database + " RESET synchronous_commit");
    }
  }

  private JavaProcess.Ended doctor(RedisProcess redis, Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("INDIRETTA_REDIS_URL", redis.url());
    return doctor(environment);
  }

  private JavaProcess.Ended doctor(Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("INDIRETTA_DATABASE_URL", RunningCity.address(DATABASE.url()));
    return JavaProcess.run(folder, environment, "doctor");
  }
}
