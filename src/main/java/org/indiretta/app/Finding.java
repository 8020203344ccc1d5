package org.indiretta.app;

/**
 * What the doctor says about one thing.
 *
 * @param about one word or two
 * @param says how it is and, when it is not well, what to do; never a secret
 */
record Finding(Kind kind, String about, String says) {
  /** How it is. */
  enum Kind {
    OK,
    /** It works, and could be better. */
    NOTE,
    /** Something does not work. */
    WRONG
  }

  static Finding ok(String about, String says) {
    return new Finding(Kind.OK, about, says);
  }

  static Finding note(String about, String says) {
    return new Finding(Kind.NOTE, about, says);
  }

  static Finding wrong(String about, String says) {
    return new Finding(Kind.WRONG, about, says);
  }

  String line() {
    return "%-5s  %-12s  %s".formatted(kind, about, says);
  }
}
