package org.indiretta.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Goes through JSON that one of our own servers wrote, piece by piece as it expects them, without
 * making anything of it. What stands otherwise is not taken, and then a reader of all JSON is to be
 * asked.
 */
public final class JsonScan {
  private static final int MOST_DIGITS = 18;

  private final byte[] json;
  private final int until;
  private int at;

  /** Of a part of this. */
  public JsonScan(byte[] json, int from, int until) {
    this.json = json;
    this.at = from;
    this.until = until;
  }

  /** How these characters stand in JSON. */
  public static byte[] piece(String text) {
    return text.getBytes(UTF_8);
  }

  /** Where it stands. */
  public int at() {
    return at;
  }

  /** Whether nothing is left. */
  public boolean isAtEnd() {
    return at == until;
  }

  /** Goes past exactly this. */
  public boolean take(byte[] piece) {
    int end = at + piece.length;
    boolean stands = end <= until && Arrays.equals(json, at, end, piece, 0, piece.length);
    if (stands) {
      at = end;
    }
    return stands;
  }

  /** Goes past the rest of a text and its closing quotation mark. */
  public boolean takeText() {
    while (at < until) {
      byte b = json[at++];
      if (b == '"') {
        return true;
      }
      if (b == '\\') {
        at++;
      } else if (b >= 0 && b < ' ') {
        return false;
      }
    }
    return false;
  }

  /** Goes past so many characters of ASCII; null when there are fewer. */
  public String takeAscii(int chars) {
    if (at + chars > until) {
      return null;
    }
    at += chars;
    return new String(json, at - chars, chars, ISO_8859_1);
  }

  /** Goes past a whole number above zero of at most 18 digits; 0 when there is none. */
  public long takeNumber() {
    long number = 0;
    int start = at;
    while (at < until && json[at] >= '0' && json[at] <= '9' && at - start < MOST_DIGITS) {
      number = number * 10 + json[at++] - '0';
    }
    return number;
  }
}
