package org.indiretta.notify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts a notice so that only the browser it is for can read it (RFC 8291, RFC 8188). */
final class PushMessage {
  /**
   * The longest text: one record of 4,096 bytes without its header, tag and delimiter (RFC 8291,
   * 4).
   */
  static final int TEXT_BYTES = 3_993;

  private static final int RECORD_BYTES = 4_096;
  private static final int SALT_BYTES = 16;
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int SECRET_BYTES = 32;
  private static final int TAG_BITS = 128;
  private static final byte LAST_RECORD = 2;
  private static final SecureRandom RANDOM = new SecureRandom();

  private PushMessage() {}

  /** The body of the request: the header of the coding, then one record. */
  static Buffer encrypted(PushSubscription to, byte[] text) throws GeneralSecurityException {
    if (text.length > TEXT_BYTES) {
      throw new IllegalArgumentException("a notice has at most " + TEXT_BYTES + " bytes");
    }
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    KeyPair own = P256.pair();
    byte[] ownPoint = P256.bytes(own.getPublic());
    byte[] secret = secret(to, own, ownPoint);
    byte[] key = derived(salt, secret, info("Content-Encoding: aes128gcm\0"), KEY_BYTES);
    byte[] nonce = derived(salt, secret, info("Content-Encoding: nonce\0"), NONCE_BYTES);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    byte[] record = cipher.doFinal(Buffer.buffer(text).appendByte(LAST_RECORD).getBytes());
    return Buffer.buffer()
        .appendBytes(salt)
        .appendInt(RECORD_BYTES)
        .appendByte((byte) ownPoint.length)
        .appendBytes(ownPoint)
        .appendBytes(record);
  }

  /** What both sides know and nobody else (RFC 8291, 3.4). */
  private static byte[] secret(PushSubscription to, KeyPair own, byte[] ownPoint)
      throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(own.getPrivate());
    var _ = agreement.doPhase(P256.key(to.p256dh().getBytes()), true);
    byte[] info =
        Buffer.buffer("WebPush: info\0").appendBuffer(to.p256dh()).appendBytes(ownPoint).getBytes();
    return derived(to.auth().getBytes(), agreement.generateSecret(), info, SECRET_BYTES);
  }

  /** HKDF with SHA-256 (RFC 5869). */
  private static byte[] derived(byte[] salt, byte[] from, byte[] info, int bytes)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(from).thenExpand(info, bytes));
  }

  private static byte[] info(String text) {
    return text.getBytes(US_ASCII);
  }
}
