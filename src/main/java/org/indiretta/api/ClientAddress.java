package org.indiretta.api;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * From which address a request came. What {@code X-Forwarded-For} says counts only as far as it was
 * written by a trusted proxy: it is read from its end, and the first address that is no trusted
 * proxy is the client.
 */
final class ClientAddress {
  private final List<Range> trusted;

  /** A range of addresses, such as 10.0.0.0/8 or one address. */
  private static final class Range {
    private final byte[] network;
    private final int bits;

    private Range(byte[] network, int bits) {
      this.network = network;
      this.bits = bits;
    }

    static Range parse(String text) {
      String[] parts = text.split("/", 2);
      byte[] network = bytes(parts[0]);
      if (network == null) {
        throw new IllegalArgumentException(
            "trusted proxies: an address or range such as 10.0.0.0/8 is expected: " + text);
      }
      int all = network.length * 8;
      int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : all;
      if (bits < 0 || bits > all) {
        throw new IllegalArgumentException("trusted proxies: wrong prefix length: " + text);
      }
      return new Range(network, bits);
    }

    boolean holds(byte[] address) {
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

  ClientAddress(List<String> trustedProxies) {
    this.trusted = trustedProxies.stream().map(Range::parse).toList();
  }

  /** The address as text; of IPv6 only the /64, which is what one household or office has. */
  String of(HttpServerRequest request) {
    return of(request.remoteAddress().hostAddress(), request.getHeader("X-Forwarded-For"));
  }

  String of(String peer, String forwardedFor) {
    String client = peer;
    if (forwardedFor != null) {
      List<String> hops = Arrays.asList(forwardedFor.split(",", -1));
      for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
        String hop = hops.get(i).strip();
        if (bytes(hop) == null) {
          break;
        }
        client = hop;
      }
    }
    return shortened(client);
  }

  private boolean isTrusted(String address) {
    byte[] bytes = bytes(address);
    return bytes != null && trusted.stream().anyMatch(range -> range.holds(bytes));
  }

  private static String shortened(String address) {
    byte[] bytes = bytes(address);
    if (bytes == null || bytes.length != 16) {
      return String.valueOf(address);
    }
    return HexFormat.of().formatHex(bytes, 0, 8) + "::/64";
  }

  /** Null when it is no literal address; names are never looked up. */
  private static byte[] bytes(String text) {
    if (text == null || text.isEmpty() || !text.matches("[0-9a-fA-F:.]+(%[0-9a-zA-Z]+)?")) {
      return null;
    }
    if (!text.contains(":") && !text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
      return null;
    }
    try {
      InetAddress address = InetAddress.getByName(text);
      return address instanceof Inet6Address || address.getAddress().length == 4
          ? address.getAddress()
          : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
