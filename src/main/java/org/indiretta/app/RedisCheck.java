package org.indiretta.app;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.indiretta.redis.RedisAway;
import org.indiretta.redis.RedisClient;

/** Looks whether the Redis between several servers answers; one server alone needs none. */
final class RedisCheck {
  private static final String ABOUT = "redis";

  private RedisCheck() {}

  /** Asks; blocks for 5 s at most. */
  static Finding look(RedisSettings redis) {
    String where = redis.url().toString();
    Vertx vertx = Vertx.vertx();
    try {
      Duration took = new RedisClient(vertx, redis.url(), redis.trusted()).ping().await();
      return Finding.ok(ABOUT, "%s answers in %.1f ms".formatted(where, took.toNanos() / 1e6));
    } catch (RedisAway e) {
      return Finding.wrong(
          ABOUT,
          "%s: %s. Look whether it runs, with rediss:// by TLS, and at redis.url and redis.ca; until it answers, calls between people on different servers are refused"
              .formatted(where, e.getMessage()));
    } finally {
      vertx.close().await();
    }
  }
}
