package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Site;
import org.indiretta.directory.Topic;
import org.indiretta.identity.Language;
import org.indiretta.identity.NoticeId;
import org.indiretta.notify.Notice;
import org.indiretta.notify.Notifier;
import org.indiretta.sql.Queries;

/**
 * What goes out about contact requests. A citizen's text never does: a confirmation could be asked
 * for in somebody else's name, and an office's mailbox is read by many.
 */
final class RequestMails {
  private final Directory directory;
  private final Notifier notifier;
  private final RequestSettings settings;

  RequestMails(Directory directory, Notifier notifier, RequestSettings settings) {
    this.directory = directory;
    this.notifier = notifier;
    this.settings = settings;
  }

  /** To the citizen, with the link: by mail, or, to who left a number alone, as a short message. */
  Future<Void> confirmed(Queries on, ContactRequest request, String secret) {
    String key = request.kind() == ContactRequest.Kind.FORWARDED ? "forwarded" : "confirmed";
    ContactRequest.Contact contact = request.contact();
    RequestWords words = RequestWords.in(request.language());
    Map<String, String> values = values(request, request.language());
    values.put("link", settings.follow(secret));
    if (contact.email() != null) {
      return keep(
          on,
          new Notice.Mail(
              contact.email(),
              request.language(),
              words.text(key + ".subject", values),
              words.text(key + ".text", values)));
    }
    return contact.telephone() == null
        ? Future.succeededFuture()
        : keep(
            on,
            new Notice.Sms(
                contact.telephone(), request.language(), words.text(key + ".sms", values)));
  }

  /** To the topic's office, when it has an address. */
  Future<Void> office(Queries on, ContactRequest request) {
    String email =
        directory.topic(request.topic()).map(topic -> topic.service().officeEmail()).orElse("");
    if (email.isEmpty()) {
      return Future.succeededFuture();
    }
    Language language =
        directory
            .site(request.site())
            .map(site -> site.languages().getFirst())
            .orElse(request.language());
    RequestWords words = RequestWords.in(language);
    Map<String, String> values = values(request, language);
    values.put("link", settings.console());
    return keep(
        on,
        new Notice.Mail(
            email,
            language,
            words.text("office.subject", values),
            words.text("office.text", values)));
  }

  /** The answer, to the citizen; empty when they left no address, or no mail is sent at all. */
  Future<Optional<NoticeId>> answered(Queries on, ContactRequest request, String answer) {
    String email = request.contact().email();
    if (email == null || !notifier.sends(Notice.Kind.MAIL)) {
      return Future.succeededFuture(Optional.empty());
    }
    RequestWords words = RequestWords.in(request.language());
    Map<String, String> values = values(request, request.language());
    values.put("answer", answer);
    return notifier
        .keep(
            on,
            new Notice.Mail(
                email,
                request.language(),
                words.text("answered.subject", values),
                words.text("answered.text", values)))
        .map(Optional::of);
  }

  /** What the citizen reads in the transcript when it was passed on. */
  String said(ContactRequest request, String secret) {
    Map<String, String> values = values(request, request.language());
    values.put("link", settings.follow(secret));
    return RequestWords.in(request.language()).text("forwarded.said", values);
  }

  /** What has no channel is not kept: it would go out long after it meant something. */
  private Future<Void> keep(Queries on, Notice notice) {
    return notifier.sends(notice.kind())
        ? notifier.keep(on, notice).mapEmpty()
        : Future.succeededFuture();
  }

  private Map<String, String> values(ContactRequest request, Language language) {
    Optional<Site> site = directory.site(request.site());
    ZoneId zone = ZoneId.of(site.map(Site::timeZone).orElse("UTC"));
    Map<String, String> values = new HashMap<>();
    values.put("reference", request.reference().value());
    values.put("city", site.map(known -> known.name().in(language)).orElse(""));
    values.put(
        "topic",
        directory
            .topic(request.topic())
            .map(Topic::name)
            .map(name -> name.in(language))
            .orElse(request.topic().value()));
    values.put("due", RequestWords.in(language).day(request.dueAt(), zone));
    return values;
  }
}
