package org.indiretta.consultation;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The name of a call's room at Jitsi. Nobody can guess it, and nothing of the consultation can be
 * read from it. Jitsi takes upper and lower case for the same, hence hexadecimal digits.
 */
record JitsiRoom(String name) {
  /** 160 bits. */
  private static final int BYTES = 20;

  private static final SecureRandom RANDOM = new SecureRandom();

  static JitsiRoom next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new JitsiRoom(HexFormat.of().formatHex(bytes));
  }
}
