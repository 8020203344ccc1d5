package org.indiretta.consultation;

import io.vertx.core.Future;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.QueueCommand;
import org.indiretta.protocol.Reply;

/** Citizens who keep their place and are called when the turn comes (RT54). */
final class CallBacks {
  private final Parts parts;

  CallBacks(Parts parts) {
    this.parts = parts;
  }

  /** While waiting; both sides see it at once, and so do the desks. */
  Future<Reply> keep(Principal.Citizen citizen, QueueCommand.KeepPlace command) {
    CallBack callBack = new CallBack(parts.rooms().clock().now(), command.telephone());
    return parts
        .store()
        .keepPlace(command.consultation(), citizen.id(), callBack)
        .compose(kept -> parts.store().find(command.consultation()))
        .map(
            found -> {
              Consultation of = found.filter(it -> it.isOf(citizen)).orElse(null);
              if (of == null) {
                return Reply.Refused.of(command.id(), ErrorCode.NOT_FOUND, "no such consultation");
              }
              if (!(of.state() instanceof State.Queued)) {
                return Reply.Refused.of(
                    command.id(), ErrorCode.WRONG_STATE, "it is no longer waiting");
              }
              parts.teller().keptPlace(of);
              return new Reply.Done(command.id());
            });
  }
}
