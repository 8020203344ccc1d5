package org.indiretta.signalling;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what could say where somebody is: IPv4, IPv6, mDNS names. */
final class Addresses {
  private static final Pattern IPV4 =
      Pattern.compile("(?<![0-9.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![0-9]|\\.[0-9])");

  /** What an IPv6 address can be made of; whether it is one is counted. */
  private static final Pattern HEX_AND_COLONS = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

  private static final Pattern MDNS =
      Pattern.compile("[A-Za-z0-9_-]+\\.local\\b", Pattern.CASE_INSENSITIVE);

  private static final int GROUPS = 8;
  private static final int GROUP_CHARS = 4;

  private Addresses() {}

  /** Whether the whole text is an IP address. */
  static boolean isAddress(String text) {
    return IPV4.matcher(text).matches() || isIpv6(text);
  }

  /** Whether one stands anywhere in it. A certificate's fingerprint is none: it is too long. */
  static boolean isIn(String text) {
    if (IPV4.matcher(text).find() || MDNS.matcher(text).find()) {
      return true;
    }
    Matcher runs = HEX_AND_COLONS.matcher(text);
    while (runs.find()) {
      if (isOrEndsAsIpv6(runs.group())) {
        return true;
      }
    }
    return false;
  }

  /** The run, or the run behind the colon or colons that another word was joined by. */
  private static boolean isOrEndsAsIpv6(String run) {
    if (isIpv6(run)) {
      return true;
    }
    int colon = run.indexOf(':');
    boolean joined = colon >= 0 && colon < run.length() - 1;
    return joined && (isIpv6(run.substring(colon + 1)) || isIpv6(trimmed(run)));
  }

  private static String trimmed(String run) {
    int end = run.length();
    while (end > 0 && (run.charAt(end - 1) == '.' || run.charAt(end - 1) == ':')) {
      end--;
    }
    return run.substring(0, end);
  }

  /** RFC 4291, 2.2: eight groups of at most four digits, or fewer around one {@code ::}. */
  private static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    if (gap < 0) {
      return groups(text) == GROUPS;
    }
    int before = gap == 0 ? 0 : groups(text.substring(0, gap));
    String rest = text.substring(gap + 2);
    int after = rest.isEmpty() ? 0 : groups(rest);
    return before >= 0 && after >= 0 && before + after < GROUPS && before + after > 0;
  }

  /** How many groups; an IPv4 address at the end counts for two; -1 when it is none. */
  private static int groups(String text) {
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      if (last && IPV4.matcher(parts[i]).matches()) {
        count += 2;
      } else if (isGroup(parts[i])) {
        count++;
      } else {
        return -1;
      }
    }
    return count;
  }

  private static boolean isGroup(String part) {
    if (part.isEmpty() || part.length() > GROUP_CHARS) {
      return false;
    }
    return part.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }
}
