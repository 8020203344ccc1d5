package org.indiretta.notify;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;

/** The curve of Web Push (RFC 8291, 3.1), and its public keys as 65 bytes (X9.62, uncompressed). */
final class P256 {
  /** Of a public key. */
  static final int POINT_BYTES = 65;

  private static final int FIELD_BYTES = 32;
  private static final int UNCOMPRESSED = 4;
  private static final ECGenParameterSpec CURVE = new ECGenParameterSpec("secp256r1");

  private P256() {}

  static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
    pairs.initialize(CURVE);
    return pairs.generateKeyPair();
  }

  /**
   * Refuses what is no point of the curve: a key that is none would give the shared secret away.
   */
  static PublicKey key(byte[] bytes) throws GeneralSecurityException {
    if (bytes.length != POINT_BYTES || bytes[0] != UNCOMPRESSED) {
      throw new InvalidKeySpecException("65 bytes of an uncompressed point are expected");
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + FIELD_BYTES));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + FIELD_BYTES, POINT_BYTES));
    ECParameterSpec parameters = parameters();
    if (!isOn(parameters, x, y)) {
      throw new InvalidKeySpecException("the point is not on the curve");
    }
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), parameters));
  }

  static byte[] bytes(PublicKey key) {
    ECPoint point = ((ECPublicKey) key).getW();
    byte[] bytes = new byte[POINT_BYTES];
    bytes[0] = UNCOMPRESSED;
    put(point.getAffineX(), bytes, 1);
    put(point.getAffineY(), bytes, 1 + FIELD_BYTES);
    return bytes;
  }

  private static void put(BigInteger number, byte[] into, int from) {
    byte[] signed = number.toByteArray();
    int length = Math.min(signed.length, FIELD_BYTES);
    System.arraycopy(signed, signed.length - length, into, from + FIELD_BYTES - length, length);
  }

  private static ECParameterSpec parameters() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(CURVE);
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  /** y² = x³ + ax + b. */
  private static boolean isOn(ECParameterSpec parameters, BigInteger x, BigInteger y) {
    EllipticCurve curve = parameters.getCurve();
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return false;
    }
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    return y.pow(2).mod(p).equals(right);
  }
}
