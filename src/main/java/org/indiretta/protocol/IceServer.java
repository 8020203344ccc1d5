package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Where a browser asks for its addresses or for a relay (RFC 8489, RFC 8656), as {@code
 * RTCPeerConnection} takes it.
 *
 * @param username null for STUN
 * @param credential null for STUN; short-lived, and never logged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IceServer(List<String> urls, String username, String credential) {
  public IceServer {
    urls = List.copyOf(urls);
  }

  @Override
  public String toString() {
    return "IceServer" + urls;
  }
}
