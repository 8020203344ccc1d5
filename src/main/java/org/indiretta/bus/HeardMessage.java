package org.indiretta.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.indiretta.identity.ConsultationId;
import org.indiretta.protocol.JsonScan;
import org.indiretta.protocol.MessageReader;

/**
 * What other servers say most, a message, recognised by its bytes: it is passed on as it was
 * written. Whatever is not exactly this is left to {@link NewsWire}.
 */
final class HeardMessage {
  private static final byte[] FROM = JsonScan.piece("{\"v\":" + NewsWire.VERSION + ",\"from\":\"");
  private static final byte[] TO = JsonScan.piece(",\"to\":[");
  private static final byte[] PUSH = JsonScan.piece("],\"push\":");
  private static final byte[] COMMA = JsonScan.piece(",");
  private static final byte[] QUOTE = JsonScan.piece("\"");
  private static final byte[] END = JsonScan.piece("}");
  private static final int ID_CHARS = 36;

  /** A side of a consultation as it is written. */
  private static final class SideKind {
    private static final List<SideKind> ALL =
        List.of(
            new SideKind(JsonScan.piece("\"citizen:"), Address.CitizenOf::new),
            new SideKind(JsonScan.piece("\"staff:"), Address.StaffOf::new),
            new SideKind(JsonScan.piece("\"guests:"), Address.GuestsOf::new));

    private final byte[] start;
    private final Function<ConsultationId, Address> address;

    private SideKind(byte[] start, Function<ConsultationId, Address> address) {
      this.start = start;
      this.address = address;
    }

    /** Null when none of them stands there. */
    static SideKind taken(JsonScan scan) {
      for (SideKind kind : ALL) {
        if (scan.take(kind.start)) {
          return kind;
        }
      }
      return null;
    }
  }

  private HeardMessage() {}

  /**
   * A message to sides of one consultation as this very version writes it: recognised by its bytes
   * and passed on as it is. Null when it is anything else.
   */
  static News taken(byte[] texts, int from, int until) {
    JsonScan scan = new JsonScan(texts, from, until);
    if (!scan.take(FROM) || !scan.takeText() || !scan.take(TO)) {
      return null;
    }
    List<Address> to = new ArrayList<>(SideKind.ALL.size());
    ConsultationId consultation = null;
    String id = null;
    do {
      SideKind kind = SideKind.taken(scan);
      String next = kind == null ? null : scan.takeAscii(ID_CHARS);
      if (next == null || !scan.take(QUOTE)) {
        return null;
      }
      if (!next.equals(id)) {
        consultation = ConsultationId.of(next);
        id = next;
      }
      to.add(kind.address.apply(consultation));
    } while (scan.take(COMMA));
    if (!scan.take(PUSH)) {
      return null;
    }
    int start = scan.at();
    long seq = MessageReader.takeMessage(scan);
    int end = scan.at();
    return seq > 0 && scan.take(END) && scan.isAtEnd()
        ? new News.Pushed(
            Set.copyOf(to), new String(texts, start, end - start, UTF_8), end - start, seq)
        : null;
  }
}
