package org.indiretta.app;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.indiretta.notify.Notice;
import org.indiretta.notify.OutboundAllow;
import org.indiretta.notify.SmsSettings;
import org.indiretta.notify.SmtpSettings;

/**
 * How people who are not connected are reached.
 *
 * @param mail empty: no mail is sent
 * @param sms empty: no short messages are sent
 * @param allow what outgoing requests may reach
 * @param requestsDue after which time a contact request is due
 */
record NotifySettings(
    Optional<SmtpSettings> mail,
    Optional<SmsSettings> sms,
    OutboundAllow allow,
    Duration requestsDue) {

  static NotifySettings of(SettingsReader.Values values, String ownName) {
    return new NotifySettings(
        mail(values, ownName),
        sms(values),
        allow(values),
        Duration.ofDays(values.number(SettingKey.REQUESTS_DUE_DAYS, 1, 60)));
  }

  private static Optional<SmtpSettings> mail(SettingsReader.Values values, String ownName) {
    String host = values.text(SettingKey.MAIL_HOST);
    if (host.isEmpty()) {
      return Optional.empty();
    }
    String from = values.text(SettingKey.MAIL_FROM);
    if (!Notice.isEmail(from)) {
      throw values.refused(
          SettingKey.MAIL_FROM, "with mail.host an address like sportello@example.ch is expected");
    }
    SmtpSettings.Security security = security(values);
    String user = values.text(SettingKey.MAIL_USER);
    String password = values.text(SettingKey.MAIL_PASSWORD);
    if (!user.isEmpty() && password.isEmpty()) {
      throw values.refused(SettingKey.MAIL_PASSWORD, "it is expected with mail.user");
    }
    if (!user.isEmpty() && security == SmtpSettings.Security.NONE) {
      throw values.refused(
          SettingKey.MAIL_SECURITY, "starttls or tls is expected where a password is sent");
    }
    return Optional.of(
        new SmtpSettings(
            host,
            values.number(SettingKey.MAIL_PORT, 1, 65_535),
            security,
            user.isEmpty() ? Optional.empty() : Optional.of(user),
            password,
            from,
            ownName,
            trust(values)));
  }

  private static SmtpSettings.Security security(SettingsReader.Values values) {
    String text = values.text(SettingKey.MAIL_SECURITY).toLowerCase(Locale.ROOT);
    if (!Set.of("starttls", "tls", "none").contains(text)) {
      throw values.refused(SettingKey.MAIL_SECURITY, "none or starttls or tls is expected");
    }
    return SmtpSettings.Security.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static Optional<SSLSocketFactory> trust(SettingsReader.Values values) {
    String path = values.text(SettingKey.MAIL_CA);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    KeyStore store = PemFile.read(SettingKey.MAIL_CA, java.nio.file.Path.of(path)).certificates();
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return Optional.of(context.getSocketFactory());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java machine cannot check certificates", e);
    }
  }

  private static Optional<SmsSettings> sms(SettingsReader.Values values) {
    String text = values.text(SettingKey.SMS_URL);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException e) {
      url = URI.create("");
    }
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!web || url.getHost() == null) {
      throw values.refused(
          SettingKey.SMS_URL, "an address such as https://sms.example.ch/send is expected");
    }
    if (values.text(SettingKey.SMS_TOKEN).isEmpty()) {
      throw values.refused(SettingKey.SMS_TOKEN, "it is expected with sms.url");
    }
    return Optional.of(new SmsSettings(url, values.text(SettingKey.SMS_TOKEN)));
  }

  private static OutboundAllow allow(SettingsReader.Values values) {
    try {
      return new OutboundAllow(values.list(SettingKey.OUTBOUND_ALLOW));
    } catch (IllegalArgumentException e) {
      throw values.refused(
          SettingKey.OUTBOUND_ALLOW, "addresses or ranges such as 10.0.0.0/8 are expected");
    }
  }
}
