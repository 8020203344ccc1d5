package org.indiretta.api;

import java.time.Instant;
import org.indiretta.auth.AttemptLimit;
import org.indiretta.auth.Attempts;
import org.indiretta.auth.Auth;
import org.indiretta.auth.CitizenTokens;
import org.indiretta.directory.Directory;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.SiteId;

/** The tokens of citizens. */
final class CitizenResource {
  private final CitizenTokens tokens;
  private final Attempts attempts;
  private final Directory directory;

  private record Wanted(SiteId site, String saysToBe) {}

  private record Made(String token, CitizenId citizen, Instant expiresAt) {}

  CitizenResource(Auth auth, Directory directory) {
    this.tokens = auth.citizenTokens();
    this.attempts = auth.attempts();
    this.directory = directory;
  }

  void bind(Operations operations) {
    operations.on("createCitizen", this::create).on("deleteCitizen", this::delete);
  }

  private Answer create(Call call) {
    Wanted wanted = call.body(Wanted.class);
    if (directory.site(wanted.site()).isEmpty()) {
      throw ProblemException.notFound();
    }
    slowed(attempts, AttemptLimit.CITIZEN, call);
    CitizenTokens.Made made;
    try {
      made = tokens.make(wanted.site(), wanted.saysToBe(), call.address()).await();
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(ProblemCode.MALFORMED, "saysToBe: " + e.getMessage());
    }
    return Answer.created(new Made(made.token().value(), made.citizen(), made.expiresAt()));
  }

  private Answer delete(Call call) {
    tokens.revoke(call.citizen().id()).await();
    return Answer.done();
  }

  /** Waits its turn; too many from one address are refused with a retry-after. */
  static void slowed(Attempts attempts, AttemptLimit limit, Call call) {
    long retryAfterMs = attempts.fromAddress(limit, call.address()).await();
    if (retryAfterMs > 0) {
      throw ProblemException.later(
          ProblemCode.TOO_MANY, "too many from this address", retryAfterMs);
    }
  }
}
