package org.indiretta.routing;

/** Who is nearer to the topic first: by level, then who only helps out. */
record NearestLevel() implements Strategy {
  @Override
  public int compare(Turn turn, Candidate one, Candidate other) {
    return Integer.compare(nearness(turn, one), nearness(turn, other));
  }

  private static int nearness(Turn turn, Candidate candidate) {
    return turn.chain().nearness(candidate.levels()).orElse(Integer.MAX_VALUE);
  }

  @Override
  public Decided decided() {
    return Decided.NEAREST_LEVEL;
  }
}
