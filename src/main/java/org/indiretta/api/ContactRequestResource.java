package org.indiretta.api;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.indiretta.auth.AttemptLimit;
import org.indiretta.auth.Attempts;
import org.indiretta.auth.Auth;
import org.indiretta.auth.CitizenTokens;
import org.indiretta.auth.Secret;
import org.indiretta.consultation.ContactRequest;
import org.indiretta.consultation.ContactRequests;
import org.indiretta.consultation.NewContactRequest;
import org.indiretta.directory.Directory;
import org.indiretta.file.FileStore;
import org.indiretta.file.Upload;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Reference;
import org.indiretta.notify.Notice;
import org.indiretta.protocol.Credential;

/** The citizen's side of contact requests: leaving one, with files, and following it. */
final class ContactRequestResource {
  private final ContactRequests requests;
  private final FileStore files;
  private final Attempts attempts;
  private final CitizenTokens tokens;
  private final Directory directory;

  private record Left(
      ContactRequestId id, Reference reference, String secret, Instant dueAt, boolean confirmed) {}

  private record Wanted(String secret, Language language) {}

  private record FileName(String name) {}

  /** What the citizen reads: schema {@code FollowedRequest}. */
  private record Followed(
      Reference reference,
      ContactRequest.Kind kind,
      ContactRequest.State state,
      String city,
      String topic,
      Instant createdAt,
      Instant dueAt,
      Instant doneAt,
      String answer,
      List<FileName> files) {}

  ContactRequestResource(
      ContactRequests requests, FileStore files, Auth auth, Directory directory) {
    this.requests = requests;
    this.files = files;
    this.attempts = auth.attempts();
    this.tokens = auth.citizenTokens();
    this.directory = directory;
  }

  void bind(Operations operations) {
    operations
        .on("createContactRequest", this::create)
        .on("followContactRequest", this::follow)
        .quick("uploadRequestFile", this::upload);
  }

  private Answer create(Call call) {
    NewContactRequest wanted = call.body(NewContactRequest.class);
    CitizenResource.slowed(attempts, AttemptLimit.CONTACT_REQUEST, call);
    CitizenId citizen = wanted.consultation() == null ? null : citizen(call);
    boolean confirm = mayConfirm(wanted, call);
    Secret secret = Secret.next();
    ContactRequests.Link link = new ContactRequests.Link(secret.value(), secret.hash(), confirm);
    ContactRequest made = RequestTaskResource.made(requests.create(wanted, citizen, link).await());
    return Answer.created(
        new Left(made.id(), made.reference(), secret.value(), made.dueAt(), confirm));
  }

  /** Whose token came with it: what is taken along has to be theirs. */
  private CitizenId citizen(Call call) {
    return bearer(call.header("Authorization"))
        .filter(Secret::looksLikeOne)
        .flatMap(token -> tokens.authenticate(new Credential.Token(token)).await())
        .map(Principal.Citizen::id)
        .orElseThrow(
            () ->
                ProblemException.of(
                    ProblemCode.UNAUTHENTICATED, "the citizen's token is expected"));
  }

  private static Optional<String> bearer(String header) {
    return Optional.ofNullable(header)
        .filter(text -> text.startsWith("Bearer "))
        .map(text -> text.substring("Bearer ".length()).strip());
  }

  /** Nobody's mailbox is filled by others: counted per source, then per address. */
  private boolean mayConfirm(NewContactRequest wanted, Call call) {
    ContactRequest.Contact contact = wanted.contact();
    boolean byMail = contact.email() != null;
    if (!requests.sends(byMail ? Notice.Kind.MAIL : Notice.Kind.SMS)) {
      return false;
    }
    String to =
        byMail
            ? contact.email().toLowerCase(Locale.ROOT)
            : contact.telephone().replaceAll("[^0-9]", "");
    return attempts.within(AttemptLimit.CONFIRMATION_FROM, call.address()).await()
        && attempts.within(AttemptLimit.CONFIRMATION_TO, to).await();
  }

  private Answer follow(Call call) {
    CitizenResource.slowed(attempts, AttemptLimit.ONE_USE_LINK, call);
    Wanted wanted = call.body(Wanted.class);
    ContactRequest request =
        requests
            .follow(new Secret(wanted.secret()).hash())
            .await()
            .orElseThrow(ProblemException::notFound);
    Language language = wanted.language() == null ? request.language() : wanted.language();
    ContactRequest.Done done = request.done();
    return Answer.ok(
        new Followed(
            request.reference(),
            request.kind(),
            request.state(),
            directory.site(request.site()).map(site -> site.name().in(language)).orElse(""),
            directory
                .topic(request.topic())
                .map(topic -> topic.name().in(language))
                .orElse(request.topic().value()),
            request.createdAt(),
            request.dueAt(),
            done == null ? null : done.at(),
            done == null ? null : done.answer(),
            files.withRequests(List.of(request.id())).await().entrySet().stream()
                .map(Map.Entry::getValue)
                .flatMap(List::stream)
                .map(file -> new FileName(file.name()))
                .toList()));
  }

  /** By who holds the link, soon after the request was left. */
  private void upload(RoutingContext context) {
    FileResource.receive(
        context,
        files,
        (name, saidBytes) ->
            bearer(context.request().getHeader("Authorization"))
                .filter(Secret::looksLikeOne)
                .map(secret -> requests.takingFiles(new Secret(secret).hash()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(
                    found ->
                        Upload.with(
                            found.orElseThrow(ProblemException::notFound).id(), name, saidBytes)));
  }
}
