package org.indiretta.api;

/** Ends the handling of a request with a problem; an expected outcome, so it has no stack. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final Long retryAfterMs;
  private final String by;

  private ProblemException(ProblemCode code, String detail, Long retryAfterMs, String by) {
    super(detail, null, false, false);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
    this.by = by;
  }

  static ProblemException of(ProblemCode code, String detail) {
    return new ProblemException(code, detail, null, null);
  }

  static ProblemException later(ProblemCode code, String detail, long retryAfterMs) {
    return new ProblemException(code, detail, Math.max(1, retryAfterMs), null);
  }

  static ProblemException taken(String by) {
    return new ProblemException(ProblemCode.TAKEN, "somebody else has it", null, by);
  }

  static ProblemException notFound() {
    return of(ProblemCode.NOT_FOUND, "there is no such thing");
  }

  ProblemCode code() {
    return code;
  }

  Long retryAfterMs() {
    return retryAfterMs;
  }

  String by() {
    return by;
  }
}
