package org.indiretta.identity;

import java.util.concurrent.atomic.AtomicInteger;

/** References for tests and benchmarks that insert consultations themselves: each one once. */
public final class References {
  private static final String ALPHABET = "234679ACDEFGHJKMNPQRTWXY";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private References() {}

  /** The next one; the first eight million of a JVM differ. */
  public static Reference next() {
    char[] text = "22-222".toCharArray();
    int rest = COUNT.getAndIncrement();
    for (int place : new int[] {5, 4, 3, 1, 0}) {
      text[place] = ALPHABET.charAt(rest % ALPHABET.length());
      rest /= ALPHABET.length();
    }
    return new Reference(new String(text));
  }
}
