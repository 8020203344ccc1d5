package org.indiretta.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Hears channels of Redis. After the connection was lost all channels are subscribed to again; what
 * was said meanwhile is lost. All methods may be called from any thread.
 */
public final class RedisSubscriptions implements AutoCloseable {
  /** How many channels are named in one command. */
  static final int CHANNELS = 500;

  private static final Buffer MESSAGE = Buffer.buffer("message");

  private final Context context;
  private final RedisLink link;
  private final Consumer<byte[]> listener;
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();
  private final Counter lost;

  /** What changed and was not said to Redis yet: true to subscribe; guarded by itself. */
  private final Map<String, Boolean> changes = new LinkedHashMap<>();

  private volatile boolean hearing;

  /** How many channels Redis says that it tells. */
  private volatile long heard;

  private RedisConnection connection;
  private int unconfirmed;

  /**
   * Starts to connect.
   *
   * @param listener hears what is said in any of the channels, on one event loop and in the order
   *     of Redis, with {@link RedisPublications#BETWEEN} between texts that one server said
   *     together; must not block
   */
  public RedisSubscriptions(RedisClient client, MeterRegistry registry, Consumer<byte[]> listener) {
    this.context = client.vertx().getOrCreateContext();
    this.listener = listener;
    this.lost = registry.counter("indiretta.bus.lost", "link", "subscriptions");
    Gauge _ =
        Gauge.builder("indiretta.bus.connected", () -> hearing ? 1 : 0)
            .tag("link", "subscriptions")
            .register(registry);
    Gauge _ =
        Gauge.builder("indiretta.bus.channels", wanted::size)
            .tag("state", "wanted")
            .register(registry);
    Gauge _ =
        Gauge.builder("indiretta.bus.channels", () -> heard)
            .tag("state", "heard")
            .register(registry);
    link = new RedisLink(client, "subscriptions", context, new Holding());
    link.start();
  }

  /** Whether every channel that was wanted when the connection came is heard. */
  public boolean isHearing() {
    return hearing;
  }

  /** Hears this channel from soon on. */
  public void add(String channel) {
    wanted.add(channel);
    changed(channel, true);
  }

  /** No longer hears this channel. */
  public void remove(String channel) {
    wanted.remove(channel);
    changed(channel, false);
  }

  private void changed(String channel, boolean subscribe) {
    boolean first;
    synchronized (changes) {
      first = changes.isEmpty();
      changes.put(channel, subscribe);
    }
    if (first) {
      context.runOnContext(nothing -> flush());
    }
  }

  /** Subscribing twice, or ending what never was, does no harm in Redis. */
  private void flush() {
    List<String> more = new ArrayList<>();
    List<String> less = new ArrayList<>();
    synchronized (changes) {
      changes.forEach((channel, subscribe) -> (subscribe ? more : less).add(channel));
      changes.clear();
    }
    if (connection != null) {
      say(connection, Command.UNSUBSCRIBE, less);
      say(connection, Command.SUBSCRIBE, more);
    }
  }

  private void say(RedisConnection to, Command command, List<String> channels) {
    for (int from = 0; from < channels.size(); from += CHANNELS) {
      Request request = Request.cmd(command);
      channels.subList(from, Math.min(channels.size(), from + CHANNELS)).forEach(request::arg);
      to.send(request).onFailure(cause -> link.lost(to, cause));
    }
  }

  @Override
  public void close() {
    link.close();
  }

  private final class Holding implements RedisLink.Holder {
    @Override
    public void up(RedisConnection now) {
      connection = now;
      List<String> all = List.copyOf(wanted);
      unconfirmed = all.size();
      hearing = all.isEmpty();
      say(now, Command.SUBSCRIBE, all);
    }

    /**
     * By subscribing once more to a channel, which Redis confirms. Not by PING: the driver takes a
     * push for the answer to what was asked before it.
     */
    @Override
    public void ask(RedisConnection now) {
      wanted.stream().findFirst().ifPresent(any -> say(now, Command.SUBSCRIBE, List.of(any)));
    }

    @Override
    public void down() {
      connection = null;
      hearing = false;
      heard = 0;
      lost.increment();
    }

    /** Redis answers in order: what was wanted when the connection came is confirmed first. */
    private void confirmed(long channels) {
      heard = channels;
      unconfirmed = Math.max(0, unconfirmed - 1);
      hearing = unconfirmed == 0;
    }

    @Override
    public void heard(Response push) {
      if (push.size() != 3) {
        return;
      }
      Buffer what = push.get(0).toBuffer();
      if (what.equals(MESSAGE)) {
        listener.accept(push.get(2).toBytes());
        return;
      }
      switch (what.toString(UTF_8)) {
        case "subscribe" -> confirmed(push.get(2).toLong());
        case "unsubscribe" -> heard = push.get(2).toLong();
        default -> {
          // a newer Redis may say more
        }
      }
    }
  }
}
