package org.indiretta.protocol;

import java.time.Instant;

/** Times as text. */
final class Iso {
  private static final long MS_PER_DAY = 86_400_000L;

  private Iso() {}

  /** {@code 2026-11-21T09:05:00.120Z}: UTC, cut to milliseconds; for the years 1970 to 9999. */
  static String millis(Instant at) {
    long ms = at.toEpochMilli();
    long day = Math.floorDiv(ms, MS_PER_DAY);
    int ofDay = (int) Math.floorMod(ms, MS_PER_DAY);
    // Days to a date of the Gregorian calendar, counted in eras of 400 years that start in March.
    long z = day + 719_468;
    long era = Math.floorDiv(z, 146_097);
    int doe = (int) (z - era * 146_097);
    int yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int shifted = (5 * doy + 2) / 153;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    int year = (int) (yoe + era * 400) + (month <= 2 ? 1 : 0);
    byte[] text = new byte[24];
    digits(text, 0, 4, year);
    text[4] = '-';
    digits(text, 5, 2, month);
    text[7] = '-';
    digits(text, 8, 2, doy - (153 * shifted + 2) / 5 + 1);
    text[10] = 'T';
    digits(text, 11, 2, ofDay / 3_600_000);
    text[13] = ':';
    digits(text, 14, 2, ofDay / 60_000 % 60);
    text[16] = ':';
    digits(text, 17, 2, ofDay / 1000 % 60);
    text[19] = '.';
    digits(text, 20, 3, ofDay % 1000);
    text[23] = 'Z';
    return new String(text, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static void digits(byte[] into, int from, int count, int value) {
    for (int i = from + count - 1; i >= from; i--) {
      into[i] = (byte) ('0' + value % 10);
      value /= 10;
    }
  }
}
