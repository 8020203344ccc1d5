package org.indiretta.faults;

/**
 * One kind of fault, as a program: sets up what it needs in the scene, breaks it under load, and
 * says what was measured and what did not hold. Not over {@link #LIMIT_S} seconds.
 */
interface Family {
  /** The longest a family may take, in seconds. */
  int LIMIT_S = 180;

  /** For {@code --only}: words with hyphens. */
  String name();

  /** What is broken, in one sentence. */
  String fault();

  /** Runs it; whatever it throws counts as a failure, as does what it says to the scene. */
  void run(Scene scene) throws Exception;
}
