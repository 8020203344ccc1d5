package org.indiretta.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.indiretta.redis.RedisClient.Opened;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis that is made again whenever it ends, and that is given up when Redis does
 * not answer within {@link RedisClient#ANSWER_MS}. Everything happens on one event loop.
 */
final class RedisLink implements AutoCloseable {
  /** How often it is asked whether it is there, in milliseconds. */
  static final int ASK_EVERY_MS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

  private final RedisClient client;
  private final Vertx vertx;
  private final Context context;
  private final String name;
  private final Holder holder;
  private final Backoff backoff = new Backoff(ThreadLocalRandom.current());
  private Opened opened;
  private boolean told;

  /** Since when an answer is expected, in nanoseconds; 0: none is. */
  private long askedAt;

  private volatile boolean closed;

  /** Who uses the connection; called on the link's event loop. */
  interface Holder {
    /** It is there: greeted and signed in. */
    void up(RedisConnection connection);

    /** It ended; told once. */
    void down();

    /** Makes Redis say something, which comes to {@link RedisLink#heard} or {@link #heard}. */
    void ask(RedisConnection connection);

    /** Redis said something by itself. */
    void heard(Response push);
  }

  /**
   * @param name for the log
   */
  RedisLink(RedisClient client, String name, Context context, Holder holder) {
    this.client = client;
    this.vertx = client.vertx();
    this.context = context;
    this.name = name;
    this.holder = holder;
  }

  /** Connects, and goes on doing so. */
  void start() {
    context.runOnContext(
        nothing -> {
          vertx.setPeriodic(ASK_EVERY_MS, this::look);
          connect();
        });
  }

  private void connect() {
    if (closed) {
      return;
    }
    client.connect().onSuccess(this::connected).onFailure(this::again);
  }

  private void connected(Opened now) {
    if (closed) {
      now.close();
      return;
    }
    opened = now;
    askedAt = 0;
    RedisConnection connection = now.connection();
    connection
        .handler(
            push -> {
              heard();
              holder.heard(push);
            })
        .exceptionHandler(cause -> lost(connection, cause))
        .endHandler(end -> lost(connection, new RedisAway("the connection ended")));
    if (told) {
      LOG.atInfo().addKeyValue("link", name).addKeyValue("redis", client.url()).log("back");
      told = false;
    }
    holder.up(connection);
  }

  /**
   * Gives this connection up: Redis ended it or did not answer. Does nothing when another one took
   * its place.
   */
  @SuppressWarnings("ReferenceEquality") // this very connection
  void lost(RedisConnection connection, Throwable cause) {
    if (opened == null || opened.connection() != connection) {
      return;
    }
    Opened ended = opened;
    opened = null;
    ended.close();
    holder.down();
    again(cause);
  }

  /** The log says it once, however long Redis is away. */
  private void again(Throwable cause) {
    if (closed) {
      return;
    }
    if (!told) {
      LOG.atWarn()
          .addKeyValue("link", name)
          .addKeyValue("redis", client.url())
          .addKeyValue("why", RedisAway.of(cause).getMessage())
          .log("Redis is away; what is stored goes on");
      told = true;
    }
    vertx.setTimer(backoff.nextMs(), timer -> connect());
  }

  private void look(long timer) {
    if (closed) {
      vertx.cancelTimer(timer);
    } else if (opened != null) {
      long now = System.nanoTime();
      if (askedAt == 0) {
        backoff.reset();
        askedAt = now;
      } else if (now - askedAt > TimeUnit.MILLISECONDS.toNanos(RedisClient.ANSWER_MS)) {
        lost(opened.connection(), new TimeoutException());
        return;
      }
      holder.ask(opened.connection());
    }
  }

  /** Redis said something: it is there. */
  void heard() {
    askedAt = 0;
  }

  /** Gives the connection up when this answer does not come. */
  <T> Future<T> answered(RedisConnection connection, Future<T> answer) {
    return answer
        .timeout(RedisClient.ANSWER_MS, TimeUnit.MILLISECONDS)
        .onSuccess(answered -> heard())
        .onFailure(
            cause -> {
              // What Redis answers, and be it a refusal, shows that it is there.
              if (!(cause instanceof io.vertx.redis.client.impl.types.ErrorType)) {
                lost(connection, cause);
              }
            });
  }

  @Override
  public void close() {
    closed = true;
    context.runOnContext(
        nothing -> {
          if (opened != null) {
            Opened ended = opened;
            opened = null;
            ended.close();
            holder.down();
          }
        });
  }
}
