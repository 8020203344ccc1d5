package org.indiretta.routing;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.indiretta.calendar.Calendars;
import org.indiretta.calendar.OpeningHours;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Topic;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.telemetry.Clock;

/**
 * What is open now, per site: where the calendar says so and somebody of the topic's chain is
 * there, or, where the topic says that this counts, on call within its office's hours. Read from a
 * snapshot that is at most {@link #MAX_AGE} old; a change is told once.
 */
public final class Availability {
  /** How old an answer may be. */
  public static final Duration MAX_AGE = Duration.ofSeconds(1);

  private record Snapshot(Map<TopicId, Map<Mode, Openness>> seen, Instant at) {}

  private final Routing routing;
  private final Directory directory;
  private final Calendars calendars;
  private final Expectations expectations;
  private final Intake intake;
  private final Clock clock;
  private final AvailabilityListener listener;
  private final Map<SiteId, Snapshot> snapshots = new ConcurrentHashMap<>();
  private boolean reading;
  private List<Candidate> next;

  /**
   * Nothing is known yet; a site is read when it is asked for first.
   *
   * @param listener told of a site where something changed, on whatever context saw it
   */
  public Availability(
      Routing routing,
      Directory directory,
      Calendars calendars,
      Expectations expectations,
      Clock clock,
      AvailabilityListener listener) {
    this.routing = routing;
    this.directory = directory;
    this.calendars = calendars;
    this.expectations = expectations;
    this.intake = new Intake(expectations);
    this.clock = clock;
    this.listener = listener;
  }

  /** Every enabled topic of the site in each of its modes; from memory when young enough. */
  public Future<Map<TopicId, Map<Mode, Openness>>> at(SiteId site) {
    Snapshot known = snapshots.get(site);
    if (known != null && known.at().plus(MAX_AGE).isAfter(clock.now())) {
      return Future.succeededFuture(known.seen());
    }
    return routing
        .candidates()
        .compose(people -> routing.waiting().map(waiting -> seen(site, people, waiting)));
  }

  /** Takes over what a run of routing saw: every site that was asked for is looked at again. */
  public void refresh(Routing.Snapshot look) {
    refresh(
        look.candidates(),
        look.queue().stream()
            .collect(Collectors.groupingBy(QueuedConsultation::topic, Collectors.counting())));
  }

  /**
   * The same at once after a run, as far as anybody asked for a site; while one reads how many wait
   * the next is looked at after it, so that the last run of several is what is seen.
   */
  public Future<Void> refresh(List<Candidate> people) {
    synchronized (this) {
      if (snapshots.isEmpty()) {
        return Future.succeededFuture();
      }
      if (reading) {
        next = people;
        return Future.succeededFuture();
      }
      reading = true;
    }
    return look(people);
  }

  private Future<Void> look(List<Candidate> people) {
    return routing
        .waiting()
        .onSuccess(waiting -> refresh(people, waiting))
        .onComplete(
            looked -> {
              List<Candidate> later = taken();
              if (later != null) {
                var _ = look(later); // a fault is left to the sweep
              }
            })
        .mapEmpty();
  }

  private synchronized List<Candidate> taken() {
    List<Candidate> later = next;
    next = null;
    reading = later != null;
    return later;
  }

  private void refresh(List<Candidate> people, Map<TopicId, Long> waiting) {
    snapshots
        .keySet()
        .forEach(
            site -> {
              var _ = seen(site, people, waiting);
            });
  }

  private Map<TopicId, Map<Mode, Openness>> seen(
      SiteId site, List<Candidate> everybody, Map<TopicId, Long> waiting) {
    Instant now = clock.now();
    OpeningHours hours = calendars.hours(site);
    List<Candidate> there = everybody.stream().filter(one -> one.there() || one.onCall()).toList();
    Map<TopicId, Map<Mode, Openness>> topics = new HashMap<>();
    for (Topic topic : directory.topics(site)) {
      if (topic.enabled()) {
        People people = people(topic, there);
        long queued = waiting.getOrDefault(topic.id(), 0L);
        Map<Mode, Openness> modes = new EnumMap<>(Mode.class);
        for (Mode mode : topic.modes()) {
          modes.put(mode, openness(hours, now, topic, mode, people, queued));
        }
        topics.put(topic.id(), modes);
      }
    }
    Snapshot before = snapshots.put(site, new Snapshot(topics, now));
    if (before != null && !before.seen().equals(topics)) {
      listener.availabilityChanged(site);
    }
    return topics;
  }

  /**
   * Who is there for a topic.
   *
   * @param ever everybody of its chain
   * @param atOnce those who may be asked without waiting for the circle to widen
   * @param onCall those of its chain a notice reaches; nobody where that does not count as open
   */
  private record People(List<Candidate> ever, List<Candidate> atOnce, List<Candidate> onCall) {
    /** With those on call counted in, or without. */
    People counting(boolean office) {
      if (!office || onCall.isEmpty()) {
        return new People(ever, atOnce, List.of());
      }
      List<Candidate> all = Stream.concat(ever.stream(), onCall.stream()).toList();
      return new People(all, atOnce, onCall);
    }

    long free(Mode mode) {
      return atOnce.stream().filter(it -> it.hasRoom(mode)).count()
          + onCall.stream().filter(it -> !it.asked() && it.fits(mode)).count();
    }

    Set<Language> languages() {
      Set<Language> spoken = EnumSet.noneOf(Language.class);
      ever.forEach(candidate -> spoken.addAll(candidate.languages()));
      return spoken;
    }
  }

  private People people(Topic topic, List<Candidate> candidates) {
    Chain chain = Chain.of(topic, directory);
    List<Candidate> ever = candidates.stream().filter(it -> it.thereFor(chain)).toList();
    List<Candidate> onCall =
        topic.service().onCallOpens()
            ? candidates.stream().filter(it -> it.onCall() && chain.ever(it)).toList()
            : List.of();
    return new People(
        ever, ever.stream().filter(it -> chain.reaches(it, Duration.ZERO)).toList(), onCall);
  }

  private Openness openness(
      OpeningHours hours, Instant now, Topic topic, Mode mode, People known, long queued) {
    if (intake.at(hours, now, topic, mode) instanceof OpeningHours.Closed closed) {
      return Openness.closed(
          closed.opensAt(),
          closed.byAppointment(),
          closed.closure() == null ? Map.of() : closed.closure().text());
    }
    People people = known.counting(hours.officeIsThere(now, topic.id(), mode));
    if (people.ever().isEmpty()) {
      return Openness.nobodyThere();
    }
    long free = people.free(mode);
    Openness.Kind kind =
        queued >= topic.service().maxWaiting()
            ? Openness.Kind.FULL
            : queued < free ? Openness.Kind.OPEN : Openness.Kind.BUSY;
    Openness.Wait wait =
        kind == Openness.Kind.BUSY ? expectations.wait(topic.id(), mode).orElse(null) : null;
    return new Openness(kind, wait, null, false, Map.of(), people.languages());
  }
}
