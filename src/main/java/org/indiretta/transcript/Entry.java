package org.indiretta.transcript;

import java.time.Instant;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;

/**
 * One place of a transcript as it is stored; {@code seq} is 1..n without a hole (P2).
 *
 * @param clientMessageId null for events
 */
public record Entry(
    ConsultationId consultation,
    long seq,
    Instant at,
    Writer writer,
    ClientMessageId clientMessageId,
    Body body) {}
