package org.indiretta.api;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.indiretta.identity.AddressRange;

/**
 * From which address a request came. What {@code X-Forwarded-For} says counts only as far as it was
 * written by a trusted proxy: it is read from its end, and the first address that is no trusted
 * proxy is the client.
 */
final class ClientAddress {
  private final List<AddressRange> trusted;

  ClientAddress(List<String> trustedProxies) {
    this.trusted = trustedProxies.stream().map(AddressRange::parse).toList();
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
        if (AddressRange.bytes(hop) == null) {
          break;
        }
        client = hop;
      }
    }
    return shortened(client);
  }

  private boolean isTrusted(String address) {
    byte[] bytes = AddressRange.bytes(address);
    return bytes != null && trusted.stream().anyMatch(range -> range.holds(bytes));
  }

  private static String shortened(String address) {
    byte[] bytes = AddressRange.bytes(address);
    if (bytes == null || bytes.length != 16) {
      return String.valueOf(address);
    }
    return HexFormat.of().formatHex(bytes, 0, 8) + "::/64";
  }
}
