package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.presence.Presences;
import org.indiretta.protocol.Push.OfferEnded.Ending;
import org.indiretta.routing.OfferSink;
import org.indiretta.routing.Reasons;
import org.indiretta.telemetry.Clock;

/** Makes true what routing chose. */
final class Offers implements OfferSink {
  private final Moves moves;
  private final Rules rules;
  private final Presences presences;
  private final Clock clock;

  Offers(Moves moves, Rules rules, Presences presences, Clock clock) {
    this.moves = moves;
    this.rules = rules;
    this.presences = presences;
    this.clock = clock;
  }

  @Override
  public Future<Boolean> offer(
      ConsultationId consultation, OperatorId operator, Instant expiresAt, Reasons reasons) {
    return moves.movedOnce(
        consultation,
        of ->
            of.state() instanceof State.Waiting waiting && free(waiting)
                ? Decision.go(Step.to(waiting.offered(operator, expiresAt)).because(reasons))
                : Decision.stay());
  }

  @Override
  public Future<Boolean> assign(ConsultationId consultation, OperatorId operator, Reasons reasons) {
    return moves.movedOnce(
        consultation,
        of ->
            of.state() instanceof State.Waiting waiting && free(waiting)
                ? Decision.go(rules.joined(waiting.taken(operator, clock.now())).because(reasons))
                : Decision.stay());
  }

  private boolean free(State.Waiting waiting) {
    return waiting.hold() == null || !waiting.hold().lasts(clock.now());
  }

  @Override
  public Future<Boolean> countdown(
      ConsultationId consultation, OperatorId operator, Instant expiresAt) {
    return moves.movedOnce(
        consultation,
        of ->
            of.state() instanceof State.Offered offered && isOf(operator, offered)
                ? Decision.go(Step.to(offered.counting(expiresAt)))
                : Decision.stay());
  }

  @Override
  public Future<Boolean> expire(ConsultationId consultation, OperatorId operator) {
    return ended(consultation, operator, Ending.EXPIRED)
        .compose(
            moved ->
                moved ? presences.offerExpired(operator).map(true) : Future.succeededFuture(false));
  }

  @Override
  public Future<Boolean> withdraw(ConsultationId consultation, OperatorId operator) {
    return ended(consultation, operator, Ending.WITHDRAWN);
  }

  @Override
  public Future<Boolean> giveBack(ConsultationId consultation, OperatorId operator) {
    return moves.movedOnce(
        consultation,
        of ->
            of.state() instanceof State.Waiting waiting
                    && waiting.hold() != null
                    && waiting.hold().operator().equals(operator)
                    && waiting.hold().lasts(clock.now())
                ? Decision.go(rules.kept(waiting, operator))
                : Decision.stay());
  }

  private Future<Boolean> ended(ConsultationId consultation, OperatorId operator, Ending ending) {
    return moves.movedOnce(
        consultation,
        of ->
            of.state() instanceof State.Offered offered && isOf(operator, offered)
                ? Decision.go(Step.to(offered.returned()).ending(ending))
                : Decision.stay());
  }

  /** What was offered by a notice is no concern of who chooses among those at the console. */
  private static boolean isOf(OperatorId operator, State.Offered offered) {
    return offered.to().equals(operator) && !offered.onCall();
  }
}
