package org.indiretta.file;

/** Ends the reading of an upload with its reason; an expected outcome, so it has no stack. */
final class NotAccepted extends Exception {
  private static final long serialVersionUID = 1L;

  private final Received.Reason reason;

  NotAccepted(Received.Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  static NotAccepted broken(String detail) {
    return new NotAccepted(Received.Reason.BROKEN, detail);
  }

  Received.Reason reason() {
    return reason;
  }
}
