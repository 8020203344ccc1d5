package org.indiretta.api;

import org.indiretta.directory.Change;

/** What became of a change to the directory, as a problem. */
final class Changes {
  private Changes() {}

  /** Returns only when it was done. */
  static void done(Change change) {
    switch (change) {
      case DONE -> {}
      case NOT_FOUND -> throw ProblemException.notFound();
      case IN_USE ->
          throw ProblemException.of(ProblemCode.IN_USE, "it exists already or is still needed");
      case UNKNOWN_REFERENCE ->
          throw ProblemException.of(
              ProblemCode.MALFORMED, "it names a site, group, topic or operator that is not there");
      case DISABLED ->
          throw ProblemException.of(ProblemCode.WRONG_STATE, "enable the account first");
      case PEOPLE_WAITING ->
          throw ProblemException.of(
              ProblemCode.IN_USE,
              "people wait for it: say by moveWaitingTo where they go, or wait until none do");
      case OVERFLOW_CYCLE ->
          throw ProblemException.of(ProblemCode.MALFORMED, "the overflow leads back to the topic");
      case LAST_ADMIN ->
          throw ProblemException.of(
              ProblemCode.LAST_ADMIN, "somebody must remain who can change settings");
    }
  }
}
