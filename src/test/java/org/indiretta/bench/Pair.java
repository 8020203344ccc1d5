package org.indiretta.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A citizen and an operator who write to each other. A pair has slots; each slot has at most one
 * message on its way and changes its writer from message to message. A message is done when its
 * writer has the server's {@code appended} and the other side has the {@code entryAdded}; from the
 * bare relay, when both have the message itself.
 *
 * <p>What comes in is found by a search for bytes: nothing is parsed per message.
 */
final class Pair implements WireSocket.Listener {
  /** The most messages of one pair that can be on their way. */
  static final int SLOTS = 64;

  private static final byte[] KIND = ascii("{\"type\":\"");
  private static final byte[] REFUSED = ascii("refused\"");
  private static final byte[] ID = ascii(Wording.ID);
  private static final byte[] UNAVAILABLE = ascii("\"UNAVAILABLE\"");
  private static final int ACKNOWLEDGEMENT = 1;
  private static final int DELIVERY = 2;

  private final WireSocket[] sides;
  private final byte[] acknowledged;
  private final byte[] delivered;
  private final byte[] deliveryKey;
  private final byte[] echoed;
  private final byte[][] messages;
  private final int[] idPlaces;
  private final int[] number = new int[SLOTS];
  private final int[] missing = new int[SLOTS];
  private final long[] since = new long[SLOTS];
  private Tally tally;
  private int run;

  /** Pairs of the sockets, two by two, and what each says. */
  static List<Pair> all(List<WireSocket> sockets, List<Wording> wordings) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < wordings.size(); i++) {
      pairs.add(new Pair(sockets.get(2 * i), sockets.get(2 * i + 1), wordings.get(i)));
    }
    return pairs;
  }

  Pair(WireSocket citizen, WireSocket operator, Wording wording) {
    this.sides = new WireSocket[] {citizen, operator};
    acknowledged = ascii(wording.acknowledged());
    delivered = ascii(wording.delivered());
    deliveryKey = ascii(wording.deliveryKey());
    echoed = ascii(wording.echoed());
    messages =
        new byte[][] {
          WireSocket.encode(wording.bySide().getFirst()),
          WireSocket.encode(wording.bySide().getLast())
        };
    idPlaces =
        wording.keys().stream()
            .mapToInt(key -> find(messages[0], 0, messages[0].length, ascii(key)) + key.length())
            .toArray();
    citizen.alsoListen(this);
    operator.alsoListen(this);
  }

  /** From now on messages belong to this run; what is still on its way is forgotten. */
  void begin(int runNumber, Tally runTally) {
    run = runNumber;
    tally = runTally;
    Arrays.fill(missing, 0);
  }

  /** Sends the next message of a slot; false when its last one is still on its way. */
  boolean send(int slot, long intendedNanos) {
    if (missing[slot] != 0) {
      return false;
    }
    ++number[slot];
    missing[slot] = ACKNOWLEDGEMENT | DELIVERY;
    since[slot] = intendedNanos;
    write(slot);
    return true;
  }

  /** Sends the message of a slot again, with the same client message id (P3). */
  void again(int slot) {
    missing[slot] |= ACKNOWLEDGEMENT;
    write(slot);
  }

  private void write(int slot) {
    int count = number[slot];
    WireSocket writer = writer(slot, count);
    byte[] message = messages[(slot + count) & 1];
    byte[] out = writer.room(message.length);
    int start = writer.outEnd() - message.length;
    System.arraycopy(message, 0, out, start, message.length);
    for (int place : idPlaces) {
      digits(out, start + place, 3, run);
      digits(out, start + place + 4, 2, slot);
      digits(out, start + place + 7, 8, count);
    }
  }

  @Override
  public void onText(WireSocket socket, byte[] bytes, int from, int length) {
    int kind = from + KIND.length;
    int end = from + length;
    if (starts(bytes, kind, end, acknowledged)) {
      arrived(ACKNOWLEDGEMENT, bytes, kind, end, ID);
    } else if (starts(bytes, kind, end, delivered)) {
      entry(socket, bytes, kind, end);
    } else if (starts(bytes, kind, end, echoed)) {
      relayed(socket, bytes, kind, end);
    } else if (starts(bytes, kind, end, REFUSED)) {
      refused(bytes, from, length);
    }
  }

  /** What the server could not do now is sent again later, as browsers do (P8). */
  private void refused(byte[] bytes, int from, int length) {
    int end = from + length;
    int at = find(bytes, from, end, ID) + ID.length;
    int slot = number(bytes, at + 4, 2);
    boolean retry = find(bytes, from, end, UNAVAILABLE) >= 0;
    boolean open = number(bytes, at, 3) == run && number(bytes, at + 7, 8) == number[slot];
    if (retry && open) {
      tally.later(this, slot);
    } else if (!retry) {
      tally.refused(new String(bytes, from, length, StandardCharsets.UTF_8));
    }
  }

  /**
   * At the writer's own socket it is no delivery: one that was put off and yet stored is found for
   * its writer, too.
   */
  private void entry(WireSocket socket, byte[] bytes, int from, int end) {
    int at = find(bytes, from, end, deliveryKey) + deliveryKey.length;
    if (at < deliveryKey.length
        || socket != writer(number(bytes, at + 4, 2), number(bytes, at + 7, 8))) {
      arrived(DELIVERY, bytes, from, end, deliveryKey);
    }
  }

  /** From the bare relay: the writer's own message is its acknowledgement. */
  private void relayed(WireSocket socket, byte[] bytes, int from, int end) {
    int at = find(bytes, from, end, ID) + ID.length;
    boolean own = socket == writer(number(bytes, at + 4, 2), number(bytes, at + 7, 8));
    arrived(own ? ACKNOWLEDGEMENT : DELIVERY, bytes, from, end, ID);
  }

  private WireSocket writer(int slot, int count) {
    return sides[(slot + count) & 1];
  }

  private void arrived(int part, byte[] bytes, int from, int end, byte[] key) {
    int found = find(bytes, from, end, key);
    if (found < 0) {
      return; // an entry without a client message id: an event of the server
    }
    int at = found + key.length;
    int slot = number(bytes, at + 4, 2);
    if (number(bytes, at, 3) != run || number(bytes, at + 7, 8) != number[slot]) {
      return; // of an earlier run
    }
    if ((missing[slot] & part) == 0) {
      tally.twice();
      return;
    }
    missing[slot] &= ~part;
    if (missing[slot] == 0) {
      tally.done(this, slot, since[slot]);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean starts(byte[] bytes, int from, int end, byte[] wanted) {
    return from + wanted.length <= end
        && Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
  }

  static int find(byte[] bytes, int from, int end, byte[] wanted) {
    for (int i = from; i <= end - wanted.length; i++) {
      if (bytes[i] == wanted[0] && bytes[i + 1] == wanted[1] && starts(bytes, i, end, wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static int number(byte[] bytes, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      value = value * 10 + bytes[i] - '0';
    }
    return value;
  }

  private static void digits(byte[] bytes, int from, int digits, int value) {
    int left = value;
    for (int i = from + digits - 1; i >= from; i--) {
      bytes[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }
}
