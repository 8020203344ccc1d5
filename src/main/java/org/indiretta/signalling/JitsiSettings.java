package org.indiretta.signalling;

import java.net.URI;

/**
 * The Jitsi server of a city, with the token authentication of its Prosody.
 *
 * @param url its origin
 * @param appId Prosody's {@code app_id}: who makes the tokens
 * @param secret Prosody's {@code app_secret}
 * @param audience one of Prosody's {@code asap_accepted_audiences}
 */
public record JitsiSettings(URI url, String appId, String secret, String audience) {
  public JitsiSettings {
    if (appId.isEmpty() || secret.isEmpty() || audience.isEmpty()) {
      throw new IllegalArgumentException("Jitsi needs an app id, a secret and an audience");
    }
  }

  @Override
  public String toString() {
    return "JitsiSettings[" + url + ", " + appId + ", " + audience + "]";
  }
}
