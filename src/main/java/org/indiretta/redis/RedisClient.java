package org.indiretta.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;

/**
 * Makes connections to one Redis, version 6 or newer (RESP3). Each has a driver of its own, so that
 * closing it closes the socket, also one that is still being greeted.
 */
public final class RedisClient {
  /** How long the way, TLS, greeting and password may take together, in milliseconds. */
  static final int CONNECT_MS = 3_000;

  /** How long Redis may take for an answer until the connection is given up, in milliseconds. */
  static final int ANSWER_MS = 2_000;

  private final Vertx vertx;
  private final RedisUrl url;
  private final Optional<KeyStore> trusted;

  /**
   * Opens nothing yet.
   *
   * @param trusted who vouches for Redis' certificate; empty: those the Java machine knows
   */
  public RedisClient(Vertx vertx, RedisUrl url, Optional<KeyStore> trusted) {
    this.vertx = vertx;
    this.url = url;
    this.trusted = trusted;
  }

  /** A connection and the driver behind it. */
  record Opened(Redis driver, RedisConnection connection) {
    /** Closes it at once, whatever it waits for. */
    void close() {
      driver.close().onFailure(gone -> {});
    }
  }

  /**
   * Asks Redis over a connection of its own; how long the answer took. Fails within 5 s with {@link
   * RedisAway}.
   */
  public Future<Duration> ping() {
    return connect()
        .compose(
            opened -> {
              long asked = System.nanoTime();
              return opened
                  .connection()
                  .send(Request.cmd(Command.PING))
                  .timeout(ANSWER_MS, TimeUnit.MILLISECONDS)
                  .map(pong -> Duration.ofNanos(System.nanoTime() - asked))
                  .onComplete(done -> opened.close());
            })
        .recover(cause -> Future.failedFuture(RedisAway.of(cause)));
  }

  /** A connection that is greeted and signed in; fails within {@link #CONNECT_MS}. */
  Future<Opened> connect() {
    Redis driver = Redis.createClient(vertx, options());
    return driver
        .connect()
        .timeout(CONNECT_MS, TimeUnit.MILLISECONDS)
        .map(connection -> new Opened(driver, connection))
        .onFailure(failed -> driver.close().onFailure(gone -> {}))
        .recover(cause -> Future.failedFuture(RedisAway.of(cause)));
  }

  private RedisOptions options() {
    NetClientOptions net =
        new NetClientOptions().setConnectTimeout(CONNECT_MS).setTcpKeepAlive(true);
    if (url.tls()) {
      net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
      trusted.ifPresent(store -> net.setTrustOptions(trust(store)));
    }
    RedisOptions options =
        new RedisOptions()
            .setConnectionString(url.endpoint())
            .setNetClientOptions(net)
            .setMaxPoolSize(1)
            .setMaxPoolWaiting(1)
            .setPoolCleanerInterval(-1);
    if (!url.password().isEmpty()) {
      options.setPassword(url.password());
    }
    if (!url.user().isEmpty()) {
      options.setUser(url.user());
    }
    return options;
  }

  private static TrustOptions trust(KeyStore store) {
    try {
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      return TrustOptions.wrap(managers.getTrustManagers()[0]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java machine cannot check certificates", e);
    }
  }

  Vertx vertx() {
    return vertx;
  }

  RedisUrl url() {
    return url;
  }
}
