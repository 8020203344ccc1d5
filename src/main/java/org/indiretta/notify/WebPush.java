package org.indiretta.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices to the browsers of staff (RFC 8030), encrypted to each of them (RFC 8291) and signed by
 * this installation (RFC 8292). Each is sent once: what a push service does not take now is too
 * late a minute after.
 */
public final class WebPush {
  /** The most browsers of one person; the oldest goes for a new one. */
  public static final int MOST_BROWSERS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(WebPush.class);

  private final SqlPush sql;
  private final Clock clock;
  private final Outbound outbound;
  private final URI contact;
  private Future<Vapid> vapid;

  /** One browser of a person. */
  public record Browser(UUID id, PushSubscription subscription, Instant createdAt) {}

  /**
   * @param contact the address of this installation; said to push services if it is https
   */
  public WebPush(Database database, Clock clock, Outbound outbound, URI contact) {
    this.sql = new SqlPush(database);
    this.clock = clock;
    this.outbound = outbound;
    this.contact = "https".equals(contact.getScheme()) ? contact : null;
  }

  /** What a browser subscribes with, in base64url; made at the first call and kept for good. */
  public Future<String> publicKey() {
    return vapid().map(Vapid::publicKey);
  }

  /** This browser gets the person's notices from now on. */
  public Future<Void> subscribe(OperatorId operator, PushSubscription subscription) {
    return sql.subscribe(operator, subscription, MOST_BROWSERS, clock.now());
  }

  /** The browsers that get this person's notices. */
  public Future<List<Browser>> of(OperatorId operator) {
    return sql.of(operator);
  }

  /** False when it is none of this person's. */
  public Future<Boolean> remove(OperatorId operator, UUID browser) {
    return sql.remove(operator, browser);
  }

  /**
   * Sends to all browsers of a person; how many push services took it. A browser that is gone is
   * forgotten; anything else that goes wrong is logged and not tried again.
   *
   * @param text at most {@link PushMessage#TEXT_BYTES} bytes of UTF-8
   * @param goodFor how long the push service keeps it for a browser that is off
   */
  public Future<Integer> send(OperatorId operator, String text, Duration goodFor) {
    return Future.all(vapid(), sql.of(operator))
        .compose(
            ready -> {
              Vapid own = ready.resultAt(0);
              List<Browser> browsers = ready.resultAt(1);
              return Future.join(
                      browsers.stream().map(to -> sent(own, operator, to, text, goodFor)).toList())
                  .map(all -> (int) all.<Boolean>list().stream().filter(took -> took).count());
            });
  }

  private Future<Boolean> sent(
      Vapid own, OperatorId operator, Browser to, String text, Duration goodFor) {
    URI endpoint = to.subscription().endpoint();
    return Future.succeededFuture()
        .compose(
            now -> {
              try {
                Map<String, String> headers =
                    Map.of(
                        "Authorization",
                        own.authorization(endpoint, clock.now()),
                        "Content-Encoding",
                        "aes128gcm",
                        "Content-Type",
                        "application/octet-stream",
                        "TTL",
                        Long.toString(goodFor.toSeconds()),
                        "Urgency",
                        "high");
                return outbound.post(
                    endpoint,
                    headers,
                    PushMessage.encrypted(to.subscription(), text.getBytes(UTF_8)));
              } catch (GeneralSecurityException e) {
                return Future.failedFuture(e);
              }
            })
        .compose(answer -> taken(operator, to, answer.status()))
        .recover(
            fault -> {
              notTaken(to, fault.toString());
              return Future.succeededFuture(false);
            });
  }

  /** 404 and 410: the browser no longer wants any (RFC 8030, 7.3). */
  private Future<Boolean> taken(OperatorId operator, Browser to, int status) {
    if (status >= 200 && status < 300) {
      return Future.succeededFuture(true);
    }
    if (status == 404 || status == 410) {
      return sql.remove(operator, to.id()).map(false);
    }
    notTaken(to, "answered " + status);
    return Future.succeededFuture(false);
  }

  private static void notTaken(Browser to, String why) {
    LOG.atWarn()
        .addKeyValue("browser", to.id())
        .addKeyValue("host", to.subscription().endpoint().getHost())
        .addKeyValue("why", why)
        .log("a push service did not take a notice");
  }

  /** Read once; after a fault it is read again. */
  private synchronized Future<Vapid> vapid() {
    if (vapid == null || vapid.failed()) {
      vapid =
          sql.key()
              .compose(
                  there ->
                      there.isPresent()
                          ? Future.succeededFuture(there.get())
                          : Future.succeededFuture().compose(now -> made()))
              .map(this::vapid);
    }
    return vapid;
  }

  private Future<Vapid.Stored> made() {
    try {
      return sql.key(Vapid.Stored.next(), clock.now());
    } catch (GeneralSecurityException e) {
      return Future.failedFuture(e);
    }
  }

  private Vapid vapid(Vapid.Stored stored) {
    try {
      return new Vapid(stored, contact);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key pair for notices cannot be read", e);
    }
  }
}
