package org.indiretta.transcript;

import java.time.Instant;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * An ended consultation in the archive.
 *
 * @param state CLOSED, ABANDONED or REFUSED
 * @param name what the citizen wanted to be called; null when not given or erased
 * @param operator the last owner; null when nobody answered
 * @param outcome null when nobody said one
 * @param rating 1 to 5; null when not rated
 * @param entries how many places the transcript has
 * @param erasedAt since when its texts are erased; null while they are there
 */
public record PastConsultation(
    ConsultationId id,
    Reference reference,
    SiteId site,
    TopicId topic,
    Mode mode,
    String state,
    Language language,
    String name,
    OperatorId operator,
    Instant startedAt,
    Instant answeredAt,
    Instant endedAt,
    String outcome,
    Integer rating,
    String comment,
    long entries,
    Instant erasedAt) {}
