package org.indiretta.transcript;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.indiretta.identity.ClientMessageId;

/**
 * Keeps what one person writes in one consultation by one connection in the order it came, also
 * when some of it was refused for now: what came later waits until that comes again, since it may
 * have been on its way before its sender could hear of the refusal. By a new connection a sender
 * begins anew, with what is open in its order. Not safe for several threads.
 *
 * <p>Nobody waits for what never comes again: {@link #HELD_MS} after the last thing that was
 * refused by itself, or came again, all of it is forgotten. What merely had to wait does not
 * prolong that.
 */
final class Turns {
  /** How long what was refused keeps its place, in milliseconds; a retry is asked for after 1 s. */
  static final long HELD_MS = 10_000;

  private record Sender(UUID consultation, UUID writer, String connection) {
    static Sender of(Pending pending) {
      return new Sender(pending.key.consultation(), pending.key.writer(), pending.connection);
    }
  }

  /** What has to come again of one sender. */
  private static final class Turn {
    final Map<ClientMessageId, Long> places = new HashMap<>();
    final TreeSet<Long> due = new TreeSet<>();
    long untilNanos;
  }

  private final int most;
  private final LongSupplier nanos;

  /** The one that ends first comes first. */
  private final LinkedHashMap<Sender, Turn> turns = new LinkedHashMap<>();

  private long lastPlace;
  private int size;

  /**
   * @param most so many entries are kept in mind; beyond, those longest refused are forgotten
   */
  Turns(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
  }

  /** Something came: whether it has to wait because something before it must come again first. */
  boolean mustWait(Pending pending) {
    forgetOld();
    Turn turn = isTracked(pending) ? turns.get(Sender.of(pending)) : null;
    Long place = turn == null ? null : turn.places.get(pending.key.id());
    pending.place = place == null ? ++lastPlace : place;
    if (turn == null) {
      return false;
    }
    if (place == null) {
      add(turn, pending);
      return true;
    }
    if (turn.due.first() < place) {
      return true;
    }
    cameAgain(turn, pending);
    return false;
  }

  /** It is a retry of what is under way: that waits for nothing, and neither does this. */
  void joins(Pending retry) {
    Turn turn = isTracked(retry) ? turns.get(Sender.of(retry)) : null;
    Long place = turn == null ? null : turn.places.get(retry.key.id());
    retry.place = place == null ? ++lastPlace : place;
    if (place != null) {
      cameAgain(turn, retry);
    }
  }

  /** It was refused for now. */
  void refused(Pending pending) {
    if (!isTracked(pending)) {
      return;
    }
    Sender sender = Sender.of(pending);
    Turn known = turns.remove(sender);
    Turn turn = known == null ? new Turn() : known;
    hold(sender, turn);
    add(turn, pending);
    forgetOld();
  }

  /** It is committed, though its sender may have been told otherwise. */
  void written(Pending pending) {
    Turn turn = isTracked(pending) && !turns.isEmpty() ? turns.get(Sender.of(pending)) : null;
    if (turn != null && turn.places.containsKey(pending.key.id())) {
      cameAgain(turn, pending);
    }
  }

  private static boolean isTracked(Pending pending) {
    return pending.key != null && pending.connection != null;
  }

  private void add(Turn turn, Pending pending) {
    if (turn.places.putIfAbsent(pending.key.id(), pending.place) == null) {
      boolean _ = turn.due.add(pending.place);
      size++;
    }
  }

  private void cameAgain(Turn turn, Pending pending) {
    boolean _ = turn.due.remove(turn.places.remove(pending.key.id()));
    size--;
    Sender sender = Sender.of(pending);
    Turn _ = turns.remove(sender);
    if (!turn.due.isEmpty()) {
      hold(sender, turn);
    }
  }

  private void hold(Sender sender, Turn turn) {
    turn.untilNanos = nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(HELD_MS);
    Turn _ = turns.put(sender, turn);
  }

  private void forgetOld() {
    if (turns.isEmpty()) {
      return;
    }
    long now = nanos.getAsLong();
    Iterator<Turn> oldest = turns.values().iterator();
    while (oldest.hasNext()) {
      Turn turn = oldest.next();
      if (size <= most && turn.untilNanos - now > 0) {
        return;
      }
      oldest.remove();
      size -= turn.due.size();
    }
  }

  /** How many have to come again. */
  int size() {
    return size;
  }
}
