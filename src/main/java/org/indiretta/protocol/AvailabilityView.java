package org.indiretta.protocol;

import java.util.List;
import java.util.Map;
import org.indiretta.identity.Mode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * What is open now at a site; the same body as {@code GET /api/v1/availability}.
 *
 * @param open the modes offered now, per topic; a topic that is not named has nobody there
 */
public record AvailabilityView(SiteId site, Map<TopicId, List<Mode>> open) {}
