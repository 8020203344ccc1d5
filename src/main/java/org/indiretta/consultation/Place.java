package org.indiretta.consultation;

import java.time.Instant;
import org.indiretta.protocol.Lane;

/** A place in the queue: the lane, then the time. */
record Place(Lane lane, Instant since) {}
