package org.indiretta.bench;

import java.util.ArrayDeque;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * One run over all pairs: first a warm-up, then the measured time, then what is on its way arrives
 * and no new message is sent.
 */
final class MessageLoad implements Generator.Load, Tally.Next {
  /**
   * How messages are sent.
   *
   * @param window closed loop: messages each pair keeps on their way; 0 for the open loop
   * @param perSecond open loop: messages a second over all pairs, whatever the server does, with
   *     the latency counted from the time each was meant to be sent
   */
  record Shape(String name, int window, int perSecond) {
    static Shape closed(int window) {
      return new Shape("window " + window, window, 0);
    }

    static Shape open(int perSecond) {
      return new Shape("open loop " + perSecond + "/s", 0, perSecond);
    }

    boolean isOpen() {
      return window == 0;
    }
  }

  private static final long SECOND = 1_000_000_000L;
  private static final long DRAIN_NANOS = 10 * SECOND;
  private static final long RETRY_NANOS = SECOND / 2;
  private static int runs;

  private record Retry(Pair pair, int slot, long dueNanos) {}

  private final List<Pair> pairs;
  private final Shape shape;
  private final Tally tally = new Tally(this);
  private final Histogram lateNanos = new Histogram(60 * SECOND, 3);
  private final Runnable onMeasure;
  private final Runnable onMeasured;
  private final long measureAt;
  private final long endAt;
  private final ArrayDeque<Retry> retries = new ArrayDeque<>();
  private boolean begun;
  private boolean measuring;
  private boolean measured;
  private long onTheirWay;
  private long due;
  private int sent;
  private long overload;

  /**
   * @param onMeasure reads the machine's counters when the measured time begins
   * @param onMeasured reads them again when it ends
   */
  MessageLoad(
      List<Pair> pairs,
      Shape shape,
      double warmUpSeconds,
      double seconds,
      Runnable onMeasure,
      Runnable onMeasured) {
    this.pairs = pairs;
    this.shape = shape;
    this.onMeasure = onMeasure;
    this.onMeasured = onMeasured;
    due = System.nanoTime();
    measureAt = due + (long) (warmUpSeconds * SECOND);
    endAt = measureAt + (long) (seconds * SECOND);
  }

  @Override
  public long turn(long now) {
    if (!begun) {
      begun = true;
      begin(now);
    }
    if (!measuring && now - measureAt >= 0) {
      measuring = true;
      onMeasure.run();
      tally.reset();
      lateNanos.reset();
    }
    sendAgain(now);
    if (now - endAt >= 0) {
      return drain(now);
    }
    if (shape.isOpen()) {
      sendDue(now);
      return AT_ONCE;
    }
    return retries.isEmpty() ? 100 : 10;
  }

  private void begin(long now) {
    runs++;
    for (Pair pair : pairs) {
      pair.begin(runs, tally);
      for (int slot = 0; slot < shape.window(); slot++) {
        send(pair, slot, now);
      }
    }
  }

  private long drain(long now) {
    if (!measured) {
      measured = true;
      onMeasured.run();
    }
    boolean quiet = onTheirWay == 0 || !tally.fault().isEmpty() || now - endAt > DRAIN_NANOS;
    return quiet ? DONE : 20;
  }

  private void sendDue(long now) {
    while (now - due >= 0) {
      Pair pair = pairs.get(sent % pairs.size());
      int slot = sent / pairs.size() % Pair.SLOTS;
      lateNanos.recordValue(Math.min(now - due, 60 * SECOND));
      send(pair, slot, due);
      sent++;
      due += SECOND / shape.perSecond();
    }
  }

  private void send(Pair pair, int slot, long intended) {
    if (pair.send(slot, intended)) {
      onTheirWay++;
    } else {
      overload++;
    }
  }

  @Override
  public void after(Pair pair, int slot, long now) {
    onTheirWay--;
    if (!shape.isOpen() && now - endAt < 0) {
      send(pair, slot, now);
    }
  }

  @Override
  public void later(Pair pair, int slot) {
    retries.add(new Retry(pair, slot, System.nanoTime() + RETRY_NANOS));
  }

  /** All wait equally long, so the first in is the first out. */
  private void sendAgain(long now) {
    while (!retries.isEmpty() && now - retries.peek().dueNanos() >= 0) {
      Retry retry = retries.remove();
      retry.pair().again(retry.slot());
    }
  }

  Tally tally() {
    return tally;
  }

  /** Open loop: how late the generator itself was, in ms; part of the latency. */
  double lateMs(double percentile) {
    return lateNanos.getValueAtPercentile(percentile) / 1e6;
  }

  /** What makes the figures worthless; empty when nothing does. */
  String fault() {
    if (!tally.fault().isEmpty()) {
      return tally.fault();
    }
    if (onTheirWay > 0) {
      return onTheirWay + " never arrived";
    }
    return overload > 0 ? overload + " could not be sent: a slot was still busy" : "";
  }
}
