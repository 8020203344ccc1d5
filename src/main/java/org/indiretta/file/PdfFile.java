package org.indiretta.file;

import java.util.Arrays;

/**
 * PDF (ISO 32000-1, 7.5): the header at the very start, and at the end a place of the cross
 * references and {@code %%EOF}. Not rendered, and its metadata stays: who wrote it and with what is
 * part of a document that somebody hands in. Scripts and attachments in it stay too; it is served
 * as an attachment only.
 */
final class PdfFile {
  private static final String END = "%%EOF";
  private static final String PLACE = "startxref";

  /** The place stands so close before the end, in bytes. */
  private static final int PLACE_WITHIN = 1024;

  private PdfFile() {}

  /** The file without what follows its last end marker. */
  static byte[] cut(Bytes file) throws NotAccepted {
    if (!file.startsWith(0, "%PDF-1.") && !file.startsWith(0, "%PDF-2.")) {
      throw NotAccepted.broken("no PDF header at its start");
    }
    int end = lastIndexOf(file, END, file.length(), 0);
    int place = lastIndexOf(file, PLACE, end, Math.max(0, end - PLACE_WITHIN));
    if (end < 0 || place < 0) {
      throw NotAccepted.broken("no PDF end");
    }
    long offset = number(file.text(place + PLACE.length(), end - place - PLACE.length()).strip());
    boolean closed =
        lastIndexOf(file, "trailer", end, 0) >= 0 || lastIndexOf(file, "/XRef", end, 0) >= 0;
    if (offset < 0 || offset >= place || !closed || lastIndexOf(file, " obj", end, 0) < 0) {
      throw NotAccepted.broken("no PDF cross references");
    }
    return Arrays.copyOfRange(
        file.array(), file.from(), file.from() + afterLine(file, end + END.length()));
  }

  /** With the line's end, if there is one. */
  private static int afterLine(Bytes file, int at) throws NotAccepted {
    int end = at;
    if (end < file.length() && file.u8(end) == '\r') {
      end++;
    }
    if (end < file.length() && file.u8(end) == '\n') {
      end++;
    }
    return end;
  }

  /** -1 when it is none. */
  private static long number(String text) {
    return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : -1;
  }

  private static int lastIndexOf(Bytes file, String text, int before, int notBefore) {
    for (int at = before - text.length(); at >= notBefore; at--) {
      if (file.array()[file.from() + at] == text.charAt(0) && file.startsWith(at, text)) {
        return at;
      }
    }
    return -1;
  }
}
