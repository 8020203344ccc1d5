package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Reply;

/**
 * Ends a consultation with a task for an office: the task with the transcript, the link for the
 * citizen as the operator's last message and by mail, then the end as REFERRED. Taking the end back
 * takes nothing else back.
 */
public final class Forwarding {
  /** The latest that a task may be due. */
  public static final Duration LATEST = Duration.ofDays(366);

  private final Rooms rooms;
  private final SqlConsultations store;
  private final Consultations consultations;
  private final ContactRequests requests;

  Forwarding(Parts parts, Consultations consultations, ContactRequests requests) {
    this.rooms = parts.rooms();
    this.store = parts.store();
    this.consultations = consultations;
    this.requests = requests;
  }

  /**
   * By the owner, while active: NOT_FOUND and WRONG_STATE otherwise; MALFORMED for a due date that
   * is past or later than {@link #LATEST}.
   */
  public Future<ContactRequests.Left> forward(
      Principal.Staff staff, ConsultationId id, Forward wanted, ContactRequests.Link link) {
    Instant now = rooms.clock().now();
    Instant due = wanted.dueAt();
    if (due != null && (due.isBefore(now) || due.isAfter(now.plus(LATEST)))) {
      return refused(ErrorCode.MALFORMED, "dueAt: a day from today on is expected");
    }
    return store
        .find(id)
        .compose(
            found -> {
              if (found.isEmpty() || !found.get().isOwnedBy(staff.id())) {
                return refused(ErrorCode.NOT_FOUND, "no such consultation");
              }
              Consultation of = found.get();
              boolean topic =
                  wanted.topic() == null
                      || requests
                          .topic(wanted.topic())
                          .filter(known -> known.site().equals(of.site()))
                          .isPresent();
              if (!topic) {
                return refused(ErrorCode.NOT_FOUND, "no such topic");
              }
              return of.state() instanceof State.Active
                  ? passOn(staff, of, wanted, link)
                  : refused(ErrorCode.WRONG_STATE, "it is being ended");
            });
  }

  private Future<ContactRequests.Left> passOn(
      Principal.Staff staff, Consultation of, Forward wanted, ContactRequests.Link link) {
    ContactRequest.From from = new ContactRequest.From(of.id(), null, staff.id());
    return requests
        .made()
        .insert(of, wanted, from, link)
        .compose(
            made ->
                consultations
                    .send(staff, message(of, made, link), "")
                    .compose(
                        said ->
                            said instanceof Reply.Refused(_, ErrorCode code, String detail, _, _)
                                ? refused(code, detail)
                                : closed(staff, of, made)));
  }

  private Command.SendMessage message(
      Consultation of, ContactRequest made, ContactRequests.Link link) {
    return new Command.SendMessage(
        UUID.randomUUID().toString(),
        of.id(),
        new ClientMessageId("forward-" + made.id()),
        requests.mails().said(made, link.secret()));
  }

  private Future<ContactRequests.Left> closed(
      Principal.Staff staff, Consultation of, ContactRequest made) {
    return consultations
        .close(
            staff,
            new Command.CloseConsultation(UUID.randomUUID().toString(), of.id(), Outcome.REFERRED))
        .map(ended -> new ContactRequests.Left.Made(made));
  }

  private static Future<ContactRequests.Left> refused(ErrorCode code, String detail) {
    return Future.succeededFuture(new ContactRequests.Left.Refused(code, detail));
  }
}
