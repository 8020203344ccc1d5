package org.indiretta.consultation;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.EventKind;

/**
 * Who wanted to be called and still waits when nobody answers any more: nobody sits before a panel
 * there to send a request, so the end and the task for the topic's operators are one step (RT54).
 */
final class LateCallBacks {
  private final Parts parts;
  private final NewRequests made;
  private final WrittenBefore writtenBefore;
  private final Supplier<ContactRequests.Link> links;

  LateCallBacks(Parts parts, NewRequests made, Supplier<ContactRequests.Link> links) {
    this.parts = parts;
    this.made = made;
    this.writtenBefore = new WrittenBefore(parts);
    this.links = links;
  }

  /** Whether it ended so by this call; of several nodes one does it. */
  Future<Boolean> end(Consultation before) {
    Principal.Citizen citizen = new Principal.Citizen(before.citizen(), before.site());
    return writtenBefore
        .of(citizen, before.id())
        .compose(from -> parts.moves().moved(before.id(), of -> decided(of, from)));
  }

  private Decision decided(Consultation of, ContactRequest.From from) {
    if (!(of.state() instanceof State.Waiting waiting) || !of.about().hasTelephone()) {
      return Decision.stay();
    }
    ContactRequest request = made.ofCallBack(of, from);
    ContactRequests.Link link = links.get();
    return Decision.go(
        parts
            .rules()
            .refused(waiting, parts.rooms().clock().now())
            .with(EventKind.BECAME_REQUEST, null, request.reference().value())
            .alongside(tx -> made.insert(tx, request, link)));
  }
}
