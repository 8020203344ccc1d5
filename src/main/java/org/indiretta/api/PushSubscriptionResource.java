package org.indiretta.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.OperatorId;
import org.indiretta.notify.PushSubscription;
import org.indiretta.notify.WebPush;

/** The browsers by which staff who are on call are told that somebody waits for them. */
final class PushSubscriptionResource {
  private final WebPush push;

  private record Body(String endpoint, Keys keys) {}

  private record Keys(String p256dh, String auth) {}

  /** Schema {@code PushSubscriptions}. */
  private record View(String key, List<Browser> browsers) {}

  /**
   * Nothing by which a notice could be sent, but its end by which a browser knows itself.
   *
   * @param endpoint the address at its push service
   */
  private record Browser(UUID id, String endpoint, Instant createdAt) {}

  PushSubscriptionResource(WebPush push) {
    this.push = push;
  }

  void bind(Operations operations) {
    operations
        .on("readPushSubscriptions", this::read)
        .on("addPushSubscription", this::add)
        .on("removePushSubscription", this::remove);
  }

  private Answer read(Call call) {
    return Answer.ok(view(call.staff().id()));
  }

  private Answer add(Call call) {
    Body body = call.body(Body.class);
    PushSubscription subscription;
    try {
      subscription = PushSubscription.of(body.endpoint(), body.keys().p256dh(), body.keys().auth());
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(ProblemCode.MALFORMED, e.getMessage());
    }
    push.subscribe(call.staff().id(), subscription).await();
    return Answer.created(view(call.staff().id()));
  }

  private Answer remove(Call call) {
    if (!push.remove(call.staff().id(), call.path("browser", UUID::fromString)).await()) {
      throw ProblemException.notFound();
    }
    return Answer.done();
  }

  private View view(OperatorId id) {
    return new View(
        push.publicKey().await(),
        push.of(id).await().stream()
            .map(
                browser ->
                    new Browser(
                        browser.id(),
                        browser.subscription().endpoint().toString(),
                        browser.createdAt()))
            .toList());
  }
}
