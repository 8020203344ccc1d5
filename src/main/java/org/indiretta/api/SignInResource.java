package org.indiretta.api;

import java.time.Instant;
import java.util.Set;
import org.indiretta.auth.AttemptLimit;
import org.indiretta.auth.Auth;
import org.indiretta.auth.OneUseLinks;
import org.indiretta.auth.Secret;
import org.indiretta.auth.SignInDoor;
import org.indiretta.auth.SignIns;
import org.indiretta.auth.SocketTickets;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.directory.OperatorFields;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;

/** Signing in and out, one-use links, socket tickets. */
final class SignInResource {
  /** How many written consultations the first admin has at once, until somebody changes it. */
  private static final int FIRST_ADMIN_MAX_WRITE = 3;

  private final Auth auth;
  private final Directory directory;

  private record Typed(String email, String password, String code) {}

  private record LinkToken(String token) {}

  private record LinkUse(
      String token, String password, String email, String firstName, String lastName) {}

  private record LinkView(
      OneUseLinks.Purpose purpose,
      Instant expiresAt,
      String email,
      String firstName,
      Language language) {}

  private record Ticket(String ticket, Instant expiresAt) {}

  SignInResource(Auth auth, Directory directory) {
    this.auth = auth;
    this.directory = directory;
  }

  void bind(Operations operations) {
    operations
        .on("signIn", this::signIn)
        .on("signOut", this::signOut)
        .on("lookAtLink", this::look)
        .on("useLink", this::use)
        .on("createSocketTicket", this::ticket);
  }

  private Answer signIn(Call call) {
    Typed typed = call.body(Typed.class);
    return switch (auth.door()
        .signIn(typed.email(), typed.password(), typed.code(), call.address())
        .await()) {
      case SignInDoor.Outcome.SignedIn signedIn -> signedIn(signedIn.signIn());
      case SignInDoor.Outcome why -> throw refused(why);
    };
  }

  /** Why a password was not taken. */
  static ProblemException refused(SignInDoor.Outcome why) {
    return switch (why) {
      case SignInDoor.Outcome.Wrong _ ->
          ProblemException.of(
              ProblemCode.UNAUTHENTICATED, "the e-mail address or the password is wrong");
      case SignInDoor.Outcome.CodeNeeded _ ->
          ProblemException.of(ProblemCode.CODE_NEEDED, "a fresh code is needed");
      case SignInDoor.Outcome.TooMany tooMany ->
          ProblemException.later(
              ProblemCode.TOO_MANY, "too many tries", tooMany.retryAfter().toMillis());
      case SignInDoor.Outcome.SignedIn _ -> throw new IllegalStateException("that is no refusal");
    };
  }

  private Answer signedIn(SignIns.Made made) {
    OperatorId id = made.staff().id();
    boolean secondFactor = auth.secondFactors().isOn(id).await();
    if (directory.operator(id).isEmpty()) {
      directory.reread().await();
    }
    return Answer.ok(MeView.of(directory, id, secondFactor, made.endsAt(), auth.signIns().idle()))
        .with("Set-Cookie", SignInCookie.set(made.secret()));
  }

  private Answer signOut(Call call) {
    Principal.Staff staff = call.staff();
    auth.signIns().end(staff.id(), staff.signIn()).await();
    return Answer.done().with("Set-Cookie", SignInCookie.clear());
  }

  private Answer ticket(Call call) {
    SocketTickets.Made made = auth.socketTickets().make(call.staff().signIn()).await();
    return Answer.created(new Ticket(made.ticket().value(), made.expiresAt()));
  }

  private Answer look(Call call) {
    CitizenResource.slowed(auth.attempts(), AttemptLimit.ONE_USE_LINK, call);
    Secret token = new Secret(call.body(LinkToken.class).token());
    OneUseLinks.Good link =
        auth.oneUseLinks().look(token).await().orElseThrow(SignInResource::dead);
    if (link.operator() == null) {
      return Answer.ok(new LinkView(link.purpose(), link.expiresAt(), null, null, null));
    }
    Operator invited = directory.operator(link.operator()).orElseThrow(SignInResource::dead);
    return Answer.ok(
        new LinkView(
            link.purpose(),
            link.expiresAt(),
            invited.email(),
            invited.firstName(),
            directory.preferences(invited.id()).orElseThrow().language()));
  }

  private Answer use(Call call) {
    CitizenResource.slowed(auth.attempts(), AttemptLimit.ONE_USE_LINK, call);
    LinkUse use = call.body(LinkUse.class);
    OneUseLinks.Use outcome =
        auth.oneUseLinks().use(new Secret(use.token()), use.password(), firstAdmin(use)).await();
    return switch (outcome) {
      case OneUseLinks.Use.SignedIn signedIn -> signedIn(signedIn.signIn());
      case OneUseLinks.Use.Dead _ -> throw dead();
      case OneUseLinks.Use.Weak weak ->
          throw ProblemException.of(ProblemCode.WEAK_PASSWORD, weak.weakness().name());
      case OneUseLinks.Use.WrongFields wrong ->
          throw ProblemException.of(ProblemCode.MALFORMED, wrong.detail());
    };
  }

  private static OperatorFields firstAdmin(LinkUse use) {
    if (use.email() == null && use.firstName() == null && use.lastName() == null) {
      return null;
    }
    try {
      return new OperatorFields(
          use.email(),
          use.firstName(),
          use.lastName(),
          "",
          Role.ADMIN,
          Set.of(),
          Set.of(Language.values()),
          FIRST_ADMIN_MAX_WRITE);
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(ProblemCode.MALFORMED, e.getMessage());
    }
  }

  private static ProblemException dead() {
    return ProblemException.of(ProblemCode.LINK_DEAD, "used, expired or wrong");
  }
}
