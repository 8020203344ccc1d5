package org.indiretta.routing;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Topic;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.presence.Presence;
import org.indiretta.presence.Presences;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/**
 * Reads who waits and who is there, plans ({@link OfferPlan}) and tells the {@link OfferSink}. Runs
 * on every node about once a second and after every change; there is no leader, nodes that plan the
 * same thing race in PostgreSQL and one wins.
 */
public final class Routing {
  /** The most waiting consultations one run looks at. */
  public static final int PLANNED_AT_ONCE = 5_000;

  private final SqlQueue sql;
  private final Presences presences;
  private final Directory directory;
  private final Clock clock;
  private final OfferTimings timings;
  private Future<Snapshot> running = Future.succeededFuture();
  private Future<Snapshot> queued;

  /**
   * Reads on this pool; nothing runs before {@link #run}, and deadlines are read from the clock
   * alone.
   */
  public Routing(
      Database database,
      Presences presences,
      Directory directory,
      Clock clock,
      OfferTimings timings) {
    this.sql = new SqlQueue(database);
    this.presences = presences;
    this.directory = directory;
    this.clock = clock;
    this.timings = timings;
  }

  /** The queue in the order of service and everybody who could serve, as one run saw them. */
  public record Snapshot(List<QueuedConsultation> queue, List<Candidate> candidates) {
    /** How many are served before each one of the queue. */
    public Map<ConsultationId, Integer> ahead() {
      return QueueOrder.ahead(queue, candidates);
    }
  }

  /**
   * One run: everything that should be offered, expired, withdrawn or given back now is told to
   * {@code sink}. While one is under way the next waits for its end, and all who ask meanwhile
   * share that one.
   */
  public synchronized Future<Snapshot> run(OfferSink sink) {
    if (running.isComplete()) {
      running = once(sink);
      return running;
    }
    if (queued == null) {
      queued = running.transform(ended -> next(sink));
    }
    return queued;
  }

  private synchronized Future<Snapshot> next(OfferSink sink) {
    queued = null;
    running = once(sink);
    return running;
  }

  /** The queue and everybody who could serve, read now. */
  public Future<Snapshot> look() {
    Instant now = clock.now();
    return candidates()
        .compose(candidates -> queue(candidates, now).map(q -> new Snapshot(q, candidates)));
  }

  /**
   * The same choice for others who look for an operator: those that are passed to a topic.
   *
   * @param queue in the order of service
   */
  public Future<Void> plan(
      List<QueuedConsultation> queue, List<Candidate> candidates, OfferSink sink) {
    List<OfferPlan.Step> steps = OfferPlan.of(queue, candidates, clock.now(), timings.timeout());
    return inOrder(steps, step -> told(sink, step));
  }

  /** Everybody who could serve, read now. */
  public Future<List<Candidate>> candidates() {
    return presences.all().compose(all -> sql.loads().map(loads -> joined(all, loads)));
  }

  /** How many are served before a consultation at this place. */
  public Future<Integer> ahead(TopicId topic, int lane, Instant since, ConsultationId id) {
    return candidates().compose(all -> sql.ahead(QueueOrder.rivals(topic, all), lane, since, id));
  }

  private Future<Snapshot> once(OfferSink sink) {
    return look().compose(seen -> plan(seen.queue(), seen.candidates(), sink).map(seen));
  }

  /**
   * The whole queue; when it is longer than one run looks at, that of the topics for which somebody
   * is there, so that those who cannot be served hide nobody who can (P9).
   */
  private Future<List<QueuedConsultation>> queue(List<Candidate> candidates, Instant now) {
    Instant pausedSince = now.minus(timings.pause());
    Set<TopicId> all =
        directory.topics().stream().map(Topic::id).collect(Collectors.toUnmodifiableSet());
    return sql.queue(all, pausedSince, PLANNED_AT_ONCE)
        .compose(
            queue -> {
              if (queue.size() < PLANNED_AT_ONCE) {
                return Future.succeededFuture(queue);
              }
              Set<TopicId> served =
                  candidates.stream()
                      .flatMap(candidate -> candidate.levels().keySet().stream())
                      .filter(topic -> !QueueOrder.thereFor(topic, candidates).isEmpty())
                      .collect(Collectors.toUnmodifiableSet());
              return sql.queue(served, pausedSince, PLANNED_AT_ONCE);
            });
  }

  private static Future<Boolean> told(OfferSink sink, OfferPlan.Step step) {
    return switch (step) {
      case OfferPlan.Step.Offer offer ->
          sink.offer(offer.consultation(), offer.operator(), offer.expiresAt());
      case OfferPlan.Step.Expire expire -> sink.expire(expire.consultation(), expire.operator());
      case OfferPlan.Step.Withdraw gone -> sink.withdraw(gone.consultation(), gone.operator());
      case OfferPlan.Step.Countdown next ->
          sink.countdown(next.consultation(), next.operator(), next.expiresAt());
      case OfferPlan.Step.GiveBack back -> sink.giveBack(back.consultation(), back.operator());
    };
  }

  private static Future<Void> inOrder(
      List<OfferPlan.Step> steps, Function<OfferPlan.Step, Future<Boolean>> each) {
    Future<Boolean> last = Future.succeededFuture(true);
    for (OfferPlan.Step step : steps) {
      last = last.compose(done -> each.apply(step));
    }
    return last.mapEmpty();
  }

  private List<Candidate> joined(List<Presence> presences, List<SqlQueue.Load> loads) {
    Map<OperatorId, Presence> there =
        presences.stream().collect(Collectors.toMap(Presence::operator, Function.identity()));
    Map<OperatorId, SqlQueue.Load> busy = new HashMap<>();
    loads.forEach(load -> busy.put(load.operator(), load));
    List<Candidate> candidates = new ArrayList<>();
    for (Operator operator : directory.operators()) {
      Presence presence = there.get(operator.id());
      SqlQueue.Load load = busy.get(operator.id());
      candidates.add(
          new Candidate(
              operator.id(),
              operator.levels(),
              operator.languages(),
              operator.enabled(),
              presence != null && presence.available(),
              presence != null && this.presences.isLinked(presence),
              load == null ? 0 : load.open(),
              load != null && load.asked(),
              operator.capacity().budget(),
              presence == null ? null : presence.lastServed(),
              load != null && load.calling(),
              presence != null && presence.wrappingUp(clock.now())));
    }
    return candidates;
  }
}
