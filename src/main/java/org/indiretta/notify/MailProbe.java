package org.indiretta.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Goes to the mail server as for a mail, signs in there, and sends none. Blocks. */
public final class MailProbe {
  private MailProbe() {}

  /**
   * Asks.
   *
   * @return what is wrong and what to do, without any secret; empty when all is well
   */
  public static Optional<String> trouble(SmtpSettings settings, OutboundAllow allow) {
    try {
      new SmtpChannel(settings, allow, () -> Instant.EPOCH).greet();
      return Optional.empty();
    } catch (AuthenticationFailedException e) {
      return Optional.of("it does not take mail.user with mail.password");
    } catch (MessagingException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SSLException) {
          return Optional.of(
              "TLS fails: its certificate is not trusted (mail.ca), is for another name than mail.host, or mail.security does not fit the port");
        }
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return Optional.of(
          "it cannot be used: %s. Look at mail.host, mail.port, mail.security and outbound.allow"
              .formatted(cause.getMessage()));
    }
  }
}
