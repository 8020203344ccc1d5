package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Site;
import org.indiretta.identity.Language;
import org.indiretta.notify.Notice;
import org.indiretta.notify.Notifier;
import org.indiretta.notify.WebPush;

/**
 * The notice to somebody on call, in their language, to their browsers and by mail: topic,
 * reference, until when, and where to answer; nothing that the citizen wrote. Its page asks for the
 * sign-in and shows the offer; to open it accepts nothing.
 */
final class OnCallNotices {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final Map<Language, Properties> WORDS = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      WORDS.put(language, words(language));
    }
  }

  private final Rooms rooms;
  private final Notifier notifier;
  private final WebPush push;
  private final URI publicUrl;

  OnCallNotices(Rooms rooms, Notifier notifier, WebPush push, URI publicUrl) {
    this.rooms = rooms;
    this.notifier = notifier;
    this.push = push;
    this.publicUrl = publicUrl;
  }

  private static Properties words(Language language) {
    Properties words = new Properties();
    String resource = "/words/on-call/" + language.code() + ".properties";
    try (InputStream bytes = OnCallNotices.class.getResourceAsStream(resource)) {
      words.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends it by every way there is; a browser that cannot be reached is logged by {@code push}. */
  Future<Void> send(Consultation of, State.Offered offered) {
    Operator to = rooms.directory().operator(offered.to()).orElse(null);
    Site site = rooms.directory().site(of.site()).orElse(null);
    if (to == null || site == null) {
      return Future.succeededFuture();
    }
    Language language = rooms.directory().preferences(to.id()).orElseThrow().language();
    String topic =
        rooms.directory().topic(of.topic()).map(known -> known.name().in(language)).orElse("");
    String until = TIME.format(offered.expiresAt().atZone(ZoneId.of(site.timeZone())));
    Future<Void> browsers = pushed(of, offered, language, topic, until);
    if (!notifier.sends(Notice.Kind.MAIL) || !Notice.isEmail(to.email())) {
      return browsers;
    }
    Notice.Mail mail =
        new Notice.Mail(
            to.email(),
            language,
            said(language, "subject", site.name().in(language), topic),
            said(
                language,
                "mail",
                to.firstName(),
                topic,
                of.reference().toString(),
                until,
                publicUrl + "/console/offer/" + of.id()));
    return notifier.keep(rooms.database(), mail).compose(kept -> browsers);
  }

  private Future<Void> pushed(
      Consultation of, State.Offered offered, Language language, String topic, String until) {
    JsonObject notice =
        new JsonObject()
            .put("consultation", of.id().toString())
            .put("title", said(language, "title", topic))
            .put("body", said(language, "text", until, of.reference().toString()))
            .put("language", language.code());
    Instant now = rooms.clock().now();
    return push.send(offered.to(), notice.encode(), Duration.between(now, offered.expiresAt()))
        .mapEmpty();
  }

  private static String said(Language language, String key, String... values) {
    String text = WORDS.get(language).getProperty(key);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", values[i]);
    }
    return text;
  }
}
