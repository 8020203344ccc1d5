package org.indiretta.protocol;

/** Why the server ends a connection, and whether the client comes back. */
public enum CloseCode {
  /** The server drains: come back after {@code retryAfterMs}, which carries jitter (P6). */
  MOVE(4000, true),
  /** The reader was too slow and reached its byte limit: come back and resume. */
  RESUME_LATER(4001, true),
  /** Too many commands or refusals: come back after {@code retryAfterMs}. */
  FLOOD(4002, true),
  /** The sign-in or token ended: sign in again. */
  SIGNED_OUT(4003, false),
  /** The client did not greet or ping in time. */
  SILENT(4004, true),
  /** The protocol version is not served: reload the page. */
  RELOAD(4005, false),
  /** The server cannot serve now: come back after {@code retryAfterMs}. */
  UNAVAILABLE(4006, true);

  private final int number;
  private final boolean comeBack;

  CloseCode(int number, boolean comeBack) {
    this.number = number;
    this.comeBack = comeBack;
  }

  /** The WebSocket close code (RFC 6455, 7.4.2: 4000–4999 are private). */
  public int number() {
    return number;
  }

  /** Whether the client connects again by itself. */
  public boolean comeBack() {
    return comeBack;
  }
}
