package org.indiretta.protocol;

import java.util.Arrays;
import java.util.List;

/**
 * Recognises what another server of the installation says most: {@code entryAdded} with a message,
 * exactly as {@link MessageWriter} writes it. Such a one is passed on as it is; making objects of
 * it and writing them again would cost ten times as much. Whatever is not exactly this is left to
 * {@link BetweenServers}.
 */
public final class MessageReader {
  private static final byte[] CONSULTATION =
      JsonScan.piece("{\"type\":\"entryAdded\",\"consultation\":\"");
  private static final byte[] SEQ = JsonScan.piece("\",\"entry\":{\"seq\":");
  private static final byte[] AT = JsonScan.piece(",\"at\":\"");
  private static final byte[] AUTHOR = JsonScan.piece(",\"author\":{\"kind\":\"");
  private static final List<byte[]> KINDS =
      Arrays.stream(Author.Kind.values()).map(kind -> JsonScan.piece(kind + "\"")).toList();
  private static final byte[] NAME = JsonScan.piece(",\"name\":\"");
  private static final byte[] OPERATOR = JsonScan.piece(",\"operator\":\"");
  private static final byte[] AUTHOR_END = JsonScan.piece("}");
  private static final byte[] ID = JsonScan.piece(",\"clientMessageId\":\"");
  private static final byte[] TEXT = JsonScan.piece(",\"body\":{\"type\":\"message\",\"text\":\"");
  private static final byte[] END = JsonScan.piece("}}}");
  private static final int ID_CHARS = 36;

  private MessageReader() {}

  /**
   * Goes past such a push.
   *
   * @return the place of its entry; 0 when it is another push, or one with more in it than is known
   *     here, and then the scan stands anywhere
   */
  public static long takeMessage(JsonScan scan) {
    if (!scan.take(CONSULTATION) || scan.takeAscii(ID_CHARS) == null || !scan.take(SEQ)) {
      return 0;
    }
    long seq = scan.takeNumber();
    boolean whole =
        scan.take(AT)
            && scan.takeText()
            && author(scan)
            && mayBe(ID, scan)
            && scan.take(TEXT)
            && scan.takeText()
            && scan.take(END);
    return whole ? seq : 0;
  }

  /** Without a role in a call, which hardly any writer has. */
  private static boolean author(JsonScan scan) {
    return scan.take(AUTHOR)
        && KINDS.stream().anyMatch(scan::take)
        && mayBe(NAME, scan)
        && mayBe(OPERATOR, scan)
        && scan.take(AUTHOR_END);
  }

  private static boolean mayBe(byte[] field, JsonScan scan) {
    return !scan.take(field) || scan.takeText();
  }
}
