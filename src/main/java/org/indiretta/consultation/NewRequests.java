package org.indiretta.consultation;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Instant;
import org.indiretta.bus.News;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.Reference;
import org.indiretta.sql.Transaction;

/** How a contact request comes to be: it and what is sent about it in one transaction. */
final class NewRequests {
  private static final int REFERENCES_TRIED = 8;

  private final Rooms rooms;
  private final SqlContactRequests sql;
  private final RequestMails mails;
  private final RequestSettings settings;
  private final SecureRandom random = new SecureRandom();

  NewRequests(Rooms rooms, SqlContactRequests sql, RequestMails mails, RequestSettings settings) {
    this.rooms = rooms;
    this.sql = sql;
    this.mails = mails;
    this.settings = settings;
  }

  /** Left by a citizen. */
  Future<ContactRequest> insert(
      NewContactRequest wanted, ContactRequest.From from, ContactRequests.Link link) {
    Instant now = rooms.clock().now();
    return insert(
        new ContactRequest(
            ContactRequestId.next(),
            wanted.site(),
            wanted.topic(),
            Reference.next(random),
            wanted.kind(),
            wanted.language(),
            wanted.contact(),
            wanted.text(),
            from,
            ContactRequest.State.OPEN,
            null,
            now,
            now.plus(settings.due()),
            null),
        link);
  }

  /** Passed on by an operator; due as the settings say unless {@code dueAt} is given. */
  Future<ContactRequest> insert(
      Consultation of, Forward wanted, ContactRequest.From from, ContactRequests.Link link) {
    Instant now = rooms.clock().now();
    return insert(
        new ContactRequest(
            ContactRequestId.next(),
            of.site(),
            wanted.topic() == null ? of.topic() : wanted.topic(),
            Reference.next(random),
            ContactRequest.Kind.FORWARDED,
            of.language(),
            wanted.contact(),
            wanted.text(),
            from,
            ContactRequest.State.OPEN,
            null,
            now,
            wanted.dueAt() == null ? now.plus(settings.due()) : wanted.dueAt(),
            null),
        link);
  }

  /** Of a citizen who wanted to be called and was not, with what they wrote. */
  ContactRequest ofCallBack(Consultation of, ContactRequest.From from) {
    Instant now = rooms.clock().now();
    return new ContactRequest(
        ContactRequestId.next(),
        of.site(),
        of.topic(),
        Reference.next(random),
        ContactRequest.Kind.QUESTION,
        of.language(),
        new ContactRequest.Contact(
            of.about().name(), null, of.about().callBack().telephone().value()),
        "",
        from,
        ContactRequest.State.OPEN,
        null,
        now,
        now.plus(settings.due()),
        null);
  }

  /** Keeps it in a transaction of others. */
  Future<Void> insert(Transaction tx, ContactRequest request, ContactRequests.Link link) {
    return insert(tx, request, link, REFERENCES_TRIED);
  }

  private Future<Void> insert(
      Transaction tx, ContactRequest request, ContactRequests.Link link, int tries) {
    return kept(tx, request, link)
        .compose(
            inserted -> {
              if (inserted) {
                return Future.succeededFuture();
              }
              return tries > 1
                  ? insert(tx, request.named(Reference.next(random)), link, tries - 1)
                  : Future.failedFuture(new IllegalStateException("no free reference was found"));
            });
  }

  private Future<ContactRequest> insert(ContactRequest first, ContactRequests.Link link) {
    return insert(first, link, REFERENCES_TRIED)
        .onSuccess(made -> rooms.bus().publish(new News.DeskStale()));
  }

  private Future<ContactRequest> insert(
      ContactRequest request, ContactRequests.Link link, int tries) {
    return rooms
        .database()
        .inTransaction(tx -> kept(tx, request, link))
        .compose(
            inserted -> {
              if (inserted) {
                return Future.succeededFuture(request);
              }
              return tries > 1
                  ? insert(request.named(Reference.next(random)), link, tries - 1)
                  : Future.failedFuture(new IllegalStateException("no free reference was found"));
            });
  }

  private Future<Boolean> kept(Transaction tx, ContactRequest request, ContactRequests.Link link) {
    return sql.insert(tx, request, link.hash())
        .compose(
            inserted -> {
              if (!inserted) {
                return Future.succeededFuture(false);
              }
              Future<Void> confirmed =
                  link.confirm()
                      ? mails.confirmed(tx, request, link.secret())
                      : Future.succeededFuture();
              return confirmed.compose(told -> mails.office(tx, request)).map(true);
            });
  }
}
