package org.indiretta.routing;

/** Who speaks the citizen's language first. */
record SameLanguage() implements Strategy {
  @Override
  public int compare(Turn turn, Candidate one, Candidate other) {
    return Boolean.compare(speaks(turn, other), speaks(turn, one));
  }

  private static boolean speaks(Turn turn, Candidate candidate) {
    return candidate.languages().contains(turn.consultation().language());
  }

  @Override
  public Decided decided() {
    return Decided.SAME_LANGUAGE;
  }
}
