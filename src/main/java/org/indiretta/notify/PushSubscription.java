package org.indiretta.notify;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Where a browser gets its notices and what encrypts them to it (Push API, {@code
 * PushSubscription.toJSON}). The constructor checks every part; whether the address may be asked is
 * {@link Outbound}'s.
 *
 * @param endpoint an absolute http(s) address, at most {@value #ENDPOINT_CHARS} characters
 * @param p256dh the browser's public key: 65 bytes
 * @param auth its secret: 16 bytes
 */
public record PushSubscription(URI endpoint, Buffer p256dh, Buffer auth) {
  /** The longest address. */
  public static final int ENDPOINT_CHARS = 1000;

  static final int AUTH_BYTES = 16;

  public PushSubscription {
    if (auth.length() != AUTH_BYTES) {
      throw new IllegalArgumentException("keys.auth: 16 bytes are expected");
    }
    try {
      var _ = P256.key(p256dh.getBytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("keys.p256dh: a public key of P-256 is expected", e);
    }
  }

  /** As a browser says it, its keys in base64url. */
  public static PushSubscription of(String endpoint, String p256dh, String auth) {
    return new PushSubscription(
        address(endpoint), bytes(p256dh, "keys.p256dh"), bytes(auth, "keys.auth"));
  }

  private static URI address(String text) {
    try {
      URI address = new URI(text);
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (web && address.getHost() != null && text.length() <= ENDPOINT_CHARS) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("endpoint: an https address is expected", e);
    }
    throw new IllegalArgumentException("endpoint: an https address is expected");
  }

  private static Buffer bytes(String text, String field) {
    try {
      return Buffer.buffer(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": base64url is expected", e);
    }
  }
}
