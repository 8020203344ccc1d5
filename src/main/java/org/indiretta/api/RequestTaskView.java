package org.indiretta.api;

import java.time.Instant;
import java.util.List;
import org.indiretta.consultation.ContactRequest;
import org.indiretta.file.StoredFile;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.FileId;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.notify.Notices;

/** Schema {@code ContactRequest}. */
record RequestTaskView(
    ContactRequestId id,
    Reference reference,
    SiteId site,
    TopicId topic,
    ContactRequest.Kind kind,
    Language language,
    String name,
    String email,
    String telephone,
    String text,
    String written,
    OperatorId forwardedBy,
    List<FileView> files,
    ContactRequest.State state,
    OperatorId operator,
    Instant createdAt,
    Instant dueAt,
    Instant doneAt,
    String answer,
    Notices.Standing answerMail,
    String note) {

  /** Schema {@code File}, as far as a list needs it. */
  record FileView(FileId id, String name, String contentType, long size, Instant createdAt) {}

  private static final ContactRequest.Done NOT_YET =
      new ContactRequest.Done(null, null, null, null);

  static RequestTaskView of(ContactRequest request, List<StoredFile> files) {
    ContactRequest.Done done = request.done() == null ? NOT_YET : request.done();
    return new RequestTaskView(
        request.id(),
        request.reference(),
        request.site(),
        request.topic(),
        request.kind(),
        request.language(),
        request.contact().name(),
        request.contact().email(),
        request.contact().telephone(),
        request.text(),
        request.from().written(),
        request.from().by(),
        files.stream()
            .map(
                file ->
                    new FileView(
                        file.id(), file.name(), file.contentType(), file.size(), file.createdAt()))
            .toList(),
        request.state(),
        request.operator(),
        request.createdAt(),
        request.dueAt(),
        done.at(),
        done.answer(),
        done.mail(),
        done.note());
  }
}
