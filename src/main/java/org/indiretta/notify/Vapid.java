package org.indiretta.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Says to a push service who sends (RFC 8292): one key pair per installation, because a browser
 * takes notices only from the key it subscribed with.
 */
final class Vapid {
  /** How long one signature holds; at most 24 h (RFC 8292, 2). */
  static final Duration GOOD_FOR = Duration.ofHours(12);

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final PrivateKey key;
  private final byte[] point;
  private final String contact;

  /** A key pair as it is kept. */
  record Stored(Buffer privateKey, Buffer publicKey) {
    static Stored next() throws GeneralSecurityException {
      KeyPair pair = P256.pair();
      return new Stored(
          Buffer.buffer(pair.getPrivate().getEncoded()),
          Buffer.buffer(P256.bytes(pair.getPublic())));
    }
  }

  /**
   * @param contact an https address of the sender; null for none
   */
  Vapid(Stored stored, URI contact) throws GeneralSecurityException {
    this.key =
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(stored.privateKey().getBytes()));
    this.point = stored.publicKey().getBytes();
    this.contact = contact == null ? null : contact.toString();
  }

  /** The public key, which a browser subscribes with, in base64url. */
  String publicKey() {
    return BASE64URL.encodeToString(point);
  }

  /** The {@code Authorization} of a request to this endpoint. */
  String authorization(URI endpoint, Instant now) throws GeneralSecurityException {
    String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    JsonObject claims =
        new JsonObject()
            .put("aud", endpoint.getScheme() + "://" + endpoint.getHost() + port)
            .put("exp", now.plus(GOOD_FOR).getEpochSecond());
    if (contact != null) {
      claims.put("sub", contact);
    }
    String signed =
        part(new JsonObject().put("typ", "JWT").put("alg", "ES256")) + "." + part(claims);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key);
    signature.update(signed.getBytes(UTF_8));
    return "vapid t=%s.%s, k=%s"
        .formatted(signed, BASE64URL.encodeToString(signature.sign()), publicKey());
  }

  private static String part(JsonObject json) {
    return BASE64URL.encodeToString(json.encode().getBytes(UTF_8));
  }
}
