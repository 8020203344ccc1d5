package org.indiretta.api;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.indiretta.auth.AttemptLimit;
import org.indiretta.auth.Attempts;
import org.indiretta.consultation.ContactRequest;
import org.indiretta.consultation.ContactRequests;
import org.indiretta.consultation.NewContactRequest;
import org.indiretta.directory.Directory;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/** Messages left because nobody was there. */
final class ContactRequestResource {
  private final ContactRequests requests;
  private final Attempts attempts;
  private final Directory directory;

  private record Left(ContactRequestId id, Reference reference) {}

  private record Listed(List<View> contactRequests) {}

  /** Schema {@code ContactRequest}. */
  private record View(
      ContactRequestId id,
      Reference reference,
      SiteId site,
      TopicId topic,
      Language language,
      String name,
      String email,
      String telephone,
      String text,
      ContactRequest.State state,
      OperatorId operator,
      Instant createdAt,
      Instant doneAt) {}

  ContactRequestResource(ContactRequests requests, Attempts attempts, Directory directory) {
    this.requests = requests;
    this.attempts = attempts;
    this.directory = directory;
  }

  void bind(Operations operations) {
    operations
        .on("createContactRequest", this::create)
        .on("listContactRequests", this::list)
        .on("takeContactRequest", this::take)
        .on("finishContactRequest", this::finish);
  }

  private Answer create(Call call) {
    NewContactRequest wanted = call.body(NewContactRequest.class);
    CitizenResource.slowed(attempts, AttemptLimit.CONTACT_REQUEST, call);
    ContactRequest left = requests.create(wanted).await().orElseThrow(ProblemException::notFound);
    return Answer.created(new Left(left.id(), left.reference()));
  }

  private Answer list(Call call) {
    Optional<ContactRequest.State> state = call.query("state", ContactRequest.State::valueOf);
    Future<List<ContactRequest>> listed =
        state.equals(Optional.of(ContactRequest.State.DONE))
            ? requests.doneFor(call.staff().id())
            : requests.listFor(call.staff().id());
    List<View> views =
        listed.await().stream()
            .filter(request -> state.isEmpty() || request.state() == state.get())
            .map(ContactRequestResource::view)
            .toList();
    return Answer.ok(new Listed(views));
  }

  private Answer take(Call call) {
    return done(
        call,
        requests
            .take(call.staff().id(), call.path("contactRequest", ContactRequestId::of))
            .await());
  }

  private Answer finish(Call call) {
    return done(
        call,
        requests
            .done(call.staff().id(), call.path("contactRequest", ContactRequestId::of))
            .await());
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

  private static View view(ContactRequest request) {
    return new View(
        request.id(),
        request.reference(),
        request.site(),
        request.topic(),
        request.language(),
        request.answer().name(),
        request.answer().email(),
        request.answer().telephone(),
        request.text(),
        request.state(),
        request.operator(),
        request.createdAt(),
        request.doneAt());
  }
}
