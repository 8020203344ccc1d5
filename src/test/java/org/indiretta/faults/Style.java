package org.indiretta.faults;

/**
 * How somebody writes.
 *
 * @param paceMs between two messages, as far as the window lets them
 * @param characters of each message, at least
 */
record Style(long paceMs, int characters) {
  /** Short words, quickly. */
  static final Style CHAT = new Style(60, 0);
}
