package org.indiretta.faults;

import io.vertx.core.http.HttpServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.indiretta.cluster.TcpProxy;
import org.indiretta.identity.NoticeId;

/**
 * The mail server and the gateway for short messages take connections and never answer for 60 s.
 * Writing is unharmed; afterwards each notice arrives, once.
 */
final class PeersAway implements Family {
  private static final int PAIRS = 6;
  private static final int NOTICES = 4;
  private static final long CONTROL_MS = 15_000;
  private static final long AWAY_MS = 60_000;
  private static final long AWAY_BRIEF_MS = 3_000;

  /** The pause after a failed try is 30 s, doubled each time. */
  private static final int ARRIVED_S = 75;

  private static final int FAILED_S = 60;

  /** Not tried yet, or under way: who tries one has it for five minutes. */
  private static final String TO_BE_TRIED =
      """
      SELECT id FROM notice
      WHERE ended_at IS NULL AND (tries = 0 OR next_at > now() + interval '2 minutes')
      """;

  @Override
  public String name() {
    return "peers-away";
  }

  @Override
  public String fault() {
    return "mail server and short message gateway hang for 60 s";
  }

  @Override
  public void run(Scene scene) throws Exception {
    MailSink mails = scene.closing(MailSink.open());
    List<String> messages = new CopyOnWriteArrayList<>();
    TcpProxy mail = scene.closing(TcpProxy.to(mails.port()));
    TcpProxy sms = scene.closing(TcpProxy.to(gateway(scene, messages)));
    Servers servers =
        Servers.start(
            scene,
            2,
            (city, node) ->
                node.with("INDIRETTA_MAIL_HOST", "127.0.0.1")
                    .with("INDIRETTA_MAIL_PORT", Integer.toString(mail.port()))
                    .with("INDIRETTA_MAIL_SECURITY", "none")
                    .with("INDIRETTA_MAIL_FROM", "sportello@rivalago.example")
                    .with("INDIRETTA_SMS_URL", "http://127.0.0.1:%d/send".formatted(sms.port()))
                    .with("INDIRETTA_SMS_TOKEN", "a-token-for-the-gateway")
                    .with("INDIRETTA_OUTBOUND_ALLOW", "127.0.0.1"));
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
      crowd.awaitMessages(scene.rounds(100, 500));
      Unharmed unharmed = new Unharmed(scene, "writers' p99", crowd);
      boolean compared = !scene.isBrief();
      if (compared) {
        unharmed.control(() -> crowd.pass(CONTROL_MS));
      }
      mail.hold(TcpProxy.Way.values());
      sms.hold(TcpProxy.Way.values());
      notices(servers);
      unharmed.fault(() -> crowd.pass(scene.lasts(AWAY_BRIEF_MS, AWAY_MS)));
      scene.must(mails.taken() == 0 && messages.isEmpty(), "they did not hang");
      // What was held back on connections that were given up is gone, as with a server that died.
      mail.reset();
      sms.reset();
      mail.pass();
      sms.pass();
      if (compared) {
        unharmed.control(() -> crowd.pass(CONTROL_MS));
        unharmed.must();
      } else {
        pauseIsOver(servers);
      }
      boolean arrived =
          crowd.within(ARRIVED_S, () -> mails.taken() >= NOTICES && messages.size() >= NOTICES);
      scene.must(arrived, "not all notices arrived within " + ARRIVED_S + " s");
      Checker.Verdict _ = crowd.settleAndCheck();
      once(scene, mails, messages);
    }
  }

  private static void once(Scene scene, MailSink mails, List<String> messages) {
    scene.measured("mails", mails.taken());
    scene.measured("short messages", messages.size());
    scene.must(mails.taken() <= NOTICES, "a mail arrived twice");
    scene.must(messages.size() <= NOTICES, "a short message arrived twice");
  }

  /** In the short run the half minute after the first try is over at once, but not a second try. */
  private static void pauseIsOver(Servers servers) throws Exception {
    try (Connection connection = servers.connect()) {
      InterruptedMigration.await(
          "every notice was tried",
          () -> BackupUnderLoad.texts(connection, TO_BE_TRIED).isEmpty(),
          FAILED_S);
      BackupUnderLoad.execute(
          connection,
          """
          UPDATE notice SET next_at = now()
          WHERE ended_at IS NULL AND next_at <= now() + interval '2 minutes'
          """);
    }
  }

  private static int gateway(Scene scene, List<String> messages) throws Exception {
    HttpServer server =
        scene
            .vertx()
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              messages.add(body.toString());
                              var _ = request.response().setStatusCode(200).end();
                            }));
    return server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS).actualPort();
  }

  private static void notices(Servers servers) throws Exception {
    try (Connection connection = servers.connect()) {
      for (int i = 0; i < NOTICES; i++) {
        insert(connection, "MAIL", "anna-%d@rivalago.example".formatted(i), "Prova");
        insert(connection, "SMS", "+4179555010" + i, null);
      }
    }
  }

  private static void insert(Connection connection, String kind, String to, String subject)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO notice (id, kind, recipient, language, subject, text, created_at, next_at)
            VALUES (?, ?, ?, 'it', ?, 'Prova', now(), now())
            """)) {
      UUID id = NoticeId.next().value();
      statement.setObject(1, id);
      statement.setString(2, kind);
      statement.setString(3, to);
      statement.setString(4, subject);
      int _ = statement.executeUpdate();
    }
  }
}
