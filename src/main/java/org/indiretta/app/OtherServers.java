package org.indiretta.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.indiretta.bus.Bus;
import org.indiretta.bus.News;

/**
 * For a server that is cut off from PostgreSQL and from Redis at once, and so hears from nobody
 * that another one is answered: it asks {@code /readyz} at the public address, as people reach it.
 * When the balancer finds a server there that is ready, the connections here are told as if that
 * one had said so over Redis. A public address that cannot be reached from here leaves all as it
 * is.
 */
final class OtherServers {
  /** How often it is looked, in milliseconds. */
  static final long LOOK_EVERY_MS = 1_000;

  /** How long the public address may take for its answer, in milliseconds. */
  static final int ANSWER_MS = 1_000;

  /** The longest answer that is read, in bytes: that of {@link Health} is shorter. */
  static final int ANSWER_BYTES = 64;

  private final HttpClient client;
  private final RequestOptions question;
  private final int answerMs;
  private final Supplier<Future<Void>> database;
  private final Bus bus;

  /**
   * Asks nothing yet.
   *
   * @param address where people reach the city
   * @param database asks PostgreSQL something small; fails within 2 s when it is away
   */
  OtherServers(Vertx vertx, URI address, Supplier<Future<Void>> database, Bus bus) {
    this(vertx, address, database, bus, ANSWER_MS);
  }

  /** The same with another limit than {@link #ANSWER_MS}. */
  OtherServers(Vertx vertx, URI address, Supplier<Future<Void>> database, Bus bus, int answerMs) {
    this.answerMs = answerMs;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(answerMs).setKeepAlive(false));
    this.question =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(address.resolve("/readyz").toString())
            .setTimeout(answerMs);
    this.database = database;
    this.bus = bus;
  }

  /**
   * One look; the next only after it ended ({@link Periodic}). PostgreSQL is asked once more when
   * another server is ready: where it came back for all of them, nobody has to go.
   */
  Future<Void> look() {
    return database
        .get()
        .recover(
            away ->
                ask()
                    .compose(ready -> ready ? database.get().recover(stillAway -> say()) : done()));
  }

  private Future<Void> say() {
    bus.publishHere(new News.DatabaseAnswers());
    return done();
  }

  private static Future<Void> done() {
    return Future.succeededFuture();
  }

  /** Whether the balancer leads to a server that is ready. */
  private Future<Boolean> ask() {
    return client
        .request(question)
        .compose(
            request ->
                request
                    .send()
                    .compose(OtherServers::isReady)
                    .eventually(() -> request.connection().close()))
        .timeout(2L * answerMs, TimeUnit.MILLISECONDS)
        .otherwise(false);
  }

  /** What stands before the servers may answer everything with a page of its own, and with 200. */
  private static Future<Boolean> isReady(HttpClientResponse answer) {
    Promise<Boolean> said = Promise.promise();
    Buffer body = Buffer.buffer();
    answer
        .handler(
            part -> {
              if (body.length() + part.length() > ANSWER_BYTES) {
                said.tryComplete(false);
              } else {
                body.appendBuffer(part);
              }
            })
        .exceptionHandler(said::tryFail)
        .endHandler(end -> said.tryComplete(Health.isReady(answer.statusCode(), body.toString())));
    return said.future();
  }
}
