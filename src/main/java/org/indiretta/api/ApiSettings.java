package org.indiretta.api;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What this room needs to know of the configuration.
 *
 * @param publicUrl the origin people use
 * @param allowedOrigins origins of portals beside those the sites' settings name
 * @param demoCity in demo mode the city, {@code ch} or {@code it}
 * @param jitsi the origin of the Jitsi server, when it carries the calls
 * @param trustedProxies addresses or CIDR ranges whose X-Forwarded-For counts
 */
public record ApiSettings(
    URI publicUrl,
    Set<String> allowedOrigins,
    List<String> trustedProxies,
    Optional<String> demoCity,
    Optional<String> jitsi) {
  /** The city whose invented portal is part of the web client. */
  private static final String PORTAL_CITY = "ch";

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

  public ApiSettings {
    allowedOrigins = Set.copyOf(allowedOrigins);
    trustedProxies = List.copyOf(trustedProxies);
  }

  /**
   * Where a visitor of a demo city begins: at {@code /demo/}, its portal, or, for a city without
   * one, at the citizen's page of its site, which has the city's id.
   */
  public static String demoStart(String city) {
    return city.equals(PORTAL_CITY) ? "/demo/" : "/c?site=" + city;
  }

  /**
   * Whether HSTS is said: where people come by HTTPS, but not for this machine's own names, which
   * other programs on other ports share.
   */
  boolean saysHsts() {
    return "https".equals(publicUrl.getScheme()) && !LOOPBACK.contains(publicUrl.getHost());
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
