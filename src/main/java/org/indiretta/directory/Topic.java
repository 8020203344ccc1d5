package org.indiretta.directory;

import java.util.Set;
import org.indiretta.identity.GroupId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * A request type.
 *
 * @param ready what to have ready
 * @param link the service page, per language
 * @param frontDesk the topic "other / I don't know", always the last
 */
public record Topic(
    TopicId id,
    SiteId site,
    GroupId group,
    int position,
    LocalText name,
    LocalText ready,
    LocalText link,
    Set<Mode> modes,
    boolean frontDesk,
    boolean enabled) {}
