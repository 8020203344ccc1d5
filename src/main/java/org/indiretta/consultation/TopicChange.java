package org.indiretta.consultation;

import io.vertx.core.Future;
import java.util.Optional;
import org.indiretta.directory.Topic;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.Principal;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Push.OfferEnded.Ending;
import org.indiretta.protocol.QueueCommand;
import org.indiretta.protocol.Reply;

/** Another topic while it waits; who changes keeps the time of arrival and the lane. */
final class TopicChange {
  private final Parts parts;
  private final Admission admission;

  TopicChange(Parts parts, Admission admission) {
    this.parts = parts;
    this.admission = admission;
  }

  /** Refused as a start would be; WRONG_STATE once somebody answers, or in a mode not offered. */
  Future<Reply> change(Principal.Citizen citizen, QueueCommand.ChangeTopic command) {
    Optional<Topic> topic =
        parts
            .rooms()
            .directory()
            .topic(command.topic())
            .filter(known -> known.site().equals(citizen.site()) && known.enabled());
    if (topic.isEmpty()) {
      return refused(command, ErrorCode.NOT_FOUND, "no such topic");
    }
    return parts
        .store()
        .find(command.consultation())
        .compose(
            found ->
                found.isEmpty() || !found.get().isOf(citizen)
                    ? refused(command, ErrorCode.NOT_FOUND, "no such consultation")
                    : change(citizen, command, topic.get(), found.get().mode()));
  }

  private Future<Reply> change(
      Principal.Citizen citizen, QueueCommand.ChangeTopic command, Topic topic, Mode mode) {
    return topic.modes().contains(mode)
        ? admission
            .refusal(command.id(), topic, mode)
            .compose(
                refusal ->
                    refusal
                        .map(Future::succeededFuture)
                        .orElseGet(
                            () ->
                                parts
                                    .moves()
                                    .answer(
                                        command.id(),
                                        command.consultation(),
                                        of -> decision(citizen, of, topic))))
        : refused(command, ErrorCode.WRONG_STATE, "the topic does not offer this mode");
  }

  /**
   * Moves everybody who waits for a topic that is taken off the list, with their time of arrival;
   * who waits in a mode that the other does not offer stays.
   *
   * @return how many
   */
  Future<Integer> moveAll(TopicId from, TopicId to) {
    Optional<Topic> target = parts.rooms().directory().topic(to);
    if (target.isEmpty()) {
      return Future.succeededFuture(0);
    }
    return parts
        .store()
        .waitingFor(from)
        .compose(
            waiting -> {
              Future<Integer> moved = Future.succeededFuture(0);
              for (ConsultationId id : waiting) {
                moved =
                    moved.compose(
                        count ->
                            parts
                                .moves()
                                .moved(id, of -> moved(of, from, target.get()))
                                .map(done -> done ? count + 1 : count));
              }
              return moved;
            });
  }

  private static Decision moved(Consultation of, TopicId from, Topic to) {
    return of.state() instanceof State.Queued queued
            && of.topic().equals(from)
            && to.modes().contains(of.mode())
        ? Decision.go(changed(queued, to.id()))
        : Decision.stay();
  }

  private static Decision decision(Principal.Citizen citizen, Consultation of, Topic topic) {
    if (!of.isOf(citizen)) {
      return Decision.notFound();
    }
    if (!(of.state() instanceof State.Queued queued)) {
      return Decision.wrongState("it does not wait any more");
    }
    if (of.topic().equals(topic.id())) {
      return Decision.stay();
    }
    return topic.modes().contains(of.mode())
        ? Decision.go(changed(queued, topic.id()))
        : Decision.wrongState("the topic does not offer this mode");
  }

  /** Whoever was asked is asked no more, nor is the place held for somebody of the old topic. */
  private static Step changed(State.Queued queued, TopicId topic) {
    Step step =
        Step.to(new State.Waiting(queued.place(), null))
            .under(topic)
            .with(EventKind.TOPIC_CHANGED, null, topic.value());
    return queued instanceof State.Offered ? step.ending(Ending.WITHDRAWN) : step;
  }

  private static Future<Reply> refused(
      QueueCommand.ChangeTopic command, ErrorCode code, String detail) {
    return Future.succeededFuture(Reply.Refused.of(command.id(), code, detail));
  }
}
