package org.indiretta.signalling;

import java.util.List;
import org.indiretta.protocol.IcePolicy;

/**
 * Where browsers ask for their addresses and for a relay.
 *
 * @param stunUrls {@code stun:} addresses; none by default, so that no third party is contacted
 * @param turnUrls {@code turn:} and {@code turns:} addresses (RFC 7065)
 * @param turnSecret shared with the TURN server; empty without one
 * @param policy RELAY needs a TURN server
 */
public record IceSettings(
    List<String> stunUrls, List<String> turnUrls, String turnSecret, IcePolicy policy) {
  public IceSettings {
    stunUrls = List.copyOf(stunUrls);
    turnUrls = List.copyOf(turnUrls);
    if (turnUrls.isEmpty() != turnSecret.isEmpty()) {
      throw new IllegalArgumentException("TURN needs both its addresses and its secret");
    }
    if (policy == IcePolicy.RELAY && turnUrls.isEmpty()) {
      throw new IllegalArgumentException("the policy relay needs a TURN server");
    }
  }

  /** No server at all: browsers reach one another directly or not. */
  public static IceSettings none() {
    return new IceSettings(List.of(), List.of(), "", IcePolicy.ALL);
  }

  @Override
  public String toString() {
    return "IceSettings[" + stunUrls + ", " + turnUrls + ", " + policy + "]";
  }
}
