package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Which ways the media may go, named as {@code RTCPeerConnection} does. */
public enum IcePolicy {
  /** Directly where it can, else through the relay. */
  ALL("all"),
  /** Through the relay only: nobody learns the other side's address. */
  RELAY("relay");

  private final String wire;

  IcePolicy(String wire) {
    this.wire = wire;
  }

  /** As it stands on the wire, and as browsers name it. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /** Reads the name; anything else is an {@link IllegalArgumentException}. */
  @JsonCreator
  public static IcePolicy of(String wire) {
    for (IcePolicy policy : values()) {
      if (policy.wire.equals(wire)) {
        return policy;
      }
    }
    throw new IllegalArgumentException("all or relay is expected");
  }
}
