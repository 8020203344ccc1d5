package org.indiretta.routing;

/** What decided who is asked. */
public enum Decided {
  /** Nobody could be asked. */
  NOBODY,
  /** Nobody else could be asked. */
  ONLY_ONE,
  /** The citizen's language is theirs, and not the next one's. */
  SAME_LANGUAGE,
  /** The smaller share of what they take is taken. */
  LOWEST_LOAD,
  /** They got their last one earlier. */
  LONGEST_IDLE,
  /** The topic is nearer to them: by level, then by overflow. */
  NEAREST_LEVEL,
  /** Nothing else differs: the same one on every node. */
  SMALLEST_ID
}
