package org.indiretta.routing;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Topic;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.presence.Presence;
import org.indiretta.presence.Presences;
import org.indiretta.sql.Database;
import org.indiretta.sql.DatabaseUnavailable;
import org.indiretta.sql.InTurn;
import org.indiretta.telemetry.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads who waits and who is there, plans ({@link OfferPlan}) and tells the {@link OfferSink}. Runs
 * on every node after every change, and about once a second to find what no change had called for;
 * there is no leader, nodes that plan the same thing race in PostgreSQL and one wins.
 *
 * <p>A run reads of each topic only as many as could be served now, so that its cost follows those
 * who are free and not those who wait.
 */
public final class Routing {
  private static final Logger LOG = LoggerFactory.getLogger(Routing.class);

  /** The most whose places are told; who stands behind them hears once they come nearer. */
  public static final int PLACES_AT_ONCE = 10_000;

  /** So many more than are free are read of a topic: some may wait for others. */
  private static final int MARGIN = 8;

  private static final int MORE = 4;

  /** So many steps are made true at the same time, each for another operator. */
  private static final int STEPS_AT_ONCE = 4;

  private final SqlQueue sql;
  private final SqlChoices choices;
  private final Presences presences;
  private final Directory directory;
  private final Clock clock;
  private final OfferTimings timings;
  private final AtomicLong missed = new AtomicLong();
  private final Map<ConsultationId, Reasons> nobody = new HashMap<>();
  private Future<List<Candidate>> running = Future.succeededFuture();
  private Future<List<Candidate>> queued;
  private boolean sweepNext;
  private long asked;
  private long handled;
  private Seen last;

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
    this.choices = new SqlChoices(database);
    this.presences = presences;
    this.directory = directory;
    this.clock = clock;
    this.timings = timings;
  }

  /** The queue in the order of service and everybody who could serve, as one run saw them. */
  public record Snapshot(List<QueuedConsultation> queue, List<Candidate> candidates) {}

  /** What the last run saw of who is there, and when. */
  private record Seen(Instant at, Map<OperatorId, Candidate> candidates) {}

  /**
   * One run because something changed: everything that should be offered, expired, withdrawn or
   * given back now is told to {@code sink}. While one is under way the next waits for its end, and
   * all who ask meanwhile share that one.
   *
   * @return who was there as it saw them, with what it chose for them
   */
  public synchronized Future<List<Candidate>> run(OfferSink sink) {
    asked++;
    return start(sink, false);
  }

  /**
   * The same without a change, about once a second: what time alone brings, and any waiting
   * consultation that should have been offered and was not, which is counted ({@link #missed}) and
   * offered. Keeps the reasons why nobody can be asked for the first of each topic.
   */
  public synchronized Future<List<Candidate>> sweep(OfferSink sink) {
    return start(sink, true);
  }

  /** How many consultations a sweep found that no run had offered though it should have. */
  public long missed() {
    return missed.get();
  }

  private Future<List<Candidate>> start(OfferSink sink, boolean sweeping) {
    // One that is queued begins any moment, also when the one before it is already complete.
    if (queued == null && running.isComplete()) {
      running = once(sink, sweeping);
      return running;
    }
    sweepNext |= sweeping;
    if (queued == null) {
      queued = running.transform(ended -> next(sink));
    }
    return queued;
  }

  private synchronized Future<List<Candidate>> next(OfferSink sink) {
    boolean sweeping = sweepNext;
    sweepNext = false;
    queued = null;
    running = once(sink, sweeping);
    return running;
  }

  /** Everybody who could serve, read now. */
  public Future<List<Candidate>> candidates() {
    return Future.all(presences.all(), sql.loads(), presences.onCall(directory))
        .map(
            read -> {
              List<Operator> onCall = read.resultAt(2);
              return joined(
                  read.resultAt(0),
                  read.resultAt(1),
                  onCall.stream().map(Operator::id).collect(Collectors.toSet()));
            });
  }

  /** How many wait or are offered, by topic; a topic where nobody waits is missing. */
  Future<Map<TopicId, Long>> waiting() {
    return sql.waiting();
  }

  /** The whole queue in the order of service, for what people are told of it. */
  public Future<Snapshot> line(List<Candidate> candidates) {
    return sql.line(PLACES_AT_ONCE).map(queue -> new Snapshot(queue, candidates));
  }

  /**
   * The same choice for others who look for an operator.
   *
   * @param queue in the order of service
   */
  public Future<Void> plan(
      List<QueuedConsultation> queue, List<Candidate> candidates, OfferSink sink) {
    Chains chains = new Chains(directory);
    return told(OfferPlan.of(queue, candidates, chains, clock.now(), timings).steps(), sink)
        .mapEmpty();
  }

  private Future<List<Candidate>> once(OfferSink sink, boolean sweeping) {
    Instant now = clock.now();
    long askedBefore = asked;
    boolean calledFor = askedBefore > handled;
    return Future.all(candidates(), sql.underWay(now))
        .compose(
            read -> {
              List<Candidate> candidates = read.resultAt(0);
              Look look = new Look(now, candidates, read.resultAt(1), new Chains(directory));
              return planned(look, look.most(sweeping))
                  .compose(
                      plan -> {
                        if (sweeping && !calledFor) {
                          countMissed(plan, look, askedBefore);
                        }
                        return told(plan.steps(), sink)
                            .compose(
                                all ->
                                    (sweeping
                                            ? keepNobody(plan, look)
                                            : Future.<Void>succeededFuture())
                                        .map(done -> ended(plan, look, all ? askedBefore : 0)));
                      });
            });
  }

  private synchronized List<Candidate> ended(OfferPlan plan, Look look, long askedBefore) {
    handled = Math.max(handled, askedBefore);
    last = new Seen(look.now, look.byId());
    return plan.candidates();
  }

  /** What one run read, and of each topic how much of its head. */
  private final class Look {
    private final Instant now;
    private final List<Candidate> candidates;
    private final List<QueuedConsultation> underWay;
    private final Chains chains;
    private List<QueuedConsultation> waiting = List.of();

    Look(
        Instant now, List<Candidate> candidates, List<QueuedConsultation> underWay, Chains chains) {
      this.now = now;
      this.candidates = candidates;
      this.underWay = underWay;
      this.chains = chains;
    }

    /** As many as are free for a topic, and some; of the others one for its reasons, or none. */
    Map<TopicId, Integer> most(boolean sweeping) {
      Staffing staffing = new Staffing(candidates);
      Map<TopicId, Integer> most = new HashMap<>();
      for (Topic topic : directory.topics()) {
        int free = staffing.freeFor(chains.apply(topic.id()));
        if (free > 0 || sweeping) {
          most.put(topic.id(), free > 0 ? free + MARGIN : 1);
        }
      }
      return most;
    }

    OfferPlan plan() {
      Set<ConsultationId> seen = new HashSet<>();
      List<QueuedConsultation> queue = new ArrayList<>(underWay);
      underWay.forEach(each -> seen.add(each.id()));
      waiting.stream().filter(each -> seen.add(each.id())).forEach(queue::add);
      queue.sort(QueueOrder.ORDER);
      return OfferPlan.of(queue, candidates, chains, now, timings);
    }

    /** The topics of which all that was read was not enough for those who are still free. */
    List<TopicId> cutShort(OfferPlan plan, Map<TopicId, Integer> most) {
      Map<TopicId, Long> read =
          waiting.stream()
              .collect(Collectors.groupingBy(QueuedConsultation::topic, Collectors.counting()));
      return most.keySet().stream()
          .filter(topic -> read.getOrDefault(topic, 0L) >= most.get(topic))
          .filter(topic -> plan.freeFor(topic) > 0)
          .toList();
    }

    Map<OperatorId, Candidate> byId() {
      return candidates.stream().collect(Collectors.toMap(Candidate::id, Function.identity()));
    }
  }

  /**
   * Reads more of a topic until it is enough, so that those who cannot be served hide nobody (P9).
   */
  private Future<OfferPlan> planned(Look look, Map<TopicId, Integer> most) {
    if (most.isEmpty()) {
      return Future.succeededFuture(look.plan());
    }
    return sql.heads(most)
        .compose(
            heads -> {
              look.waiting = heads;
              OfferPlan plan = look.plan();
              List<TopicId> cutShort = look.cutShort(plan, most);
              if (cutShort.isEmpty()) {
                return Future.succeededFuture(plan);
              }
              Map<TopicId, Integer> more = new HashMap<>(most);
              cutShort.forEach(topic -> more.merge(topic, MORE, (some, times) -> some * times));
              return planned(look, more);
            });
  }

  /** What a sweep finds though nothing changed, and time alone did not bring it, was missed. */
  private synchronized void countMissed(OfferPlan plan, Look look, long askedBefore) {
    if (asked != askedBefore || last == null) {
      return;
    }
    Map<ConsultationId, QueuedConsultation> waiting =
        look.waiting.stream()
            .collect(Collectors.toMap(QueuedConsultation::id, Function.identity(), (a, b) -> a));
    for (OfferPlan.Step step : plan.steps()) {
      QueuedConsultation of = waiting.get(step.consultation());
      Candidate before = last.candidates().get(step.operator());
      boolean newOne =
          step instanceof OfferPlan.Step.Offer || step instanceof OfferPlan.Step.Assign;
      if (newOne && of != null && !broughtByTime(of, before, look)) {
        missed.incrementAndGet();
      }
    }
  }

  private boolean broughtByTime(QueuedConsultation of, Candidate before, Look look) {
    if (before == null || before.wrappingUp() || of.held(last.at())) {
      return true;
    }
    Candidate now = look.byId().get(before.id());
    Turn then = new Turn(of, look.chains.apply(of.topic()), last.at(), timings.pause());
    return now == null || Eligibility.refusal(then, now).isPresent();
  }

  /** The first of each topic for whom nobody can be asked: why, when it is not as before. */
  private Future<Void> keepNobody(OfferPlan plan, Look look) {
    Set<ConsultationId> served =
        plan.steps().stream().map(OfferPlan.Step::consultation).collect(Collectors.toSet());
    Map<TopicId, QueuedConsultation> first = new HashMap<>();
    look.waiting.stream()
        .filter(each -> !each.held(look.now) && !served.contains(each.id()))
        .sorted(QueueOrder.ORDER)
        .forEach(each -> first.putIfAbsent(each.topic(), each));
    nobody.keySet().retainAll(first.values().stream().map(QueuedConsultation::id).toList());
    List<Future<Integer>> kept = new ArrayList<>();
    for (QueuedConsultation each : first.values()) {
      Reasons why = plan.whyNobody(each);
      if (!why.sameAs(nobody.put(each.id(), why))) {
        kept.add(choices.keepNobody(each.id(), why, look.now));
      }
    }
    return Future.all(kept).mapEmpty();
  }

  private static Future<Boolean> told(OfferSink sink, OfferPlan.Step step) {
    return switch (step) {
      case OfferPlan.Step.Offer offer ->
          sink.offer(offer.consultation(), offer.operator(), offer.expiresAt(), offer.reasons());
      case OfferPlan.Step.Assign assign ->
          sink.assign(assign.consultation(), assign.operator(), assign.reasons());
      case OfferPlan.Step.Expire expire -> sink.expire(expire.consultation(), expire.operator());
      case OfferPlan.Step.Withdraw gone -> sink.withdraw(gone.consultation(), gone.operator());
      case OfferPlan.Step.Countdown next ->
          sink.countdown(next.consultation(), next.operator(), next.expiresAt());
      case OfferPlan.Step.GiveBack back -> sink.giveBack(back.consultation(), back.operator());
    };
  }

  /**
   * In their order, some at a time. What cannot be told now, because its row is locked, say, keeps
   * the others from nothing and is planned again by the next run.
   *
   * @return whether all were told
   */
  private static Future<Boolean> told(List<OfferPlan.Step> steps, OfferSink sink) {
    List<List<OfferPlan.Step>> waves = new ArrayList<>();
    for (int from = 0; from < steps.size(); from += STEPS_AT_ONCE) {
      waves.add(steps.subList(from, Math.min(steps.size(), from + STEPS_AT_ONCE)));
    }
    return InTurn.all(waves, wave -> Future.join(wave.stream().map(s -> told(sink, s)).toList()))
        .map(true)
        .otherwise(
            fault -> {
              if (!(fault instanceof DatabaseUnavailable)) {
                LOG.atWarn().setCause(fault).log("a step ended by a fault; the next run goes on");
              }
              return false;
            });
  }

  private List<Candidate> joined(
      List<Presence> presences, List<SqlQueue.Load> loads, Set<OperatorId> onCall) {
    Map<OperatorId, Presence> there =
        presences.stream().collect(Collectors.toMap(Presence::operator, Function.identity()));
    Map<OperatorId, Map<Mode, Integer>> open = new HashMap<>();
    Set<OperatorId> asking = new HashSet<>();
    for (SqlQueue.Load load : loads) {
      open.computeIfAbsent(load.operator(), id -> new HashMap<>()).put(load.mode(), load.open());
      if (load.asked()) {
        asking.add(load.operator());
      }
    }
    Instant now = clock.now();
    List<Candidate> candidates = new ArrayList<>();
    for (Operator operator : directory.operators()) {
      Presence presence = there.get(operator.id());
      candidates.add(
          new Candidate(
              operator.id(),
              operator.levels(),
              operator.languages(),
              operator.enabled(),
              presence != null && presence.available(),
              presence != null && this.presences.isLinked(presence),
              open.getOrDefault(operator.id(), Map.of()),
              asking.contains(operator.id()),
              operator.capacity(),
              operator.autoAccept(),
              presence == null ? null : presence.lastServed(),
              presence != null && presence.wrappingUp(now),
              onCall.contains(operator.id()),
              false));
    }
    return candidates;
  }
}
