package org.indiretta.api;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What this room needs to know of the configuration.
 *
 * @param publicUrl the origin people use; with https, HSTS is said
 * @param allowedOrigins origins of portals beside those the sites' settings name
 * @param demo whether the invented portal is served at {@code /demo/}
 * @param trustedProxies addresses or CIDR ranges whose X-Forwarded-For counts
 */
public record ApiSettings(
    URI publicUrl, Set<String> allowedOrigins, List<String> trustedProxies, boolean demo) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

  public ApiSettings {
    allowedOrigins = Set.copyOf(allowedOrigins);
    trustedProxies = List.copyOf(trustedProxies);
  }

  boolean secure() {
    return "https".equals(publicUrl.getScheme());
  }

  /** Our own origins: the public one; on this machine under both of its names. */
  Set<String> ownOrigins() {
    Set<String> own = new HashSet<>();
    own.add(origin(publicUrl.getHost()));
    if (LOOPBACK.contains(publicUrl.getHost())) {
      LOOPBACK.forEach(host -> own.add(origin(host)));
    }
    return own;
  }

  private String origin(String host) {
    String port = publicUrl.getPort() < 0 ? "" : ":" + publicUrl.getPort();
    return publicUrl.getScheme() + "://" + host + port;
  }
}
