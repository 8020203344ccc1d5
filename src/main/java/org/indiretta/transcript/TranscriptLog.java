package org.indiretta.transcript;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.indiretta.identity.ConsultationId;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/**
 * Appends entries by group commit: while a commit is under way the next entries gather, and one
 * transaction takes them all. Entries of one consultation keep the order in which they were given:
 * when one of them is refused for now, so are those behind it, and what its sender writes later
 * until it comes again ({@link Turns}); a consultation whose row is locked by somebody else waits
 * in its own lane and holds up nobody.
 *
 * <p>Safe for any thread. The SQL runs on the context that made this object.
 */
public final class TranscriptLog {
  /** How long a lane waits before it asks for a locked row again, in milliseconds. */
  private static final long LOCKED_PAUSE_MS = 5;

  private final Vertx vertx;
  private final Context context;
  private final SqlAppend sql;
  private final Clock clock;
  private final AppendMetrics metrics;
  private final AppendQueue queue;
  private final long answerNanos;
  private final AtomicBoolean flushAsked = new AtomicBoolean();
  private final AtomicBoolean watching = new AtomicBoolean();

  /**
   * Makes the log; the context of the caller is the one that commits.
   *
   * @param database the pool of {@link AppendLimits#pool()}, used by nobody else
   */
  public TranscriptLog(
      Vertx vertx, Database database, Clock clock, AppendLimits limits, MeterRegistry registry) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.sql = new SqlAppend(database, limits.answerMs());
    this.clock = clock;
    this.metrics = new AppendMetrics(registry);
    this.queue = new AppendQueue(limits);
    this.answerNanos = TimeUnit.MILLISECONDS.toNanos(limits.answerMs());
    var _ = registry.gauge("indiretta.append.queued", queue, AppendQueue::size);
  }

  /** The same for what came by no connection, and keeps no order when it is refused. */
  public Future<Appended> append(Append append) {
    return append(append, null);
  }

  /**
   * Completes after the commit (P1), in the order of {@code seq}, on the caller's context, within
   * {@link AppendLimits#answerMs}. Expected refusals are values; after UNAVAILABLE the entry may
   * still have been committed, and a retry with the same id finds out (P3). A failure is a fault.
   *
   * @param connection by which it came: what one person sends by one keeps its order
   */
  public Future<Appended> append(Append append, String connection) {
    Pending pending = new Pending(append, connection, Vertx.currentContext(), System.nanoTime());
    RecentIds.Told told = queue.told(pending);
    if (told != null) {
      return told.body().equals(append.body())
          ? Future.succeededFuture(repeated(told.answer()))
          : refused(Appended.Reason.ID_REUSED);
    }
    return switch (queue.offer(pending)) {
      case FULL, TOO_EARLY -> refused(Appended.Reason.UNAVAILABLE);
      case REUSED -> refused(Appended.Reason.ID_REUSED);
      case JOINED -> pending.answer.future();
      case QUEUED -> {
        askFlush();
        if (watching.compareAndSet(false, true)) {
          watch(pending.askedNanos + answerNanos);
        }
        yield pending.answer.future();
      }
    };
  }

  private Future<Appended> refused(Appended.Reason reason) {
    metrics.refused(reason);
    return Future.succeededFuture(new Appended.Refused(reason));
  }

  private static Appended repeated(Appended answer) {
    return switch (answer) {
      case Appended.Committed done -> new Appended.Committed(done.seq(), done.at(), true);
      case Appended.Refused refusal -> refusal;
    };
  }

  // ── commits ────────────────────────────────────────────────────────────────────────────────────

  /** At the end of this turn of the event loop: what other sockets bring in it comes along. */
  private void askFlush() {
    if (flushAsked.compareAndSet(false, true)) {
      context.runOnContext(v -> flush());
    }
  }

  private void flush() {
    flushAsked.set(false);
    for (List<Pending> batch = queue.takeBatch(); !batch.isEmpty(); batch = queue.takeBatch()) {
      metrics.batch(batch.size());
      Instant at = clock.now().truncatedTo(ChronoUnit.MILLIS);
      var _ = BatchRun.run(sql, batch, at).onSuccess(this::settle);
    }
  }

  private void settle(Map<Pending, BatchRun.Outcome> outcomes) {
    List<Pending> locked = new ArrayList<>();
    AnswerRound round = new AnswerRound();
    outcomes.forEach(
        (pending, outcome) -> {
          switch (outcome) {
            case BatchRun.Outcome.Locked _ -> locked.add(pending);
            case BatchRun.Outcome.Answered answered -> answer(round, pending, answered.answer());
            case BatchRun.Outcome.Fault fault -> fail(round, pending, fault.cause());
          }
        });
    Set<Lane> paused = queue.batchEnded(outcomes.keySet(), locked);
    refuseBehind(round, outcomes);
    flush();
    if (!paused.isEmpty()) {
      metrics.locked(locked.size());
      long _ = vertx.setTimer(LOCKED_PAUSE_MS, timer -> resume(paused));
    }
    round.tell();
  }

  /** Who wrote several at once reads them in that order, also when the first was refused. */
  private void refuseBehind(AnswerRound round, Map<Pending, BatchRun.Outcome> outcomes) {
    Map<Appended.Reason, Set<ConsultationId>> away = new EnumMap<>(Appended.Reason.class);
    outcomes.forEach(
        (pending, outcome) -> {
          if (outcome instanceof BatchRun.Outcome.Answered(Appended.Refused(var why))
              && why.isAway()) {
            var _ =
                away.computeIfAbsent(why, key -> new HashSet<>())
                    .add(pending.append.consultation());
          }
        });
    away.forEach((why, consultations) -> refuseAll(round, consultations, why));
  }

  private void refuseAll(
      AnswerRound round, Set<ConsultationId> consultations, Appended.Reason why) {
    Appended refused = new Appended.Refused(why);
    queue.allOf(consultations).forEach(pending -> answer(round, pending, refused));
  }

  private void resume(Set<Lane> paused) {
    queue.release(paused);
    askFlush();
  }

  private void answer(AnswerRound round, Pending pending, Appended answer) {
    if (queue.answered(pending, answer)) {
      metrics.answered(answer, System.nanoTime() - pending.askedNanos);
      round.add(pending, p -> p.answer.complete(answer));
      pending.retries.forEach(retry -> round.add(retry, p -> p.answer.complete(repeated(answer))));
    }
  }

  private void fail(AnswerRound round, Pending pending, Throwable cause) {
    if (queue.answered(pending, null)) {
      round.add(pending, p -> p.answer.fail(cause));
      pending.retries.forEach(retry -> round.add(retry, p -> p.answer.fail(cause)));
    }
  }

  // ── deadlines ──────────────────────────────────────────────────────────────────────────────────

  private void watch(long deadlineNanos) {
    long ms = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    long _ =
        vertx.setTimer(Math.max(1, ms + 1), timer -> context.runOnContext(v -> refuseOverdue()));
  }

  private void refuseOverdue() {
    AnswerRound round = new AnswerRound();
    Set<ConsultationId> late = queue.overdue(System.nanoTime() - answerNanos);
    if (!late.isEmpty()) {
      refuseAll(round, late, Appended.Reason.UNAVAILABLE);
    }
    round.tell();
    Long oldest = queue.oldestNanos();
    if (oldest != null) {
      watch(oldest + answerNanos);
      return;
    }
    watching.set(false);
    if (queue.oldestNanos() != null && watching.compareAndSet(false, true)) {
      watch(System.nanoTime());
    }
  }
}
