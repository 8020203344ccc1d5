package org.indiretta.directory;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One thing that a configuration file changes.
 *
 * @param id of the topic or group; for a competence the topic's, for a calendar the site's
 * @param detail what of it: the fields that change, or the operator and the levels; null for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigurationChange(Kind kind, What what, String id, String detail) {
  /** How it changes. A topic is never deleted: REMOVED switches it off. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED
  }

  /** What changes. */
  public enum What {
    GROUP,
    TOPIC,
    COMPETENCE,
    CALENDAR
  }
}
