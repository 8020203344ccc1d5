package org.indiretta.api;

import io.vertx.core.Future;
import org.indiretta.identity.SiteId;
import org.indiretta.protocol.AvailabilityView;

/** Who knows what is open now; {@code Consultations::availability} in the server. */
@FunctionalInterface
public interface AvailabilitySource {
  /** From memory, at most 1 s old. */
  Future<AvailabilityView> availability(SiteId site);
}
