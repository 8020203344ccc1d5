package org.indiretta.faults;

/**
 * How somebody writes.
 *
 * @param paceMs between two messages, as far as the window lets them
 * @param characters of each message, at least
 * @param road by which they come
 */
record Style(long paceMs, int characters, Wire.Road road) {
  /** Short words, quickly. */
  static final Style CHAT = new Style(60, 0);

  Style(long paceMs, int characters) {
    this(paceMs, characters, Wire.Road.WEB_SOCKET);
  }

  /** The same with longer pauses. */
  Style slower() {
    return new Style(paceMs * 5 / 2, characters, road);
  }

  /** The same by another road. */
  Style by(Wire.Road other) {
    return new Style(paceMs, characters, other);
  }
}
