package org.indiretta.notify;

import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * The mail server.
 *
 * @param user empty: no sign-in there
 * @param password never printed
 * @param from the address mails come from
 * @param hello how this server calls itself in EHLO
 * @param trust who vouches for the mail server's certificate; empty: those the Java machine knows
 */
public record SmtpSettings(
    String host,
    int port,
    Security security,
    Optional<String> user,
    String password,
    String from,
    String hello,
    Optional<SSLSocketFactory> trust) {

  /** How the way there is protected. */
  public enum Security {
    /** TLS from the first byte (RFC 8314, 3.3). */
    TLS,
    /** TLS by STARTTLS (RFC 3207), without which nothing is sent. */
    STARTTLS,
    /** Nothing: within one's own house only. */
    NONE
  }

  @Override
  public String toString() {
    return "SmtpSettings[%s:%d %s]".formatted(host, port, security);
  }
}
