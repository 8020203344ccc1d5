package org.indiretta.routing;

/** The smaller id first, so that the choice is the same on every node. */
record SmallestId() implements Strategy {
  @Override
  public int compare(Turn turn, Candidate one, Candidate other) {
    return one.id().value().compareTo(other.id().value());
  }

  @Override
  public Decided decided() {
    return Decided.SMALLEST_ID;
  }
}
