package org.indiretta.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of IP addresses in CIDR notation (RFC 4632), such as {@code 10.0.0.0/8}, or one. */
public final class AddressRange {
  private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+(%[0-9a-zA-Z]+)?");
  private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private final byte[] network;
  private final int bits;

  private AddressRange(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /** Fails with {@link IllegalArgumentException} for what is neither an address nor a range. */
  public static AddressRange parse(String text) {
    String[] parts = text.strip().split("/", 2);
    byte[] network = bytes(parts[0]);
    if (network != null) {
      int all = network.length * 8;
      int bits = parts.length == 2 ? prefix(parts[1]) : all;
      if (bits >= 0 && bits <= all) {
        return new AddressRange(network, bits);
      }
    }
    throw new IllegalArgumentException(
        "an address or range such as 10.1.2.3 or 10.0.0.0/8 is expected: " + text);
  }

  private static int prefix(String text) {
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
  }

  /** The 4 or 16 bytes of a literal; null when it is none. Names are never looked up. */
  public static byte[] bytes(String text) {
    if (text == null || !LITERAL.matcher(text).matches()) {
      return null;
    }
    if (!text.contains(":") && !FOUR_NUMBERS.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** Whether an address, as its bytes, lies within; never one of the other family. */
  public boolean holds(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((address[bit / 8] ^ network[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
