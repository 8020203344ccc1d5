package org.indiretta.signalling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.IceServer;

/**
 * Short-lived credentials by the scheme that TURN servers share with their application (coturn's
 * {@code use-auth-secret}; draft-uberti-behave-turn-rest-00): the user is {@code expiry:peer}, the
 * password the base64 of its HMAC-SHA1. The server refuses them after the expiry by itself.
 */
final class TurnCredentials {
  private final IceSettings settings;

  TurnCredentials(IceSettings settings) {
    this.settings = settings;
  }

  /** What one peer is told; nobody else gets the same. */
  List<IceServer> serversFor(PeerId peer, Instant validUntil) {
    List<IceServer> servers = new ArrayList<>();
    if (!settings.stunUrls().isEmpty()) {
      servers.add(new IceServer(settings.stunUrls(), null, null));
    }
    if (!settings.turnUrls().isEmpty()) {
      String user = validUntil.getEpochSecond() + ":" + peer;
      servers.add(new IceServer(settings.turnUrls(), user, password(settings.turnSecret(), user)));
    }
    return servers;
  }

  static String password(String secret, String user) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(user.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA1 is part of every Java", e);
    }
  }
}
