package org.indiretta.transcript;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
 * refused by itself, or came again in its turn, all of it is forgotten, but for what came again and
 * had to wait: that keeps its order among itself, for as long once more. What merely had to wait
 * does not prolong anything else.
 */
final class Turns {
  /** How long what was refused keeps its place, in milliseconds; a retry is asked for after 1 s. */
  static final long HELD_MS = 10_000;

  private record Sender(UUID consultation, UUID writer, String connection) {
    static Sender of(Pending pending) {
      return new Sender(pending.key.consultation(), pending.key.writer(), pending.connection);
    }
  }

  /** What of one sender was refused. */
  private static final class Turn {
    /** Of all of it: also of what came again or was written since, whose retry waits for nobody. */
    final Map<ClientMessageId, Long> places = new HashMap<>();

    /** What has to come again. */
    final TreeSet<Long> due = new TreeSet<>();

    /** What of that came again before its turn, since {@link #untilNanos} was set. */
    final Set<Long> tooEarly = new HashSet<>();

    long untilNanos;

    /** Its time is over already, and only what came too early is left of it. */
    boolean isLast;
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
    Turn turn = turnOf(pending);
    boolean isKnown = givePlace(turn, pending);
    if (turn == null || turn.due.isEmpty()) {
      return false;
    }
    if (!isKnown) {
      add(turn, pending);
      return true;
    }
    if (turn.due.contains(pending.place) && turn.due.first() < pending.place) {
      boolean _ = turn.tooEarly.add(pending.place);
      return true;
    }
    cameAgain(turn, pending);
    return false;
  }

  /** It is a retry of what is under way: that waits for nothing, and neither does this. */
  void joins(Pending retry) {
    Turn turn = turnOf(retry);
    if (givePlace(turn, retry)) {
      cameAgain(turn, retry);
    }
  }

  /** It was refused for now. */
  void refused(Pending pending) {
    if (!isTracked(pending)) {
      return;
    }
    Turn known = turnOf(pending);
    Turn turn = known == null ? new Turn() : known;
    hold(Sender.of(pending), turn);
    add(turn, pending);
    forgetOld();
  }

  /** It is committed, though its sender may have been told otherwise. */
  void written(Pending pending) {
    Turn turn = turnOf(pending);
    if (turn != null) {
      cameAgain(turn, pending);
    }
  }

  private Turn turnOf(Pending pending) {
    return turns.isEmpty() || !isTracked(pending) ? null : turns.get(Sender.of(pending));
  }

  private static boolean isTracked(Pending pending) {
    return pending.key != null && pending.connection != null;
  }

  /** The place it had, or the next one; whether it had one. */
  private boolean givePlace(Turn turn, Pending pending) {
    Long place = turn == null ? null : turn.places.get(pending.key.id());
    pending.place = place == null ? ++lastPlace : place;
    return place != null;
  }

  private void add(Turn turn, Pending pending) {
    Long place = turn.places.putIfAbsent(pending.key.id(), pending.place);
    if (place == null) {
      size++;
    }
    boolean _ = turn.due.add(place == null ? pending.place : place);
  }

  private void cameAgain(Turn turn, Pending pending) {
    Long place = turn.places.get(pending.key.id());
    if (place != null && turn.due.remove(place)) {
      hold(Sender.of(pending), turn);
    }
  }

  private void hold(Sender sender, Turn turn) {
    turn.untilNanos = nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(HELD_MS);
    turn.tooEarly.clear();
    turn.isLast = false;
    Turn _ = turns.putLast(sender, turn);
  }

  private void forgetOld() {
    while (!turns.isEmpty()) {
      Map.Entry<Sender, Turn> oldest = turns.firstEntry();
      Turn turn = oldest.getValue();
      if (size <= most && turn.untilNanos - nanos.getAsLong() > 0) {
        return;
      }
      if (size > most || turn.isLast || turn.tooEarly.isEmpty()) {
        Turn _ = turns.remove(oldest.getKey());
        size -= turn.places.size();
      } else {
        boolean _ = turn.due.retainAll(turn.tooEarly);
        hold(oldest.getKey(), turn);
        turn.isLast = true;
      }
    }
  }

  /** How many are kept in mind. */
  int size() {
    return size;
  }
}
