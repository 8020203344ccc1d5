package org.indiretta.api;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.indiretta.auth.Secret;
import org.indiretta.consultation.ContactRequest;
import org.indiretta.consultation.ContactRequests;
import org.indiretta.consultation.Forward;
import org.indiretta.consultation.Forwarding;
import org.indiretta.directory.Directory;
import org.indiretta.file.FileStore;
import org.indiretta.file.StoredFile;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.FileId;
import org.indiretta.identity.PlainText;
import org.indiretta.identity.Reference;
import org.indiretta.notify.Notice;
import org.indiretta.protocol.ErrorCode;

/** Staff's side of contact requests: the list of tasks, and what is done about them. */
final class RequestTaskResource {
  private final ContactRequests requests;
  private final Forwarding forwarding;
  private final FileStore files;
  private final TranscriptResource transcripts;
  private final Directory directory;

  private record Listed(List<RequestTaskView> contactRequests, boolean mail) {}

  /** What the citizen is written. */
  record Answered(String text) {
    Answered {
      PlainText.lines(text, PlainText.MESSAGE_CHARS);
    }
  }

  /** What staff write about it; {@code note} may be null. */
  record Finished(String note) {
    Finished {
      note = note == null || note.isBlank() ? null : PlainText.lines(note, PlainText.MESSAGE_CHARS);
    }
  }

  private record Passed(ContactRequestId id, Reference reference, Instant dueAt) {}

  RequestTaskResource(
      ContactRequests requests,
      Forwarding forwarding,
      FileStore files,
      TranscriptResource transcripts,
      Directory directory) {
    this.requests = requests;
    this.forwarding = forwarding;
    this.files = files;
    this.transcripts = transcripts;
    this.directory = directory;
  }

  void bind(Operations operations) {
    operations
        .on("listContactRequests", this::list)
        .on("takeContactRequest", this::take)
        .on("answerContactRequest", this::answer)
        .on("finishContactRequest", this::finish)
        .on("downloadRequestTranscript", this::transcript)
        .on("forwardConsultation", this::forward)
        .quick("downloadRequestFile", this::file);
  }

  private Answer list(Call call) {
    Optional<ContactRequest.State> state = call.query("state", ContactRequest.State::valueOf);
    Future<List<ContactRequest>> listed =
        state.equals(Optional.of(ContactRequest.State.DONE))
            ? requests.doneFor(call.staff().id())
            : requests.listFor(call.staff().id());
    List<ContactRequest> shown =
        listed.await().stream()
            .filter(request -> state.isEmpty() || request.state() == state.get())
            .toList();
    Map<ContactRequestId, List<StoredFile>> with =
        files.withRequests(shown.stream().map(ContactRequest::id).toList()).await();
    return Answer.ok(
        new Listed(
            shown.stream()
                .map(
                    request ->
                        RequestTaskView.of(request, with.getOrDefault(request.id(), List.of())))
                .toList(),
            requests.sends(Notice.Kind.MAIL)));
  }

  private Answer take(Call call) {
    return done(call, requests.take(call.staff().id(), id(call)).await());
  }

  private Answer answer(Call call) {
    Answered answered = call.body(Answered.class);
    return done(call, requests.answer(call.staff().id(), id(call), answered.text()).await());
  }

  private Answer finish(Call call) {
    String note = call.bytes().length() == 0 ? null : call.body(Finished.class).note();
    return done(call, requests.done(call.staff().id(), id(call), note).await());
  }

  private static ContactRequestId id(Call call) {
    return call.path("contactRequest", ContactRequestId::of);
  }

  /** What it is now says whether it was this person who got it. */
  private Answer done(Call call, Optional<ContactRequest> now) {
    ContactRequest request = now.orElseThrow(ProblemException::notFound);
    if (call.staff().id().equals(request.operator())) {
      return Answer.done();
    }
    if (request.operator() == null) {
      throw ProblemException.of(ProblemCode.WRONG_STATE, "take it first");
    }
    throw ProblemException.taken(
        directory
            .operator(request.operator())
            .map(other -> other.firstName() + " " + other.lastName())
            .orElse(""));
  }

  /** Of the consultation that was passed on with it, by who sees the task. */
  private Answer transcript(Call call) {
    ConsultationId consultation =
        requests
            .find(call.staff().id(), id(call))
            .await()
            .filter(request -> request.kind() == ContactRequest.Kind.FORWARDED)
            .map(request -> request.from().consultation())
            .orElseThrow(ProblemException::notFound);
    return transcripts.attached(call, consultation);
  }

  private void file(RoutingContext context) {
    ContactRequestId id = Call.pathId(context, "contactRequest", ContactRequestId::of);
    FileId file = Call.pathId(context, "file", FileId::of);
    FileResource.give(
        context,
        files,
        requests
            .find(Call.staff(context).id(), id)
            .compose(found -> files.withRequests(found.map(ContactRequest::id).stream().toList()))
            .map(
                with ->
                    with.getOrDefault(id, List.of()).stream()
                        .filter(one -> one.id().equals(file))
                        .findFirst()
                        .orElseThrow(ProblemException::notFound)));
  }

  private Answer forward(Call call) {
    ConsultationId consultation = call.path("consultation", ConsultationId::of);
    Forward wanted = call.body(Forward.class);
    Secret secret = Secret.next();
    ContactRequests.Link link = new ContactRequests.Link(secret.value(), secret.hash(), true);
    ContactRequest made =
        made(forwarding.forward(call.staff(), consultation, wanted, link).await());
    return Answer.created(new Passed(made.id(), made.reference(), made.dueAt()));
  }

  /** The request, or the problem that a refusal is. */
  static ContactRequest made(ContactRequests.Left left) {
    return switch (left) {
      case ContactRequests.Left.Made(ContactRequest request) -> request;
      case ContactRequests.Left.Refused(ErrorCode code, String detail) ->
          throw ProblemException.of(problem(code), detail);
    };
  }

  private static ProblemCode problem(ErrorCode code) {
    return switch (code) {
      case NOT_FOUND -> ProblemCode.NOT_FOUND;
      case MALFORMED -> ProblemCode.MALFORMED;
      case UNAVAILABLE -> ProblemCode.UNAVAILABLE;
      default -> ProblemCode.WRONG_STATE;
    };
  }
}
