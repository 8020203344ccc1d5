package org.indiretta.bus;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.indiretta.redis.RedisClient;
import org.indiretta.redis.RedisUrl;
import org.indiretta.telemetry.Stopwatch;

/** A node's bus on a real Redis, with its meters. */
public final class RedisNode implements AutoCloseable {
  static final String INSTALLATION = "rivalago";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** What listeners and publishers of this node use. */
  public final RedisBus bus;

  /** Of the one installation there is. */
  public RedisNode(Vertx vertx, String url) {
    this(vertx, url, INSTALLATION, Optional.empty());
  }

  RedisNode(Vertx vertx, String url, String installation, Optional<KeyStore> trusted) {
    RedisClient redis = new RedisClient(vertx, RedisUrl.parse(url), trusted);
    bus = new RedisBus(vertx, redis, installation, meters);
  }

  /** Waits until it tells and hears the others. */
  @CanIgnoreReturnValue
  public RedisNode connected() {
    until(PATIENCE, this::isConnected);
    settled();
    return this;
  }

  /** Whether it tells and hears the others. */
  public boolean isConnected() {
    return links() == 2;
  }

  /** How many of its two links to Redis are there: one tells, one hears. */
  double links() {
    return meters.find("indiretta.bus.connected").gauges().stream()
        .mapToDouble(gauge -> gauge.value())
        .sum();
  }

  /** Waits until Redis has taken every subscription. */
  public void settled() {
    until(PATIENCE, () -> channels("wanted") == channels("heard"));
  }

  double channels(String state) {
    return meters.get("indiretta.bus.channels").tag("state", state).gauge().value();
  }

  double count(String name, String... tags) {
    return meters.get(name).tags(tags).counter().count();
  }

  double gauge(String name) {
    return meters.get(name).gauge().value();
  }

  @Override
  public void close() {
    bus.close();
  }

  /** Looks until it is so; at most for this long. */
  public static void until(Duration limit, BooleanSupplier so) {
    Stopwatch watch = Stopwatch.start();
    while (!so.getAsBoolean()) {
      watch.assertLessThan(limit);
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }
}
