package org.indiretta.notify;

import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.parsetools.RecordParser;
import java.util.Locale;
import org.indiretta.app.TestCertificate;

/** TLS in front of a mail server that has none: from the first byte, or by STARTTLS. */
final class TlsFront {
  private final Vertx vertx;
  private final int behind;
  private final NetServer server;

  private TlsFront(Vertx vertx, int behind, TestCertificate certificate, boolean startTls)
      throws Exception {
    this.vertx = vertx;
    this.behind = behind;
    NetServerOptions options =
        new NetServerOptions()
            .setSsl(!startTls)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificate.certPem()))
                    .addKeyValue(Buffer.buffer(certificate.keyPem())));
    server =
        await(
            vertx
                .createNetServer(options)
                .connectHandler(startTls ? this::greet : this::passOn)
                .listen(0, "127.0.0.1"));
  }

  static TlsFront fromTheFirstByte(Vertx vertx, MailServer behind, TestCertificate certificate)
      throws Exception {
    return new TlsFront(vertx, behind.port(), certificate, false);
  }

  static TlsFront byStartTls(Vertx vertx, MailServer behind, TestCertificate certificate)
      throws Exception {
    return new TlsFront(vertx, behind.port(), certificate, true);
  }

  int port() {
    return server.actualPort();
  }

  private void passOn(NetSocket client) {
    client.pause();
    vertx.createNetClient().connect(behind, "127.0.0.1").onSuccess(mail -> join(client, mail));
  }

  private static void join(NetSocket client, NetSocket mail) {
    var _ = client.pipeTo(mail);
    var _ = mail.pipeTo(client);
  }

  /** Until TLS it speaks for itself; the mail server's own greeting is passed on as the first. */
  private void greet(NetSocket client) {
    client.pause();
    vertx
        .createNetClient()
        .connect(behind, "127.0.0.1")
        .onSuccess(
            mail -> {
              mail.handler(client::write);
              client.handler(
                  RecordParser.newDelimited("\r\n", line -> answer(client, mail, line.toString())));
              client.resume();
            });
  }

  private static void answer(NetSocket client, NetSocket mail, String line) {
    switch (line.toUpperCase(Locale.ROOT).split(" ", 2)[0]) {
      case "EHLO" -> client.write("250-front\r\n250 STARTTLS\r\n");
      case "STARTTLS" ->
          client
              .upgradeToSsl(Buffer.buffer("220 go on\r\n"))
              .onSuccess(secured -> join(client, mail));
      default -> client.write("530 STARTTLS first\r\n");
    }
  }
}
