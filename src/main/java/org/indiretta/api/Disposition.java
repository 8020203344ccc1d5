package org.indiretta.api;

import java.nio.charset.StandardCharsets;

/** The header Content-Disposition (RFC 6266) with a name of any characters (RFC 8187). */
final class Disposition {
  private static final String ATTR_CHAR = "!#$&+-.^_`|~";

  private Disposition() {}

  static String attachment(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    name.chars().forEach(c -> plain.append(isPlain(c) ? (char) c : '_'));
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded(name);
  }

  private static boolean isPlain(int c) {
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '%' && c != '/';
  }

  private static String encoded(String name) {
    StringBuilder text = new StringBuilder(name.length() * 3);
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean letterOrDigit = c < 0x80 && Character.isLetterOrDigit(c);
      if (letterOrDigit || ATTR_CHAR.indexOf(c) >= 0) {
        text.append(c);
      } else {
        text.append('%').append("%02X".formatted((int) c));
      }
    }
    return text.toString();
  }
}
