package org.indiretta.notify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A push service on loopback and the one browser behind it. It takes only requests that are signed
 * as RFC 8292 wants by the key the browser subscribed with, and reads them as the browser does,
 * step by step as RFC 8188 and RFC 8291 are written.
 */
public final class PushService {
  private final HttpServer server;
  private final PrivateKey key;
  private final byte[] point;
  private final byte[] auth = new byte[16];
  private final List<String> read = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile String vapidKey;
  private volatile int status = 201;
  private volatile Instant now = Instant.EPOCH;
  private volatile String ttl;

  private PushService(Vertx vertx) throws Exception {
    KeyPair pair = P256.pair();
    key = pair.getPrivate();
    point = P256.bytes(pair.getPublic());
    new SecureRandom().nextBytes(auth);
    server = await(vertx.createHttpServer().requestHandler(this::asked).listen(0, "127.0.0.1"));
  }

  /** Listens on a free port. */
  public static PushService start(Vertx vertx) throws Exception {
    return new PushService(vertx);
  }

  /** The browser subscribes with this key; its time is this. */
  public void subscribed(String publicKey, Instant at) {
    vapidKey = publicKey;
    now = at;
  }

  /** What the browser gives to the page. */
  public JsonObject subscription() {
    return new JsonObject()
        .put("endpoint", endpoint())
        .put("keys", new JsonObject().put("p256dh", base64url(point)).put("auth", base64url(auth)));
  }

  PushSubscription asRecord() {
    return PushSubscription.of(endpoint(), base64url(point), base64url(auth));
  }

  private String endpoint() {
    return "http://127.0.0.1:" + server.actualPort() + "/send/abc";
  }

  /** What the browser read, in order. */
  public List<String> read() {
    return read;
  }

  /** Why requests were not taken. */
  public List<String> refused() {
    return refused;
  }

  String ttl() {
    return ttl;
  }

  void answers(int code) {
    status = code;
  }

  private void asked(HttpServerRequest request) {
    var _ =
        request
            .body()
            .onSuccess(
                body -> {
                  try {
                    if (status < 300) {
                      verify(request);
                      ttl = request.getHeader("TTL");
                      read.add(new String(decrypted(key, point, auth, body.getBytes()), UTF_8));
                    }
                    var _ = request.response().setStatusCode(status).end();
                  } catch (GeneralSecurityException | RuntimeException e) {
                    refused.add(e.toString());
                    var _ = request.response().setStatusCode(403).end();
                  }
                });
  }

  private void verify(HttpServerRequest request) throws GeneralSecurityException {
    String authorization = request.getHeader("Authorization");
    expect(authorization.startsWith("vapid t="), "the scheme");
    String[] parts = authorization.substring("vapid t=".length()).split(", k=", 2);
    expect(parts[1].equals(vapidKey), "the key is the one that was subscribed with");
    String[] jwt = parts[0].split("\\.", 3);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(P256.key(Base64.getUrlDecoder().decode(parts[1])));
    signature.update((jwt[0] + "." + jwt[1]).getBytes(US_ASCII));
    expect(signature.verify(Base64.getUrlDecoder().decode(jwt[2])), "the signature");
    JsonObject claims = new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(jwt[1])));
    expect(
        claims.getString("aud").equals("http://127.0.0.1:" + server.actualPort()), "the audience");
    long left = claims.getLong("exp") - now.getEpochSecond();
    expect(left > 0 && left <= 24 * 3600, "it ends within 24 h");
    expect("aes128gcm".equals(request.getHeader("Content-Encoding")), "the coding");
    expect("high".equals(request.getHeader("Urgency")), "the urgency");
  }

  private static void expect(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }

  /** RFC 8291, 3.4 and RFC 8188, 2, with HMAC alone. */
  static byte[] decrypted(PrivateKey key, byte[] point, byte[] auth, byte[] body)
      throws GeneralSecurityException {
    byte[] salt = Arrays.copyOf(body, 16);
    int idLength = body[20];
    byte[] sender = Arrays.copyOfRange(body, 21, 21 + idLength);
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(key);
    var _ = agreement.doPhase(P256.key(sender), true);
    byte[] prkKey = hmac(auth, agreement.generateSecret());
    byte[] ikm = hmac(prkKey, joined("WebPush: info\0".getBytes(US_ASCII), point, sender, ONE));
    byte[] prk = hmac(salt, ikm);
    byte[] cek = hmac(prk, joined("Content-Encoding: aes128gcm\0".getBytes(US_ASCII), ONE));
    byte[] nonce = hmac(prk, joined("Content-Encoding: nonce\0".getBytes(US_ASCII), ONE));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(Arrays.copyOf(cek, 16), "AES"),
        new GCMParameterSpec(128, Arrays.copyOf(nonce, 12)));
    byte[] padded = cipher.doFinal(body, 21 + idLength, body.length - 21 - idLength);
    int end = padded.length - 1;
    while (padded[end] == 0) {
      end--;
    }
    expect(padded[end] == 2, "the delimiter of the last record");
    return Arrays.copyOf(padded, end);
  }

  private static final byte[] ONE = {1};

  /** The private key of this number. */
  static PrivateKey key(byte[] number, PublicKey ofTheCurve) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePrivate(
            new ECPrivateKeySpec(
                new BigInteger(1, number), ((ECPublicKey) ofTheCurve).getParams()));
  }

  private static byte[] hmac(byte[] key, byte[] of) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(of);
  }

  private static byte[] joined(byte[]... parts) {
    Buffer all = Buffer.buffer();
    for (byte[] part : parts) {
      all.appendBytes(part);
    }
    return all.getBytes();
  }

  static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Listens no more. */
  public void close() throws Exception {
    await(server.close());
  }
}
