package org.indiretta.routing;

import io.vertx.core.Future;
import java.time.Instant;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;

/**
 * To whom routing tells its choices; {@code consultation} implements it, each by one conditional
 * update, entry and news. Each completes with false when it was no longer so, which is no fault:
 * another node or a person was faster (P9).
 */
public interface OfferSink {
  /**
   * Offers a waiting consultation.
   *
   * @param expiresAt null for no countdown: nobody else is eligible
   * @param reasons kept with it
   */
  Future<Boolean> offer(
      ConsultationId consultation, OperatorId operator, Instant expiresAt, Reasons reasons);

  /**
   * Gives a waiting consultation to an operator who accepts whatever is offered.
   *
   * @param reasons kept with it
   */
  Future<Boolean> assign(ConsultationId consultation, OperatorId operator, Reasons reasons);

  /** Goes on with another countdown; {@code expiresAt} null for none. */
  Future<Boolean> countdown(ConsultationId consultation, OperatorId operator, Instant expiresAt);

  /** Ends an offer that ran out, and counts it against the operator. */
  Future<Boolean> expire(ConsultationId consultation, OperatorId operator);

  /** Ends an offer whose operator went away; counts against nobody. */
  Future<Boolean> withdraw(ConsultationId consultation, OperatorId operator);

  /** Gives a held place back to the operator it was held for. */
  Future<Boolean> giveBack(ConsultationId consultation, OperatorId operator);
}
