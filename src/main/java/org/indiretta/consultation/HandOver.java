package org.indiretta.consultation;

import java.time.Instant;
import org.indiretta.identity.OperatorId;

/** A hand-over that waits for its answer; {@code note} may be null. */
record HandOver(OperatorId to, String note, Instant offeredAt) {}
