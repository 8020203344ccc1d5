package org.indiretta.transcript;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which client message ids a consultation may hold, so that a new one needs no look at the database
 * and no index (P3). Of each id 32 bits are kept: what is not here is certainly new, what is here
 * is looked for.
 *
 * <p>That nothing is missing is proven by the locked row: these are the ids of all entries up to a
 * place, and when {@code last_seq} is another place, somebody else wrote (another node, a move of
 * the consultation, a commit whose answer was lost) and the entries between are read first. Belongs
 * to the context that commits.
 */
final class KnownIds {
  /** How many ids are kept, 5 to 11 bytes each; the consultation that rested longest is dropped. */
  static final int MOST = 3_000_000;

  private static final int SMALLEST_TABLE = 8;

  private final int most;

  /** The one written to last is the last. */
  private final Map<UUID, Ids> byConsultation = new LinkedHashMap<>(16, 0.75f, true);

  private int size;

  KnownIds(int most) {
    this.most = most;
  }

  /** The place up to which all ids of a consultation are known; 0 when none is. */
  long upTo(UUID consultation) {
    Ids ids = byConsultation.get(consultation);
    return ids == null ? 0 : ids.upTo;
  }

  /** False: no entry up to {@link #upTo} has this id. */
  boolean mayHold(IdKey key) {
    Ids ids = byConsultation.get(key.consultation());
    return ids != null && ids.holds(print(key));
  }

  /**
   * Learns the ids of all entries after {@code from} up to {@code to}; nothing when what is known
   * does not end at {@code from}.
   */
  void learn(UUID consultation, long from, long to, List<IdKey> keys) {
    if (upTo(consultation) != from) {
      return;
    }
    Ids ids = byConsultation.computeIfAbsent(consultation, id -> new Ids());
    for (IdKey key : keys) {
      size += ids.add(print(key)) ? 1 : 0;
    }
    ids.upTo = to;
    Iterator<Ids> oldest = byConsultation.values().iterator();
    while (size > most && byConsultation.size() > 1) {
      size -= oldest.next().count;
      oldest.remove();
    }
  }

  /** A database that was put back to an earlier day has forgotten places that are known here. */
  void forget(UUID consultation) {
    Ids gone = byConsultation.remove(consultation);
    size -= gone == null ? 0 : gone.count;
  }

  int size() {
    return size;
  }

  /** Never 0: that is an empty place in the table. */
  private static int print(IdKey key) {
    long mixed =
        key.writer().getMostSignificantBits() * 31 + key.writer().getLeastSignificantBits();
    mixed = (mixed ^ key.id().value().hashCode()) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    int print = (int) (mixed >>> 32);
    return print == 0 ? 1 : print;
  }

  /** Those of one consultation: a table with open addressing, at most three quarters full. */
  private static final class Ids {
    private int[] table = new int[SMALLEST_TABLE];
    private int count;
    private long upTo;

    boolean holds(int print) {
      return table[place(table, print)] == print;
    }

    /** False when it was there. */
    boolean add(int print) {
      int place = place(table, print);
      if (table[place] == print) {
        return false;
      }
      table[place] = print;
      if (++count * 4 > table.length * 3) {
        grow();
      }
      return true;
    }

    private void grow() {
      int[] larger = new int[table.length * 2];
      Arrays.stream(table).filter(p -> p != 0).forEach(p -> larger[place(larger, p)] = p);
      table = larger;
    }

    /** Where it is or would be. */
    private static int place(int[] in, int print) {
      int place = print & (in.length - 1);
      while (in[place] != 0 && in[place] != print) {
        place = (place + 1) & (in.length - 1);
      }
      return place;
    }
  }
}
