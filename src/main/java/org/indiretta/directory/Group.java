package org.indiretta.directory;

import org.indiretta.identity.GroupId;
import org.indiretta.identity.SiteId;

/** A heading under which topics stand. The constructor checks every field. */
public record Group(GroupId id, SiteId site, int position, LocalText name) {
  /** The largest position of a group or topic. */
  static final int LAST_POSITION = 10_000;

  public Group {
    Texts.present(id, "id");
    Texts.present(site, "site");
    Texts.within(position, 0, LAST_POSITION, "position");
    name = Texts.name(name, "name");
  }
}
