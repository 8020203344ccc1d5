package org.indiretta.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * One possible course of the queue from now on: whoever has room takes the first in the order whom
 * they may be asked for. Newcomers of the plan take no room: they only see when somebody would have
 * had it for them.
 */
final class QueueCourse {
  /** From now on, when each one is offered; infinite for never. */
  final double[] startS;

  /** From now on, when each one is answered. */
  final double[] answeredS;

  /** Who takes each one; -1 for nobody. */
  final int[] by;

  private enum What {
    /** An operator has room again. */
    ROOM,
    /** An operator answered, and can be asked again. */
    ANSWERED,
    /** More operators may be asked for somebody. */
    WIDER,
    /** Somebody of a kind comes. */
    ARRIVES
  }

  /** So far ahead those who may come are looked at. */
  private static final double COMING_S = 2_700;

  private record Event(double atS, What what, int who, int weight) {}

  private final QueuePlan plan;
  private final Chance chance;
  private final double pace;
  private final int[] head;
  private final List<Deque<Double>> later = new ArrayList<>();
  private final int[] used;
  private final int[] asked;

  /** Per operator: for whom their room is kept; -1 for nobody. */
  private final int[] keptFor;

  /** Per consultation: who keeps room for it; -1 for nobody. */
  private final int[] keeper;

  private final PriorityQueue<Event> events =
      new PriorityQueue<>((a, b) -> Double.compare(a.atS(), b.atS()));

  QueueCourse(QueuePlan plan, Chance chance) {
    this.plan = plan;
    this.chance = chance;
    this.pace = chance.pace();
    this.startS = plan.unknown();
    this.answeredS = plan.unknown();
    this.by = new int[plan.all];
    Arrays.fill(by, -1);
    this.head = new int[plan.queueOf.length];
    this.used = new int[plan.operators];
    this.asked = new int[plan.operators];
    this.keptFor = new int[plan.operators];
    this.keeper = new int[plan.all];
    Arrays.fill(keptFor, -1);
    Arrays.fill(keeper, -1);
  }

  /** Plays it to the horizon; the likely one to the end, for the places of all. */
  QueueCourse played() {
    begin();
    for (Event next = events.poll();
        next != null && (chance.likely() || next.atS() <= WaitEstimate.HORIZON_S);
        next = events.poll()) {
      switch (next.what()) {
        case ROOM -> {
          used[next.who()] -= next.weight();
          ask(next.who(), next.atS());
        }
        case ANSWERED -> {
          asked[next.who()]--;
          ask(next.who(), next.atS());
        }
        case WIDER -> wider(next.who(), next.atS());
        case ARRIVES -> arrives(next.who(), next.atS());
      }
    }
    return this;
  }

  private void begin() {
    for (int h = 0; h < plan.heldBy.length; h++) {
      used[plan.heldBy[h]] += plan.heldWeight[h];
      double rest =
          plan.heldSpread[h].rest(
              plan.heldForS[h] / pace, chance.of(plan.heldKey[h], Chance.Of.DURATION));
      later(rest * pace, What.ROOM, plan.heldBy[h], plan.heldWeight[h]);
    }
    for (int i = 0; i < plan.waiting; i++) {
      if (plan.offeredTo[i] >= 0) {
        take(i, plan.offeredTo[i], 0);
      }
    }
    for (int i = 0; i < plan.all; i++) {
      if (by[i] < 0) {
        for (double at : plan.widensAtS[plan.topicOf[i]]) {
          if (at > plan.waitedS[i]) {
            later(at - plan.waitedS[i], What.WIDER, i, 0);
          }
        }
      }
    }
    for (int kind = 0; kind < plan.arrivalsPerS.length; kind++) {
      later.add(new ArrayDeque<>());
      come(kind);
    }
    for (int o = 0; o < plan.operators; o++) {
      if (plan.backInS[o] > 0) {
        later(plan.backInS[o], What.ROOM, o, 0);
      } else {
        ask(o, 0);
      }
    }
  }

  private void later(double atS, What what, int who, int weight) {
    events.add(new Event(atS, what, who, weight));
  }

  /** Asks the operator for the first they have room for, until they are asked or nobody is left. */
  private void ask(int operator, double now) {
    while (asked[operator] == 0 && now >= plan.backInS[operator]) {
      int kept = kept(operator, now);
      int first = -1;
      for (int kind : plan.servesOf[operator]) {
        int one = head(kind);
        if (one >= 0 && (first < 0 || one < first) && fits(one, operator, now)) {
          first = one;
        }
      }
      if (first >= 0 && (kept < 0 || first <= kept)) {
        take(first, operator, now);
      } else if (kept >= 0 || !askLater(operator, now)) {
        return;
      }
    }
  }

  /** For whom the operator's room is kept: nobody behind that one is offered to them (RT6). */
  private int kept(int operator, double now) {
    if (keptFor[operator] >= 0 || used[operator] >= plan.budget[operator]) {
      return keptFor[operator];
    }
    int first = -1;
    for (int kind : plan.servesOf[operator]) {
      int weight = plan.weight[operator][kind % QueuePlan.MODES];
      if (used[operator] + weight > plan.budget[operator]) {
        int one = unkept(kind, operator, now);
        first = one >= 0 && (first < 0 || one < first) ? one : first;
      }
    }
    if (first >= 0) {
      release(first, now);
      keptFor[operator] = first;
      keeper[first] = operator;
    }
    return first;
  }

  /** The first of a kind that waits long and that nobody with more room is kept for. */
  private int unkept(int kind, int operator, double now) {
    int[] queue = plan.queueOf[kind];
    for (int place = head[kind]; place < queue.length && queue[place] < plan.waiting; place++) {
      int one = queue[place];
      if (plan.waitedS[one] + now < plan.keepAfterS[plan.topicOf[one]]) {
        return -1;
      }
      boolean free = keeper[one] < 0 || used[operator] < used[keeper[one]];
      if (by[one] < 0
          && free
          && plan.after[plan.topicOf[one]][operator] <= plan.waitedS[one] + now) {
        return one;
      }
    }
    return -1;
  }

  /** Who kept room for it can be asked again. */
  private void release(int one, double now) {
    if (keeper[one] >= 0) {
      keptFor[keeper[one]] = -1;
      later(now, What.ROOM, keeper[one], 0);
      keeper[one] = -1;
    }
  }

  /** As many come as lately, in the courses that are left to chance. */
  private void come(int kind) {
    double perS = chance.likely() ? 0 : plan.arrivalsPerS[kind];
    double at = 0;
    for (int n = 0; perS > 0 && at < COMING_S; n++) {
      at -= Math.log(chance.of(kind * 10_007L + n, Chance.Of.ARRIVAL)) / perS;
      later(at, What.ARRIVES, kind, 0);
    }
  }

  /** Who comes later waits behind all, but may fit where who needs more room does not. */
  private void arrives(int kind, double now) {
    later.get(kind).add(now);
    for (int o = 0; o < plan.operators; o++) {
      if (asked[o] == 0 && used[o] < plan.budget[o] && now >= plan.backInS[o]) {
        ask(o, now);
      }
    }
  }

  private boolean askLater(int operator, double now) {
    int first = -1;
    for (int kind : plan.servesOf[operator]) {
      Double came = later.get(kind).peek();
      if (came != null
          && plan.after[kind / QueuePlan.MODES][operator] <= now - came
          && used[operator] + plan.weight[operator][kind % QueuePlan.MODES] <= plan.budget[operator]
          && (first < 0 || came < later.get(first).peek())) {
        first = kind;
      }
    }
    if (first < 0) {
      return false;
    }
    long key = first * 10_007L + Math.round(later.get(first).remove() * 1_000);
    occupy(operator, first, key, now, plan.answers.at(chance.of(key, Chance.Of.ANSWER)));
    return true;
  }

  private int head(int kind) {
    int[] queue = plan.queueOf[kind];
    while (head[kind] < queue.length && startS[queue[head[kind]]] < Double.POSITIVE_INFINITY) {
      head[kind]++;
    }
    return head[kind] < queue.length ? queue[head[kind]] : -1;
  }

  private boolean fits(int one, int operator, double now) {
    return plan.after[plan.topicOf[one]][operator] <= plan.waitedS[one] + now
        && used[operator] + plan.weight[operator][plan.modeOf[one]] <= plan.budget[operator];
  }

  private void take(int one, int operator, double now) {
    startS[one] = now;
    by[one] = operator;
    release(one, now);
    double answer =
        chance.likely()
            ? plan.answers.at(0.5)
            : plan.answers.at(chance.of(plan.keyOf[one], Chance.Of.ANSWER));
    answeredS[one] = now + answer;
    if (one >= plan.waiting || hasLeft(one, now)) {
      return;
    }
    occupy(operator, plan.kindOf(one), plan.keyOf[one], now, answer);
  }

  private void occupy(int operator, int kind, long key, double now, double answer) {
    int weight = plan.weight[operator][kind % QueuePlan.MODES];
    double duration = plan.spreadOf[kind].at(chance.of(key, Chance.Of.DURATION));
    used[operator] += weight;
    asked[operator]++;
    later(now + answer, What.ANSWERED, operator, 0);
    later(now + answer + duration * pace, What.ROOM, operator, weight);
  }

  /** Some leave before their turn: it takes no time then. */
  private boolean hasLeft(int one, double now) {
    return !chance.likely()
        && plan.offeredTo[one] < 0
        && chance.of(plan.keyOf[one], Chance.Of.LEAVING) < 1 - Math.exp(-plan.leavingPerS * now);
  }

  /** The one with the most room of those who may be asked by now. */
  private void wider(int one, double now) {
    if (by[one] >= 0) {
      return;
    }
    int best = -1;
    for (int o = 0; o < plan.operators; o++) {
      boolean free = keptFor[o] < 0 || one <= keptFor[o];
      if (free && asked[o] == 0 && now >= plan.backInS[o] && fits(one, o, now)) {
        best = best < 0 || load(o) < load(best) ? o : best;
      }
    }
    if (best >= 0) {
      take(one, best, now);
      ask(best, now);
    }
  }

  private double load(int operator) {
    return (double) used[operator] / plan.budget[operator];
  }
}
