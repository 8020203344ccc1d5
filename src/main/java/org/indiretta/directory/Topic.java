package org.indiretta.directory;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.indiretta.identity.GroupId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * A request type. The constructor checks every field and names the wrong one in an {@link
 * IllegalArgumentException}.
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
    boolean enabled) {
  public Topic {
    Texts.present(id, "id");
    Texts.present(site, "site");
    Texts.present(group, "group");
    Texts.within(position, 0, Group.LAST_POSITION, "position");
    name = Texts.name(name, "name");
    ready = Texts.text(ready, "ready");
    link = Texts.link(link, "link");
    if (Texts.present(modes, "modes").isEmpty()) {
      throw new IllegalArgumentException("modes: at least one is expected");
    }
    modes = Collections.unmodifiableSet(EnumSet.copyOf(modes));
    if (frontDesk && !enabled) {
      throw new IllegalArgumentException("enabled: the front desk cannot be disabled");
    }
  }
}
