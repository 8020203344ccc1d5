package org.indiretta.identity;

/** How a consultation is held; it starts in one mode and can change while it lasts. */
public enum Mode {
  /** Screen, page or document. */
  SHOW,
  /** Voice. */
  TALK,
  /** Chat. */
  WRITE
}
