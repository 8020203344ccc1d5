package org.indiretta.routing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Topic;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.presence.Presence;
import org.indiretta.presence.Presences;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/**
 * Estimates the waits of what a run of routing saw: adds what everybody works on, who will be back
 * when, and how long things took lately, and lets {@link WaitEstimate} play it through on a thread
 * of its own. Long queues are estimated less often, so that offers do not wait for it.
 */
public final class Waits {
  /** How old measured durations may be before they are read again. */
  static final Duration MEASURE_EVERY = Duration.ofMinutes(5);

  /** For how long back consultations are measured. */
  static final Duration MEASURED_SINCE = Duration.ofDays(28);

  /** Over how long those who came are counted. */
  static final Duration ARRIVALS_SINCE = Duration.ofMinutes(20);

  /** How often they are counted. */
  static final Duration ARRIVALS_EVERY = Duration.ofSeconds(30);

  /** Up to so many who wait are estimated after every change. */
  static final int AT_EVERY_CHANGE = 100;

  /** More than that at most once in this time. */
  static final Duration LONG_EVERY = Duration.ofSeconds(1);

  /** More than this at most once in {@link #VERY_LONG_EVERY}. */
  static final int VERY_LONG = 1_000;

  /** How often a very long queue is estimated, and one in which nothing changes. */
  static final Duration VERY_LONG_EVERY = Duration.ofSeconds(5);

  private final SqlPace sql;
  private final Presences presences;
  private final Directory directory;
  private final Clock clock;
  private volatile Durations durations = Durations.assumed();
  private volatile Map<WaitEstimate.Kind, Double> arrivals = Map.of();
  private volatile Instant arrivalsAt = Instant.MIN;
  private volatile Instant measuredAt = Instant.MIN;
  private volatile Routing.Snapshot last;
  private volatile Instant lastAt = Instant.MIN;
  private volatile WaitEstimate.All estimates = new WaitEstimate.All(Map.of(), Map.of());

  /** Nothing is read before the first estimate. */
  public Waits(Database database, Presences presences, Directory directory, Clock clock) {
    this.sql = new SqlPace(database);
    this.presences = presences;
    this.directory = directory;
    this.clock = clock;
  }

  /** The estimates of what was seen, or the last ones while they are young enough. */
  public Future<WaitEstimate.All> of(Routing.Snapshot seen) {
    Instant now = clock.now();
    if (lastAt.plus(every(seen)).isAfter(now)) {
      return Future.succeededFuture(estimates);
    }
    last = seen;
    lastAt = now;
    return measured(now)
        .compose(done -> arrivals(now))
        .compose(done -> scene(seen, now))
        .compose(Waits::played)
        .onSuccess(all -> estimates = all)
        .onFailure(fault -> lastAt = Instant.MIN);
  }

  /** How long one of the topic and mode lasts from the answer to the end: half take less. */
  public Duration duration(TopicId topic, Mode mode) {
    return Duration.ofSeconds(Math.round(durations.of(topic, mode).at(0.5)));
  }

  private Duration every(Routing.Snapshot seen) {
    int waiting = seen.queue().size();
    if (waiting > VERY_LONG || seen.equals(last)) {
      return VERY_LONG_EVERY;
    }
    return waiting > AT_EVERY_CHANGE ? LONG_EVERY : Duration.ZERO;
  }

  private Future<Void> measured(Instant now) {
    if (measuredAt.plus(MEASURE_EVERY).isAfter(now)) {
      return Future.succeededFuture();
    }
    return sql.durations(now.minus(MEASURED_SINCE))
        .onSuccess(
            read -> {
              durations = read;
              measuredAt = now;
            })
        .mapEmpty();
  }

  private Future<Void> arrivals(Instant now) {
    if (arrivalsAt.plus(ARRIVALS_EVERY).isAfter(now)) {
      return Future.succeededFuture();
    }
    return sql.arrivals(now.minus(ARRIVALS_SINCE))
        .onSuccess(
            counts -> {
              Map<WaitEstimate.Kind, Double> perS = new HashMap<>();
              counts.forEach(
                  (kind, count) -> perS.put(kind, (double) count / ARRIVALS_SINCE.toSeconds()));
              arrivals = Map.copyOf(perS);
              arrivalsAt = now;
            })
        .mapEmpty();
  }

  private Future<QueueScene> scene(Routing.Snapshot seen, Instant now) {
    return sql.held().compose(held -> presences.all().map(all -> scene(seen, held, all, now)));
  }

  private QueueScene scene(
      Routing.Snapshot seen, List<SqlPace.HeldBy> held, List<Presence> people, Instant now) {
    Map<OperatorId, List<QueueScene.Held>> work =
        held.stream()
            .collect(
                Collectors.groupingBy(
                    SqlPace.HeldBy::operator,
                    Collectors.mapping(SqlPace.HeldBy::held, Collectors.toList())));
    Map<OperatorId, Presence> presenceOf = new HashMap<>();
    people.forEach(presence -> presenceOf.put(presence.operator(), presence));
    List<QueueScene.Server> servers = new ArrayList<>();
    for (Candidate candidate : seen.candidates()) {
      Presence presence = presenceOf.get(candidate.id());
      boolean there = candidate.enabled() && candidate.available() && candidate.linked();
      Instant backAt = there ? wrapUp(presence, now) : back(candidate, presence, now);
      if (there || backAt != null) {
        servers.add(
            new QueueScene.Server(
                candidate.id(),
                candidate.levels(),
                directory.operator(candidate.id()).orElseThrow().capacity(),
                work.getOrDefault(candidate.id(), List.of()),
                backAt));
      }
    }
    // A topic that another node made a moment ago may not be known here yet.
    List<QueuedConsultation> queue =
        seen.queue().stream().filter(of -> directory.topic(of.topic()).isPresent()).toList();
    return new QueueScene(now, queue, servers, offered(), durations, arrivals);
  }

  private static Instant wrapUp(Presence presence, Instant now) {
    return presence != null && presence.wrappingUp(now) ? presence.wrapUpUntil() : null;
  }

  /** When a pause ends that has not ended yet, of somebody whose browser is there. */
  private static Instant back(Candidate candidate, Presence presence, Instant now) {
    return candidate.enabled() && candidate.linked() && presence != null
        ? presence.backAt(now)
        : null;
  }

  private List<QueueScene.Offered> offered() {
    List<QueueScene.Offered> offered = new ArrayList<>();
    for (Topic topic : directory.topics()) {
      offered.add(
          new QueueScene.Offered(
              topic.id(),
              topic.enabled() ? topic.modes().stream().sorted().toList() : List.of(),
              Chain.of(topic, directory)));
    }
    return offered;
  }

  private static Future<WaitEstimate.All> played(QueueScene scene) {
    Promise<WaitEstimate.All> promise = Promise.promise();
    Thread.ofVirtual()
        .name("waits")
        .start(
            () -> {
              try {
                promise.complete(WaitEstimate.of(scene));
              } catch (RuntimeException | Error fault) {
                promise.fail(fault);
              }
            });
    return promise.future();
  }
}
