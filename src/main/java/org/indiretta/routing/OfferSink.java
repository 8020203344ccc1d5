package org.indiretta.routing;

import io.vertx.core.Future;
import java.time.Instant;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;

/**
 * To whom routing tells its choices; {@code consultation} implements it by a conditional update,
 * entry and news.
 */
public interface OfferSink {
  /**
   * Offers a waiting consultation.
   *
   * @param expiresAt null for no countdown: nobody else is eligible
   * @return false when it was no longer waiting, which is no fault
   */
  Future<Boolean> offer(ConsultationId consultation, OperatorId operator, Instant expiresAt);

  /** Ends an offer that ran out; false when it had ended already. */
  Future<Boolean> expire(ConsultationId consultation, OperatorId operator);
}
