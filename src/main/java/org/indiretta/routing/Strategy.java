package org.indiretta.routing;

/** One way to prefer an operator among those who may be asked for a consultation. */
sealed interface Strategy permits SameLanguage, LowestLoad, LongestIdle, NearestLevel, SmallestId {
  /** Negative when {@code one} comes before {@code other}, 0 when this way sees no difference. */
  int compare(Turn turn, Candidate one, Candidate other);

  /** What it says when it decided. */
  Decided decided();
}
