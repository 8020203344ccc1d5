package org.indiretta.signalling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** As much of STUN and TURN messages as asking for a relay takes (RFC 8489, RFC 8656). */
final class Stun {
  static final int BINDING = 0x0001;
  static final int ALLOCATE = 0x0003;
  static final int REFRESH = 0x0004;
  static final int SUCCESS = 0x0100;
  static final int HEADER_BYTES = 20;

  private static final int COOKIE = 0x2112A442;
  private static final int ID_AT = 8;
  private static final int ID_BYTES = 12;
  private static final int SUM_BYTES = 20;
  private static final int USERNAME = 0x0006;
  private static final int MESSAGE_INTEGRITY = 0x0008;
  private static final int ERROR_CODE = 0x0009;
  private static final int LIFETIME = 0x000D;
  private static final int REALM = 0x0014;
  private static final int NONCE = 0x0015;
  private static final int REQUESTED_TRANSPORT = 0x0019;
  private static final int UDP = 17;
  private static final int LONGEST = 1_024;

  /** What a server asks to be told back, and who tells it (RFC 8489, 9.2). */
  record Account(String user, String password, Answer asked) {
    private byte[] key() {
      try {
        String text = user + ":" + new String(asked.realm(), UTF_8) + ":" + password;
        return MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("MD5 is part of every Java", e);
      }
    }
  }

  /** An answer. */
  record Answer(int type, int error, Map<Integer, byte[]> attributes) {
    boolean isSuccess() {
      return (type & SUCCESS) != 0 && error == 0;
    }

    byte[] realm() {
      return attributes.getOrDefault(REALM, new byte[0]);
    }

    byte[] nonce() {
      return attributes.getOrDefault(NONCE, new byte[0]);
    }
  }

  private final SecureRandom random = new SecureRandom();

  /** A question without an account. */
  byte[] request(int type) {
    ByteBuffer message = begun(type);
    if (type == ALLOCATE) {
      add(message, REQUESTED_TRANSPORT, new byte[] {UDP, 0, 0, 0});
    }
    return ended(message);
  }

  /** One with an account: allocate, or, by a refresh of 0 s, give back. */
  byte[] request(int type, Account account) {
    ByteBuffer message = begun(type);
    if (type == ALLOCATE) {
      add(message, REQUESTED_TRANSPORT, new byte[] {UDP, 0, 0, 0});
    } else {
      add(message, LIFETIME, new byte[4]);
    }
    add(message, USERNAME, account.user().getBytes(UTF_8));
    add(message, REALM, account.asked().realm());
    add(message, NONCE, account.asked().nonce());
    // The length counts the sum that follows it (RFC 8489, 14.5).
    message.putShort(2, (short) (message.position() - HEADER_BYTES + 4 + SUM_BYTES));
    add(message, MESSAGE_INTEGRITY, sum(account.key(), message));
    return ended(message);
  }

  private ByteBuffer begun(int type) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return ByteBuffer.allocate(LONGEST)
        .putShort((short) type)
        .putShort((short) 0)
        .putInt(COOKIE)
        .put(id);
  }

  private static void add(ByteBuffer message, int type, byte[] value) {
    message.putShort((short) type).putShort((short) value.length).put(value);
    while (message.position() % 4 != 0) {
      message.put((byte) 0);
    }
  }

  private static byte[] ended(ByteBuffer message) {
    message.putShort(2, (short) (message.position() - HEADER_BYTES));
    byte[] bytes = new byte[message.position()];
    message.flip().get(bytes);
    return bytes;
  }

  private static byte[] sum(byte[] key, ByteBuffer message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      mac.update(message.duplicate().flip());
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA1 is part of every Java", e);
    }
  }

  /** How many bytes follow a header; -1 when it is none of STUN. */
  static int lengthAfter(byte[] header) {
    ByteBuffer read = ByteBuffer.wrap(header);
    return read.getInt(4) == COOKIE ? read.getShort(2) & 0xFFFF : -1;
  }

  /** Reads the answer to a question; null when it is none. */
  static Answer answer(byte[] question, byte[] bytes, int length) {
    boolean ours =
        length >= HEADER_BYTES
            && lengthAfter(bytes) == length - HEADER_BYTES
            && Arrays.equals(question, ID_AT, HEADER_BYTES, bytes, ID_AT, HEADER_BYTES);
    if (!ours) {
      return null;
    }
    ByteBuffer read = ByteBuffer.wrap(bytes, 0, length);
    int type = read.getShort() & 0xFFFF;
    Map<Integer, byte[]> attributes = new TreeMap<>();
    read.position(HEADER_BYTES);
    while (read.remaining() >= 4) {
      int attribute = read.getShort() & 0xFFFF;
      int size = read.getShort() & 0xFFFF;
      if (size > read.remaining()) {
        return null;
      }
      byte[] value = new byte[size];
      read.get(value);
      read.position(Math.min(read.limit(), (read.position() + 3) / 4 * 4));
      attributes.put(attribute, value);
    }
    byte[] error = attributes.get(ERROR_CODE);
    int code = error == null || error.length < 4 ? 0 : (error[2] & 7) * 100 + error[3];
    return new Answer(type, code, attributes);
  }
}
