package org.indiretta.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.indiretta.redis.RedisClient;
import org.indiretta.redis.RedisPublications;
import org.indiretta.redis.RedisSubscriptions;

/**
 * The bus of several nodes. Who listens here hears at once, as with {@link LocalBus}, whether Redis
 * is there or not; the other nodes hear through Redis. While it is away what would have been told
 * to them is dropped and counted; they find it in PostgreSQL, and what is never stored is refused
 * ({@link #reaches}, P5). Safe for all threads.
 */
public final class RedisBus implements Bus {
  private final LocalBus local;
  private final NewsWire wire = new NewsWire();
  private final RedisPublications publications;
  private final RedisSubscriptions subscriptions;
  private final Channels channels;
  private final Counter heard;
  private final Counter skipped;

  /**
   * Opens it; connects in the background.
   *
   * @param installation names the channels: the same for all nodes on one database, and for no
   *     others
   */
  public RedisBus(Vertx vertx, RedisClient redis, String installation, MeterRegistry registry) {
    local = new LocalBus(vertx);
    heard = registry.counter("indiretta.bus.heard");
    skipped = registry.counter("indiretta.bus.skipped");
    publications = new RedisPublications(redis, registry);
    subscriptions = new RedisSubscriptions(redis, registry, this::hear);
    channels = new Channels("indiretta:" + installation + ":", subscriptions);
    channels.join(channels.ofAll());
  }

  @Override
  public void publish(News news) {
    local.publishHere(news);
    if (!publications.isOpen()) {
      publications.missed();
    } else if (news instanceof News.Pushed pushed) {
      tellOthers(pushed);
    } else {
      publications.publish(channels.ofAll(), wire.news(news));
    }
  }

  @Override
  public void publishHere(News news) {
    local.publishHere(news);
  }

  private void tellOthers(News.Pushed pushed) {
    channels
        .of(pushed.to())
        .forEach((channel, to) -> publications.publish(channel, wire.pushed(to, pushed.bytes())));
  }

  /** One server says some texts together: all of them are its own. */
  private void hear(byte[] texts) {
    if (wire.isOwn(texts)) {
      return;
    }
    int from = 0;
    for (int at = 0; at < texts.length; at++) {
      if (texts[at] == RedisPublications.BETWEEN) {
        hearOne(texts, from, at);
        from = at + 1;
      }
    }
    hearOne(texts, from, texts.length);
  }

  private void hearOne(byte[] texts, int from, int end) {
    heard.increment();
    wire.read(texts, from, end).ifPresentOrElse(local::publishHere, skipped::increment);
  }

  @Override
  public boolean reaches(Set<Address> to) {
    return isWhole() || to.stream().anyMatch(local::hears);
  }

  /** Whether the other nodes are told and heard now, as far as this one knows. */
  private boolean isWhole() {
    return publications.isOpen() && subscriptions.isHearing();
  }

  @Override
  public Subscription subscribe(Address address, Consumer<News.Pushed> listener) {
    Subscription here = local.subscribe(address, listener);
    String channel = channels.of(address);
    channels.join(channel);
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      here.close();
      if (open.getAndSet(false)) {
        channels.leave(channel);
      }
    };
  }

  @Override
  public Subscription subscribe(Consumer<News> listener) {
    return local.subscribe(listener);
  }

  @Override
  public void close() {
    publications.close();
    subscriptions.close();
  }
}
