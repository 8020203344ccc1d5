package org.indiretta.routing;

/** Who has the smaller share of what they take first. */
record LowestLoad() implements Strategy {
  @Override
  public int compare(Turn turn, Candidate one, Candidate other) {
    return Double.compare(one.load(), other.load());
  }

  @Override
  public Decided decided() {
    return Decided.LOWEST_LOAD;
  }
}
