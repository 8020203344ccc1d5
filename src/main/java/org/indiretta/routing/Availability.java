package org.indiretta.routing;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Topic;
import org.indiretta.identity.Mode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.telemetry.Clock;

/**
 * What is open now, per site: a topic with an enabled operator who serves it, is AVAILABLE and
 * linked, in the modes it offers. Read from a snapshot that is at most {@link #MAX_AGE} old; a
 * change is told once.
 */
public final class Availability {
  /** How old an answer may be. */
  public static final Duration MAX_AGE = Duration.ofSeconds(1);

  private record Snapshot(Map<TopicId, List<Mode>> open, Instant at) {}

  private final Routing routing;
  private final Directory directory;
  private final Clock clock;
  private final AvailabilityListener listener;
  private final Map<SiteId, Snapshot> snapshots = new ConcurrentHashMap<>();

  /**
   * Nothing is known yet; a site is read when it is asked for first.
   *
   * @param listener told of a site whose open modes changed, on whatever context saw it
   */
  public Availability(
      Routing routing, Directory directory, Clock clock, AvailabilityListener listener) {
    this.routing = routing;
    this.directory = directory;
    this.clock = clock;
    this.listener = listener;
  }

  /** The modes offered now per topic of the site; from memory when that is young enough. */
  public Future<Map<TopicId, List<Mode>>> at(SiteId site) {
    Snapshot known = snapshots.get(site);
    if (known != null && known.at().plus(MAX_AGE).isAfter(clock.now())) {
      return Future.succeededFuture(known.open());
    }
    return routing.candidates().map(candidates -> seen(site, candidates));
  }

  /** Takes over what a run of routing saw: every site that was asked for is looked at again. */
  public void refresh(List<Candidate> candidates) {
    snapshots
        .keySet()
        .forEach(
            site -> {
              var _ = seen(site, candidates);
            });
  }

  private Map<TopicId, List<Mode>> seen(SiteId site, List<Candidate> candidates) {
    Map<TopicId, List<Mode>> open = new HashMap<>();
    for (Topic topic : directory.topics(site)) {
      if (topic.enabled()
          && candidates.stream().anyMatch(candidate -> candidate.thereFor(topic.id()))) {
        open.put(topic.id(), topic.modes().stream().sorted().toList());
      }
    }
    Map<TopicId, List<Mode>> seen = Map.copyOf(open);
    Snapshot before = snapshots.put(site, new Snapshot(seen, clock.now()));
    if (before != null && !before.open().equals(seen)) {
      listener.availabilityChanged(site);
    }
    return seen;
  }
}
