package org.indiretta.notify;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.indiretta.cluster.FreePorts;

/** A real mail server (GreenMail) on a free port of loopback. */
public final class MailServer implements AutoCloseable {
  private static final long LONGEST_START_MS = 30_000;

  private final GreenMail mail;

  private MailServer(int port) {
    ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(LONGEST_START_MS);
    mail = new GreenMail(setup);
    mail.start();
  }

  /** Without TLS; {@link TlsFront} gives it some. */
  public static MailServer plain() {
    try {
      return new MailServer(FreePorts.next());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same again, after a while in which it was away. */
  static MailServer plainAt(int port) {
    return new MailServer(port);
  }

  /** An account that its owner signs in to. */
  void account(String user, String password) {
    var _ = mail.setUser(user, user, password);
  }

  int port() {
    return mail.getSmtp().getPort();
  }

  /** The settings of a city that sends its mail through it. */
  public SmtpSettings settings() {
    return new SmtpSettings(
        "127.0.0.1",
        port(),
        SmtpSettings.Security.NONE,
        Optional.empty(),
        "",
        "sportello@rivalago.example",
        "live.rivalago.example",
        Optional.empty());
  }

  /** What arrived, the oldest first. */
  public List<MimeMessage> arrived() {
    return List.of(mail.getReceivedMessages());
  }

  /** What arrived for one address. */
  public List<MimeMessage> arrivedFor(String address) {
    return Stream.of(mail.getReceivedMessages())
        .filter(message -> header(message, "To").equals(address))
        .toList();
  }

  /** A header's value; "" without it. */
  public static String header(MimeMessage message, String name) {
    try {
      for (Header header : Collections.list(message.getAllHeaders())) {
        if (header.getName().equalsIgnoreCase(name)) {
          return header.getValue();
        }
      }
      return "";
    } catch (jakarta.mail.MessagingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    mail.stop();
  }
}
