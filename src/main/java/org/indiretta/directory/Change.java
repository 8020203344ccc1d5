package org.indiretta.directory;

/** What became of a change to the directory. Everything but {@link #DONE} changed nothing. */
public enum Change {
  /** Committed, and this node's snapshot has it. */
  DONE,
  /** There is no such thing. */
  NOT_FOUND,
  /** The id, e-mail or shortcut exists already, or something still needs what was to go. */
  IN_USE,
  /** It names a site, group, topic or operator that there is not. */
  UNKNOWN_REFERENCE,
  /** The account is disabled: it gets no competence. */
  DISABLED,
  /** People wait for the topic that was to be taken off the list. */
  PEOPLE_WAITING,
  /** The overflow would lead back to where it began; {@link Directory#overflowPath} says how. */
  OVERFLOW_CYCLE,
  /** Somebody must remain who can change settings. */
  LAST_ADMIN
}
