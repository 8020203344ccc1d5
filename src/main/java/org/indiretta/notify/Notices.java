package org.indiretta.notify;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.indiretta.identity.NoticeId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Queries;
import org.indiretta.telemetry.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps notices in PostgreSQL until they are delivered, so that neither a restart nor a mail server
 * that is away loses one. Nodes may run it together: who tries a notice has it for {@link #LEASE}.
 * Once it is over, its address and text are erased.
 */
public final class Notices implements Notifier {
  /** How long a notice is tried. */
  static final Duration KEPT_TRYING = Duration.ofDays(3);

  /** How long after the first failed try the next one is; it doubles. */
  static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

  /** The longest pause between two tries. */
  static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** Longer than any try takes, with all of SMTP's time-outs in a row. */
  static final Duration LEASE = Duration.ofMinutes(5);

  /** How many are tried at once, per server. */
  static final int AT_ONCE = 4;

  /** How long it is known how a notice ended. */
  static final Duration KNOWN = Duration.ofDays(30);

  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  private final Database database;
  private final SqlNotices sql;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Map<Notice.Kind, Channel> channels = new EnumMap<>(Notice.Kind.class);
  private volatile Instant forgetAt = Instant.MIN;

  /** How a notice stands. */
  public enum Standing {
    /** It is tried, or will be. */
    WAITING,
    /** The other side took it. */
    SENT,
    /** It was refused for good, or nobody took it for {@link Notices#KEPT_TRYING}. */
    GIVEN_UP
  }

  /** Without channels: each is added before the first {@link #sweep}. */
  public Notices(Database database, Clock clock, MeterRegistry meters) {
    this.database = database;
    this.sql = new SqlNotices();
    this.clock = clock;
    this.meters = meters;
  }

  /** Mail goes through this server. */
  public void mailBy(SmtpSettings settings, OutboundAllow allow) {
    channels.put(Notice.Kind.MAIL, new SmtpChannel(settings, allow, clock));
  }

  /** Short messages go through this gateway. */
  public void smsBy(SmsSettings settings, Outbound outbound) {
    channels.put(Notice.Kind.SMS, new SmsGateway(settings, outbound));
  }

  @Override
  public boolean sends(Notice.Kind kind) {
    return channels.containsKey(kind);
  }

  @Override
  public Future<NoticeId> keep(Queries on, Notice notice) {
    return sql.insert(on, notice, clock.now());
  }

  /**
   * Tries what is due, and again while there is more; and forgets, each {@link #FORGET_EVERY}, how
   * those ended that ended long ago. Called about once a second, never while the one before is
   * under way.
   */
  public Future<Void> sweep() {
    Instant now = clock.now();
    Future<Void> forgotten = Future.succeededFuture();
    if (!now.isBefore(forgetAt)) {
      forgetAt = now.plus(FORGET_EVERY);
      forgotten = sql.forget(database, now.minus(KNOWN));
    }
    return channels.isEmpty() ? forgotten : forgotten.compose(done -> send(now));
  }

  private Future<Void> send(Instant now) {
    return sql.take(database, channels.keySet(), now, now.plus(LEASE), AT_ONCE)
        .compose(
            taken ->
                Future.join(taken.stream().map(this::tried).toList())
                    .compose(
                        all ->
                            taken.size() < AT_ONCE
                                ? Future.<Void>succeededFuture()
                                : send(clock.now())));
  }

  private Future<Void> tried(SqlNotices.Due due) {
    Channel channel = channels.get(due.notice().kind());
    return channel
        .deliver(due.id(), due.notice())
        .recover(fault -> Future.succeededFuture(new Channel.Tried.Later(fault.toString())))
        .compose(
            tried ->
                switch (tried) {
                  case Channel.Tried.Taken _ -> ended(due, Standing.SENT, "");
                  case Channel.Tried.Never(String why) -> ended(due, Standing.GIVEN_UP, why);
                  case Channel.Tried.Later(String why) -> later(due, why);
                });
  }

  private Future<Void> later(SqlNotices.Due due, String why) {
    Instant next = clock.now().plus(pause(due.tries()));
    if (next.isAfter(due.createdAt().plus(KEPT_TRYING))) {
      return ended(due, Standing.GIVEN_UP, why);
    }
    LOG.atWarn()
        .addKeyValue("notice", due.id())
        .addKeyValue("kind", due.notice().kind())
        .addKeyValue("tries", due.tries())
        .addKeyValue("why", why)
        .log("a notice could not be sent yet");
    count(due, "later");
    return sql.later(database, due.id(), next);
  }

  private Future<Void> ended(SqlNotices.Due due, Standing how, String why) {
    if (how == Standing.GIVEN_UP) {
      LOG.atError()
          .addKeyValue("notice", due.id())
          .addKeyValue("kind", due.notice().kind())
          .addKeyValue("tries", due.tries())
          .addKeyValue("why", why)
          .log("a notice was given up");
    }
    count(due, how.name().toLowerCase(Locale.ROOT));
    return sql.end(database, due.id(), how, clock.now());
  }

  /** How long after that many tries the next one comes. */
  static Duration pause(int tries) {
    Duration pause = FIRST_PAUSE;
    for (int n = 1; n < tries && pause.compareTo(LONGEST_PAUSE) < 0; n++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void count(SqlNotices.Due due, String result) {
    meters
        .counter(
            "indiretta_notices",
            List.of(
                Tag.of("kind", due.notice().kind().name().toLowerCase(Locale.ROOT)),
                Tag.of("result", result)))
        .increment();
  }
}
