package org.indiretta.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says things in channels of Redis, in the order they were given by each thread. The circuit opens
 * when Redis is away or does not answer in time: from then on, until it is back, everything is
 * dropped at once and counted. Nobody ever waits; all methods may be called from any thread.
 */
public final class RedisPublications implements AutoCloseable {
  /** How many publications wait for Redis at most. */
  static final int WAITING = 10_000;

  /** And how many bytes they have together: 8 MiB. */
  static final int WAITING_BYTES = 8_388_608;

  /** How many are sent together. */
  static final int BATCH = 200;

  /** And from how many bytes on no more are put to them. */
  static final int BATCH_BYTES = 262_144;

  /** How many batches are on their way at once. */
  static final int BATCHES = 4;

  /** What stands between two texts that are sent as one; neither has it in itself. */
  public static final byte BETWEEN = '\n';

  /** One thing to say. */
  private static final class Publication {
    private final String channel;
    private final byte[] text;

    private Publication(String channel, byte[] text) {
      this.channel = channel;
      this.text = text;
    }
  }

  private final Context context;
  private final RedisLink link;
  private final ConcurrentLinkedQueue<Publication> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger bytes = new AtomicInteger();
  private final AtomicBoolean flushing = new AtomicBoolean();
  private final Counter published;
  private final Counter away;
  private final Counter full;
  private final Counter refused;
  private final Counter lost;
  private volatile RedisConnection open;
  private int underWay;

  /** Starts to connect; what is said before that is dropped. */
  public RedisPublications(RedisClient client, MeterRegistry registry) {
    context = client.vertx().getOrCreateContext();
    published = registry.counter("indiretta.bus.published");
    away = registry.counter("indiretta.bus.dropped", "reason", "away");
    full = registry.counter("indiretta.bus.dropped", "reason", "full");
    refused = registry.counter("indiretta.bus.dropped", "reason", "refused");
    lost = registry.counter("indiretta.bus.lost", "link", "publications");
    Gauge _ =
        Gauge.builder("indiretta.bus.connected", () -> isOpen() ? 1 : 0)
            .tag("link", "publications")
            .register(registry);
    Gauge _ = Gauge.builder("indiretta.bus.waiting", count::get).register(registry);
    link = new RedisLink(client, "publications", context, new Holding());
    link.start();
  }

  /** Whether what is said now is on its way to Redis. */
  public boolean isOpen() {
    return open != null;
  }

  /** Counts something that was not even written because it would have been dropped. */
  public void missed() {
    away.increment();
  }

  /**
   * Says it, or drops and counts it; returns at once.
   *
   * @param json without a line break in it
   */
  public void publish(String channel, byte[] json) {
    if (open == null) {
      away.increment();
    } else if (count.get() >= WAITING || bytes.get() + json.length > WAITING_BYTES) {
      full.increment();
    } else {
      waiting.add(new Publication(channel, json));
      count.incrementAndGet();
      bytes.addAndGet(json.length);
      if (flushing.compareAndSet(false, true)) {
        context.runOnContext(nothing -> flush());
      }
    }
  }

  private void flush() {
    flushing.set(false);
    RedisConnection connection = open;
    if (connection == null) {
      drop();
      return;
    }
    while (underWay < BATCHES) {
      Batch batch = batch();
      if (batch.size() == 0) {
        return;
      }
      underWay++;
      link.answered(connection, connection.batch(batch.requests()))
          .onSuccess(answers -> published.increment(batch.size()))
          .onFailure(failed -> refused.increment(batch.size()))
          .onComplete(done -> answered(connection));
    }
  }

  @SuppressWarnings("ReferenceEquality") // this very connection
  private void answered(RedisConnection connection) {
    if (open == connection) {
      underWay--;
      flush();
    }
  }

  /** What is sent together: so many publications in perhaps fewer requests. */
  private record Batch(List<Request> requests, int size) {}

  private Batch batch() {
    List<Request> requests = new ArrayList<>();
    int publications = 0;
    int size = 0;
    while (requests.size() < BATCH && size < BATCH_BYTES) {
      Publication first = taken();
      if (first == null) {
        break;
      }
      List<byte[]> texts = together(first);
      byte[] text = texts.size() == 1 ? first.text : joined(texts);
      publications += texts.size();
      size += text.length;
      requests.add(Request.cmd(Command.PUBLISH).arg(first.channel).arg(text));
    }
    return new Batch(requests, publications);
  }

  /** In a row to the same channel, as when somebody writes quickly, they are one to Redis. */
  private List<byte[]> together(Publication first) {
    List<byte[]> texts = new ArrayList<>();
    texts.add(first.text);
    int size = first.text.length;
    while (size < BATCH_BYTES && isNextTo(first.channel)) {
      byte[] text = taken().text;
      texts.add(text);
      size += text.length;
    }
    return texts;
  }

  private static byte[] joined(List<byte[]> texts) {
    int size = texts.size() - 1;
    for (byte[] text : texts) {
      size += text.length;
    }
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] text : texts) {
      System.arraycopy(text, 0, all, at, text.length);
      at += text.length;
      if (at < size) {
        all[at++] = BETWEEN;
      }
    }
    return all;
  }

  private boolean isNextTo(String channel) {
    Publication next = waiting.peek();
    return next != null && next.channel.equals(channel);
  }

  private Publication taken() {
    Publication next = waiting.poll();
    if (next != null) {
      count.decrementAndGet();
      bytes.addAndGet(-next.text.length);
    }
    return next;
  }

  /** What waited is dropped: later it would be old, and the sweep has found it by then. */
  private void drop() {
    while (taken() != null) {
      away.increment();
    }
  }

  @Override
  public void close() {
    link.close();
  }

  private final class Holding implements RedisLink.Holder {
    @Override
    public void up(RedisConnection connection) {
      underWay = 0;
      open = connection;
    }

    @Override
    public void down() {
      open = null;
      lost.increment();
      drop();
    }

    @Override
    public void ask(RedisConnection connection) {
      connection.send(Request.cmd(Command.PING)).onComplete(answer -> link.heard(), gone -> {});
    }

    @Override
    public void heard(Response push) {
      // nothing was subscribed to here
    }
  }
}
