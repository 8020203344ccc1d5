package org.indiretta.notify;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.indiretta.identity.NoticeId;
import org.indiretta.telemetry.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail by SMTP (RFC 5321), each on a virtual thread and a connection of its own. What is sent says
 * of itself that no person typed it at a mail program (RFC 3834), so that nobody's absence notice
 * answers it.
 */
final class SmtpChannel implements Channel {
  /** Until the mail server has taken the connection, in milliseconds. */
  static final int CONNECT_MS = 10_000;

  /** Each of its answers, in milliseconds. */
  static final int ANSWER_MS = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(SmtpChannel.class);

  private final SmtpSettings settings;
  private final Session mail;
  private final Clock clock;

  SmtpChannel(SmtpSettings settings, OutboundAllow allow, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.mail = Session.getInstance(properties(settings, allow));
  }

  private static Properties properties(SmtpSettings settings, OutboundAllow allow) {
    GuardedSockets sockets = new GuardedSockets(allow);
    SSLSocketFactory trust =
        settings.trust().orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    Properties properties = new Properties();
    properties.put("mail.smtp.socketFactory", sockets);
    properties.put("mail.smtp.ssl.socketFactory", sockets.with(trust));
    // Otherwise what the guard refuses is tried again by a socket without it.
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.put("mail.smtp.ssl.socketFactory.fallback", "false");
    properties.put("mail.smtp.connectiontimeout", Integer.toString(CONNECT_MS));
    properties.put("mail.smtp.timeout", Integer.toString(ANSWER_MS));
    properties.put("mail.smtp.writetimeout", Integer.toString(ANSWER_MS));
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.localhost", settings.hello());
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.auth", Boolean.toString(settings.user().isPresent()));
    properties.put(
        "mail.smtp.ssl.enable", Boolean.toString(settings.security() == SmtpSettings.Security.TLS));
    String startTls = Boolean.toString(settings.security() == SmtpSettings.Security.STARTTLS);
    properties.put("mail.smtp.starttls.enable", startTls);
    properties.put("mail.smtp.starttls.required", startTls);
    return properties;
  }

  /** Keeps the Message-ID it was given, so that the same notice is the same mail at each try. */
  private static final class OneMail extends MimeMessage {
    private final String messageId;

    private OneMail(Session mail, String messageId) {
      super(mail);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }

  @Override
  public Future<Tried> deliver(NoticeId id, Notice notice) {
    Promise<Tried> tried = Promise.promise();
    Thread _ =
        Thread.ofVirtual()
            .name("mail")
            .start(
                () -> {
                  try {
                    send(id, (Notice.Mail) notice);
                    tried.complete(new Tried.Taken());
                  } catch (MessagingException e) {
                    tried.complete(refused(e));
                  } catch (Throwable e) {
                    tried.fail(e);
                  }
                });
    return tried.future();
  }

  private void send(NoticeId id, Notice.Mail notice) throws MessagingException {
    String domain = settings.from().substring(settings.from().lastIndexOf('@') + 1);
    OneMail message = new OneMail(mail, "<" + id + "@" + domain + ">");
    message.setFrom(new InternetAddress(settings.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(notice.to(), true));
    message.setSubject(notice.subject(), "UTF-8");
    message.setSentDate(Date.from(clock.now()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setContentLanguage(new String[] {notice.language().code()});
    message.setText(notice.text(), "UTF-8");
    message.saveChanges();
    Transport transport = mail.getTransport("smtp");
    try {
      connect(transport);
      transport.sendMessage(message, message.getAllRecipients());
    } finally {
      closed(transport);
    }
  }

  private void connect(Transport transport) throws MessagingException {
    transport.connect(
        settings.host(),
        settings.port(),
        settings.user().orElse(null),
        settings.user().isPresent() ? settings.password() : null);
  }

  /** Connects and signs in as for a mail, and sends none; blocks. */
  void greet() throws MessagingException {
    Transport transport = mail.getTransport("smtp");
    try {
      connect(transport);
    } finally {
      closed(transport);
    }
  }

  /** What was taken was taken, however the connection ends. */
  private static void closed(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.atDebug().setCause(e).log("the mail server's connection did not end cleanly");
    }
  }

  /** What the mail server refuses with a 5yz is refused for good (RFC 5321, 4.2.1). */
  private static Tried refused(MessagingException fault) {
    for (Exception e = fault; e instanceof MessagingException mail; e = mail.getNextException()) {
      int code =
          switch (mail) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
          };
      if (isForGood(code)) {
        return new Tried.Never("the mail server answered " + code);
      }
      if (code > 0) {
        return new Tried.Later("the mail server answered " + code);
      }
    }
    Throwable cause = fault.getNextException() == null ? fault : fault.getNextException();
    return new Tried.Later(
        fault.getClass().getSimpleName() + ", " + cause.getClass().getSimpleName());
  }

  /** But for what is about the sign-in there (RFC 4954, 6): an admin mends that. */
  private static boolean isForGood(int code) {
    return code >= 500 && code < 600 && code != 530 && code != 534 && code != 535 && code != 538;
  }
}
