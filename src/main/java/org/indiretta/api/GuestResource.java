package org.indiretta.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.indiretta.auth.AttemptLimit;
import org.indiretta.auth.Attempts;
import org.indiretta.auth.Secret;
import org.indiretta.consultation.Guests;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Site;
import org.indiretta.identity.CallId;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.protocol.ErrorCode;

/** The links by which guests come into a call (rule C14). */
final class GuestResource {
  private final Guests guests;
  private final Attempts attempts;
  private final Directory directory;
  private final URI publicUrl;

  private record Made(String link, Instant expiresAt) {}

  private record Link(String link, Language language) {}

  private record Use(String link) {}

  /** What the guest reads before coming: schema {@code GuestLook}. */
  private record Look(
      String city,
      CallRole role,
      String name,
      Mode mode,
      Language language,
      List<Language> languages,
      SiteView.PrivacyView privacy) {}

  private record Came(
      String token, ConsultationId consultation, CallId call, CallRole role, String name) {}

  GuestResource(Guests guests, Attempts attempts, Directory directory, URI publicUrl) {
    this.guests = guests;
    this.attempts = attempts;
    this.directory = directory;
    this.publicUrl = publicUrl;
  }

  void bind(Operations operations) {
    operations
        .on("createGuest", this::create)
        .on("lookAtGuestLink", this::look)
        .on("useGuestLink", this::use);
  }

  private Answer create(Call call) {
    Guests.Wanted wanted = call.body(Guests.Wanted.class);
    Secret link = Secret.next();
    ConsultationId consultation = call.path("consultation", ConsultationId::of);
    return switch (guests.invite(call.staff(), consultation, wanted, link.hash()).await()) {
      case Guests.Invited.Made made ->
          Answer.created(new Made(publicUrl + "/c#guest=" + link.value(), made.expiresAt()));
      case Guests.Invited.Refused(ErrorCode code, String detail) ->
          throw ProblemException.of(ProblemCode.valueOf(code.name()), detail);
    };
  }

  private Answer look(Call call) {
    CitizenResource.slowed(attempts, AttemptLimit.ONE_USE_LINK, call);
    Link body = call.body(Link.class);
    return switch (guests.look(new Secret(body.link()).hash()).await()) {
      case Guests.Looked.Good good -> Answer.ok(shown(good, body.language()));
      case Guests.Looked.Dead _ -> throw dead();
      case Guests.Looked.Unknown _ -> throw ProblemException.notFound();
    };
  }

  private Look shown(Guests.Looked.Good good, Language wanted) {
    Site site = directory.site(good.site()).orElseThrow(ProblemException::notFound);
    Language language = wanted == null ? good.language() : wanted;
    return new Look(
        site.name().in(language),
        good.role(),
        good.name(),
        good.mode(),
        good.language(),
        site.languages(),
        SiteView.privacy(site, language));
  }

  private Answer use(Call call) {
    CitizenResource.slowed(attempts, AttemptLimit.ONE_USE_LINK, call);
    Secret link = new Secret(call.body(Use.class).link());
    Secret token = Secret.next();
    Guests.Place place =
        guests.use(link.hash(), token.hash()).await().orElseThrow(() -> unusable(link));
    return Answer.created(
        new Came(token.value(), place.consultation(), place.call(), place.role(), place.name()));
  }

  private ProblemException unusable(Secret link) {
    return guests.look(link.hash()).await() instanceof Guests.Looked.Unknown
        ? ProblemException.notFound()
        : dead();
  }

  private static ProblemException dead() {
    return ProblemException.of(
        ProblemCode.LINK_DEAD, "used, taken back or too old, or the call is over");
  }
}
