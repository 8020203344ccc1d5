package org.indiretta.consultation;

import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.Lane;

/**
 * How a consultation comes in.
 *
 * @param earlier the case it goes on with; null for none
 * @param hold for whom it is kept from the start; null for nobody
 * @param code what is used up by it; null for none
 */
record Entrance(TopicId topic, Lane lane, ConsultationId earlier, Hold hold, Codes.Meaning code) {}
