package org.indiretta.transcript;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.identity.ConsultationId;

/**
 * The entries that wait for their commit, one {@link Lane} per consultation, with a bound on
 * entries and bytes. A lane is in {@code ready} when it has something waiting and is not held. Safe
 * for any thread.
 */
final class AppendQueue {
  /** What became of an offered entry. */
  enum Offered {
    /** It waits for its commit. */
    QUEUED,
    /** It is a retry of one under way and gets the same answer. */
    JOINED,
    /** No room (P8). */
    FULL,
    /** What its sender wrote before was refused and has to come again first. */
    TOO_EARLY,
    /** Its client message id stands for another content (P3). */
    REUSED
  }

  private final AppendLimits limits;
  private final Map<ConsultationId, Lane> lanes = new HashMap<>();
  private final ArrayDeque<Lane> ready = new ArrayDeque<>();

  /** Oldest first; answered ones leave when they reach the head. */
  private final ArrayDeque<Pending> unanswered = new ArrayDeque<>();

  private final RecentIds recent;
  private final Turns turns;
  private int entries;
  private int bytes;
  private int commits;

  AppendQueue(AppendLimits limits) {
    this.limits = limits;
    this.recent = new RecentIds(limits.recentIds());
    this.turns = new Turns(limits.queuedEntries(), System::nanoTime);
  }

  /** What an id that was committed here was answered; null when it is not known. */
  synchronized RecentIds.Told told(Pending pending) {
    RecentIds.Told told = recent.told(pending.key);
    if (told != null) {
      turns.written(pending);
    }
    return told;
  }

  synchronized Offered offer(Pending pending) {
    Pending first = recent.open(pending.key);
    if (first != null) {
      if (!first.append.body().equals(pending.append.body())) {
        return Offered.REUSED;
      }
      first.retries.add(pending);
      turns.joins(pending);
      return Offered.JOINED;
    }
    if (turns.mustWait(pending)) {
      return Offered.TOO_EARLY;
    }
    if (entries >= limits.queuedEntries() || bytes + pending.bytes > limits.queuedBytes()) {
      turns.refused(pending);
      return Offered.FULL;
    }
    entries++;
    bytes += pending.bytes;
    recent.opened(pending);
    unanswered.add(pending);
    Lane lane = lanes.computeIfAbsent(pending.append.consultation(), Lane::new);
    lane.waiting.add(pending);
    if (!lane.held && lane.waiting.size() == 1) {
      ready.add(lane);
    }
    return Offered.QUEUED;
  }

  /** The next batch, whose lanes it holds; empty when nothing waits or enough is under way. */
  synchronized List<Pending> takeBatch() {
    if (commits >= limits.committers() || ready.isEmpty()) {
      return List.of();
    }
    List<Pending> batch = new ArrayList<>();
    int room = limits.batchBytes();
    while (!ready.isEmpty() && fits(batch, ready.peek(), room)) {
      Lane lane = ready.remove();
      lane.held = true;
      do {
        Pending pending = lane.waiting.remove();
        batch.add(pending);
        room -= pending.bytes;
      } while (!lane.waiting.isEmpty() && fits(batch, lane, room));
    }
    commits++;
    return batch;
  }

  private boolean fits(List<Pending> batch, Lane lane, int room) {
    return batch.isEmpty()
        || (batch.size() < limits.batchEntries() && lane.waiting.element().bytes <= room);
  }

  /**
   * A batch came back.
   *
   * @param locked those of it that met a locked row and have no answer yet: they go back to the
   *     head of their lanes, which stay held
   * @return the held lanes, to be released after a pause
   */
  synchronized Set<Lane> batchEnded(Iterable<Pending> batch, List<Pending> locked) {
    commits--;
    Set<Lane> toRelease = new LinkedHashSet<>();
    for (Pending pending : batch) {
      toRelease.add(lanes.get(pending.append.consultation()));
    }
    Set<Lane> paused = new LinkedHashSet<>();
    for (Pending pending : locked.reversed()) {
      if (!pending.answered) {
        Lane lane = lanes.get(pending.append.consultation());
        lane.waiting.addFirst(pending);
        paused.add(lane);
      }
    }
    toRelease.removeAll(paused);
    release(toRelease);
    return paused;
  }

  synchronized void release(Set<Lane> held) {
    for (Lane lane : held) {
      lane.held = false;
      if (lane.waiting.isEmpty()) {
        lanes.remove(lane.consultation);
      } else {
        ready.add(lane);
      }
    }
  }

  /**
   * Marks it answered; false when it was before. Those who wait are then told, outside the lock.
   */
  synchronized boolean answered(Pending pending, Appended answer) {
    if (answer instanceof Appended.Committed) {
      turns.written(pending);
      pending.retries.forEach(turns::written);
    }
    if (pending.answered) {
      return false;
    }
    if (answer instanceof Appended.Refused refusal && refusal.reason().isAway()) {
      turns.refused(pending);
      pending.retries.forEach(turns::refused);
    }
    pending.answered = true;
    entries--;
    bytes -= pending.bytes;
    recent.closed(pending, answer);
    while (!unanswered.isEmpty() && unanswered.peek().answered) {
      unanswered.remove();
    }
    return true;
  }

  /** The consultations of those asked for before {@code nanos}. */
  synchronized Set<ConsultationId> overdue(long nanos) {
    Set<ConsultationId> overdue = new HashSet<>();
    for (Pending pending : unanswered) {
      if (pending.askedNanos - nanos > 0) {
        break;
      }
      if (!pending.answered) {
        overdue.add(pending.append.consultation());
      }
    }
    return overdue;
  }

  /**
   * All of these consultations, to be refused together: what came behind a refused one must not be
   * written before that one comes again. What still waits in a lane leaves it.
   */
  synchronized List<Pending> allOf(Set<ConsultationId> consultations) {
    List<Pending> all = new ArrayList<>();
    for (Pending pending : unanswered) {
      if (!pending.answered && consultations.contains(pending.append.consultation())) {
        all.add(pending);
        leaveLane(pending);
      }
    }
    return all;
  }

  private void leaveLane(Pending pending) {
    Lane lane = lanes.get(pending.append.consultation());
    if (lane.waiting.remove(pending) && lane.waiting.isEmpty() && !lane.held) {
      ready.remove(lane);
      lanes.remove(lane.consultation);
    }
  }

  /** When the oldest was asked for; null when nothing waits. */
  synchronized Long oldestNanos() {
    return unanswered.isEmpty() ? null : unanswered.peek().askedNanos;
  }

  synchronized int size() {
    return entries;
  }
}
