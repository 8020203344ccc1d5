package org.indiretta.transcript;

import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;

/**
 * Asks for a place for {@code body}. Whether the writer may write now is decided under the lock of
 * the consultation's row.
 */
public record Append(
    ConsultationId consultation, Writer writer, ClientMessageId clientMessageId, Body body) {}
