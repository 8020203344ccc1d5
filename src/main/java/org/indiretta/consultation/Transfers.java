package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.indiretta.directory.Topic;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Push.OfferEnded.Ending;
import org.indiretta.protocol.QueueCommand;
import org.indiretta.protocol.Reply;
import org.indiretta.protocol.TransferView;
import org.indiretta.routing.Candidate;
import org.indiretta.routing.Chain;
import org.indiretta.routing.Eligibility;
import org.indiretta.routing.OfferSink;
import org.indiretta.routing.QueuedConsultation;
import org.indiretta.routing.Reasons;
import org.indiretta.routing.Routing;
import org.indiretta.routing.Turn;

/**
 * Passes active consultations to topics (RT50): routing chooses as for those who wait, and here the
 * chosen one is asked to take over. The owner stays until one accepts.
 */
final class Transfers implements OfferSink {
  private final Parts parts;
  private final Rooms rooms;
  private final Routing routing;
  private final SqlTransfers sql;

  Transfers(Parts parts, Routing routing) {
    this.parts = parts;
    this.rooms = parts.rooms();
    this.routing = routing;
    this.sql = new SqlTransfers(rooms.database());
  }

  // ── commands ──────────────────────────────────────────────────────────────────────────────────

  /** Passes it to a topic; a second request replaces the first. */
  Future<Reply> transfer(Principal.Staff staff, QueueCommand.TransferToTopic command) {
    return routing
        .candidates()
        .compose(
            all ->
                parts
                    .moves()
                    .answer(
                        command.id(),
                        command.consultation(),
                        of -> passed(staff, of, command, all)));
  }

  private Decision passed(
      Principal.Staff staff,
      Consultation of,
      QueueCommand.TransferToTopic command,
      List<Candidate> all) {
    return parts
        .rules()
        .whileActive(
            staff,
            of,
            active -> {
              Optional<Topic> topic =
                  topics(of).filter(known -> known.id().equals(command.topic())).findFirst();
              if (topic.isEmpty()) {
                return new Decision.Refuse(ErrorCode.NOT_FOUND, "no such topic", null);
              }
              if (others(all, staff.id()).noneMatch(there -> there.thereFor(chain(topic.get())))) {
                return new Decision.Refuse(
                    ErrorCode.NOBODY_THERE, "nobody else is there for the topic", null);
              }
              HandOver handOver =
                  HandOver.ToTopic.passed(command.topic(), command.note(), rooms.clock().now());
              return Decision.go(Step.to(active.handOverOffered(handOver)));
            });
  }

  /** Where it could be passed to now, so that the operator knows before. */
  Future<Reply> list(Principal.Staff staff, QueueCommand.ListTransfers command) {
    return parts
        .store()
        .find(command.consultation())
        .compose(
            found ->
                found.filter(of -> of.isOwnedBy(staff.id())).isEmpty()
                    ? Future.succeededFuture(
                        Reply.Refused.of(command.id(), ErrorCode.NOT_FOUND, "no such consultation"))
                    : routing
                        .candidates()
                        .compose(
                            all ->
                                sql.waiting()
                                    .map(
                                        waiting ->
                                            new Reply.Transfers(
                                                command.id(),
                                                views(staff, found.get(), all, waiting)))));
  }

  private List<TransferView> views(
      Principal.Staff staff, Consultation of, List<Candidate> all, Map<TopicId, Integer> waiting) {
    return topics(of)
        .map(
            topic -> {
              int inLine = waiting.getOrDefault(topic.id(), 0);
              return new TransferView(
                  topic.id(), state(staff.id(), of, topic, all, inLine), inLine);
            })
        .toList();
  }

  private TransferView.State state(
      OperatorId owner, Consultation of, Topic topic, List<Candidate> all, int waiting) {
    Turn asked = turn(of, topic);
    if (others(all, owner).anyMatch(each -> Eligibility.refusal(asked, each).isEmpty())) {
      return TransferView.State.FREE;
    }
    if (others(all, owner).noneMatch(each -> each.thereFor(asked.chain()))) {
      return TransferView.State.NOBODY;
    }
    return waiting >= topic.service().maxWaiting()
        ? TransferView.State.FULL
        : TransferView.State.BUSY;
  }

  private Turn turn(Consultation of, Topic topic) {
    Instant now = rooms.clock().now();
    QueuedConsultation passed =
        new QueuedConsultation(
            of.id(),
            topic.id(),
            of.language(),
            0,
            now,
            null,
            null,
            null,
            null,
            Map.of(),
            of.mode());
    return new Turn(passed, chain(topic), now, rooms.timings().offers().pause());
  }

  private Chain chain(Topic topic) {
    return Chain.of(topic, rooms.directory());
  }

  /** The enabled topics of its site but its own, as people see them in order. */
  private Stream<Topic> topics(Consultation of) {
    return rooms.directory().topics(of.site()).stream()
        .filter(Topic::enabled)
        .filter(topic -> !topic.id().equals(of.topic()));
  }

  private static Stream<Candidate> others(List<Candidate> all, OperatorId owner) {
    return all.stream().filter(candidate -> !candidate.id().equals(owner));
  }

  // ── by themselves ─────────────────────────────────────────────────────────────────────────────

  /** One run over all that are passed to a topic; nothing is lost by a fault, the next goes on. */
  Future<Void> run(List<Candidate> candidates) {
    return sql.passed(rooms.clock().now())
        .compose(
            passed ->
                passed.isEmpty()
                    ? Future.succeededFuture()
                    : routing.plan(passed, candidates, this));
  }

  @Override
  public Future<Boolean> offer(
      ConsultationId consultation, OperatorId operator, Instant expiresAt, Reasons reasons) {
    return moved(
        consultation,
        active ->
            SqlTransfers.asked(active) == null
                ? active
                    .asking(operator, rooms.clock().now(), expiresAt)
                    .map(next -> Step.to(next).because(reasons))
                : Optional.empty());
  }

  /** One that goes on already is pressed on nobody: who accepts everything is asked, too. */
  @Override
  public Future<Boolean> assign(ConsultationId consultation, OperatorId operator, Reasons reasons) {
    return offer(consultation, operator, null, reasons);
  }

  @Override
  public Future<Boolean> countdown(
      ConsultationId consultation, OperatorId operator, Instant expiresAt) {
    return moved(
        consultation,
        active ->
            operator.equals(SqlTransfers.asked(active))
                ? active.counting(expiresAt).map(Step::to)
                : Optional.empty());
  }

  @Override
  public Future<Boolean> expire(ConsultationId consultation, OperatorId operator) {
    return ended(consultation, operator, Ending.EXPIRED)
        .compose(
            moved ->
                moved
                    ? rooms.presences().offerExpired(operator).map(true)
                    : Future.succeededFuture(false));
  }

  @Override
  public Future<Boolean> withdraw(ConsultationId consultation, OperatorId operator) {
    return ended(consultation, operator, Ending.WITHDRAWN);
  }

  /** A place is held only for those who wait. */
  @Override
  public Future<Boolean> giveBack(ConsultationId consultation, OperatorId operator) {
    return Future.succeededFuture(false);
  }

  private Future<Boolean> ended(ConsultationId consultation, OperatorId operator, Ending ending) {
    return moved(
        consultation,
        active ->
            operator.equals(SqlTransfers.asked(active))
                ? active.askingNobody(rooms.clock().now()).map(next -> Step.to(next).ending(ending))
                : Optional.empty());
  }

  private Future<Boolean> moved(
      ConsultationId consultation, Function<State.Active, Optional<Step>> move) {
    return parts
        .moves()
        .movedOnce(
            consultation,
            of ->
                of.state() instanceof State.Active active
                    ? move.apply(active).map(Decision::go).orElseGet(Decision::stay)
                    : Decision.stay());
  }
}
