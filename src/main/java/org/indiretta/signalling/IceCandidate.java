package org.indiretta.signalling;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One candidate (RFC 8839, 5.1): foundation, component, transport, priority, address, port, {@code
 * typ}, type, then pairs.
 *
 * @param parts its words, without the prefix {@code candidate:}
 */
record IceCandidate(List<String> parts) {
  private static final Pattern PREFIX =
      Pattern.compile("(?:a=)?candidate:", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPACES = Pattern.compile(" +");
  private static final Pattern FOUNDATION = Pattern.compile("[A-Za-z0-9+/]{1,32}");
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.:%_-]{1,255}");
  private static final Pattern WORD = Pattern.compile("[!-~]{1,256}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

  /** The words before the pairs. */
  private static final int FIXED = 8;

  /** Pairs that say nothing of where somebody is. */
  private static final Set<String> HARMLESS =
      Set.of("generation", "ufrag", "network-id", "network-cost", "tcptype");

  private static final Set<String> TYPES = Set.of("host", "srflx", "prflx", "relay");

  /** Reads {@code candidate:…}, with or without {@code a=}; empty when it is none. */
  static Optional<IceCandidate> read(String text) {
    var prefix = PREFIX.matcher(text);
    if (!prefix.lookingAt()) {
      return Optional.empty();
    }
    List<String> parts = SPACES.splitAsStream(text.substring(prefix.end()).strip()).toList();
    return isCandidate(parts) ? Optional.of(new IceCandidate(parts)) : Optional.empty();
  }

  private static boolean isCandidate(List<String> parts) {
    boolean whole = parts.size() >= FIXED && parts.size() % 2 == 0;
    if (!whole
        || !FOUNDATION.matcher(parts.get(0)).matches()
        || !NUMBER.matcher(parts.get(1)).matches()
        || !NUMBER.matcher(parts.get(3)).matches()
        || !ADDRESS.matcher(parts.get(4)).matches()
        || !NUMBER.matcher(parts.get(5)).matches()
        || !parts.get(6).equalsIgnoreCase("typ")
        || !TYPES.contains(lower(parts.get(7)))) {
      return false;
    }
    for (int i = FIXED; i < parts.size(); i++) {
      if (!WORD.matcher(parts.get(i)).matches()) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is the address of a relay, and not of somebody (mDNS names are somebody's). */
  boolean isRelay() {
    return lower(parts.get(7)).equals("relay") && Addresses.isAddress(parts.get(4));
  }

  /** Without what it says of the address behind the relay (RFC 8839, 5.1: 0.0.0.0 and 9). */
  String scrubbed() {
    StringBuilder text = new StringBuilder("candidate:");
    for (int i = 0; i < FIXED; i++) {
      text.append(i == 0 ? "" : " ").append(i == 6 || i == 7 ? lower(parts.get(i)) : parts.get(i));
    }
    text.append(" raddr 0.0.0.0 rport 9");
    for (int i = FIXED; i < parts.size(); i += 2) {
      boolean passes = HARMLESS.contains(lower(parts.get(i))) && !Addresses.isIn(parts.get(i + 1));
      if (passes) {
        text.append(' ').append(parts.get(i)).append(' ').append(parts.get(i + 1));
      }
    }
    return text.toString();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
