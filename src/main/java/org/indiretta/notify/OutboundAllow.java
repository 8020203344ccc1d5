package org.indiretta.notify;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.indiretta.identity.AddressRange;

/**
 * Which addresses this server may open connections to: public ones, and of the others (loopback,
 * private, link-local, documentation and the like: IANA's special-purpose registries, RFC 6890)
 * only those that the setting {@code outbound.allow} names.
 */
public final class OutboundAllow {
  private static final List<AddressRange> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16")
          .map(AddressRange::parse)
          .toList();

  /** Outside of it no IPv6 address is public (RFC 4291, 2.4). */
  private static final AddressRange GLOBAL_UNICAST = AddressRange.parse("2000::/3");

  private final List<AddressRange> allowed;

  /**
   * Those that are not public and may be reached all the same.
   *
   * @param ranges addresses or CIDR ranges; {@link IllegalArgumentException} for anything else
   */
  public OutboundAllow(List<String> ranges) {
    allowed = ranges.stream().map(AddressRange::parse).toList();
  }

  /** Whether a connection to it may be opened. */
  public boolean permits(InetAddress address) {
    return isPublic(address.getAddress()) || isNamed(address);
  }

  /** Whether the setting names it: somebody vouches for the way there. */
  boolean isNamed(InetAddress address) {
    return holds(allowed, address.getAddress());
  }

  private static boolean isPublic(byte[] address) {
    return (address.length == 4 || GLOBAL_UNICAST.holds(address)) && !holds(NOT_PUBLIC, address);
  }

  private static boolean holds(List<AddressRange> ranges, byte[] address) {
    return ranges.stream().anyMatch(range -> range.holds(address));
  }
}
