package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.Lane;
import org.indiretta.protocol.RoseBecause;
import org.indiretta.protocol.WaitRange;
import org.indiretta.routing.Candidate;
import org.indiretta.routing.Chain;
import org.indiretta.routing.QueuedConsultation;
import org.indiretta.routing.Routing;
import org.indiretta.routing.WaitEstimate;

/**
 * Tells those who wait their place and expected wait when it has changed, each at most every {@link
 * #TELL_EVERY} (RT20). The number before somebody rises only for a reason that can be said: others
 * in a better lane came, or fewer operators are there for the topic (RT21). Without one the place
 * told before stays, and only the wait grows.
 */
final class Outlooks {
  /** How often one citizen is told at most. */
  static final Duration TELL_EVERY = Duration.ofSeconds(5);

  /** The most citizens who are told in one run. */
  static final int TOLD_AT_ONCE = 500;

  /** So many of them are read and told at once, so that offers need not wait for all. */
  private static final int READ_AT_ONCE = 50;

  private final Parts parts;
  private Map<ConsultationId, Told> told = Map.of();
  private Set<ConsultationId> known = Set.of();

  /**
   * What one citizen was told last.
   *
   * @param staff how many were there for the topic then
   * @param came the best lane of those who came before them since; null for nobody
   */
  private record Told(Outlook outlook, Instant at, int staff, RoseBecause came) {}

  Outlooks(Parts parts) {
    this.parts = parts;
  }

  /**
   * Tells what follows from a run of routing; completes when it was told. Called by one sweep after
   * the other.
   */
  Future<Void> tell(Routing.Snapshot seen, Map<ConsultationId, WaitEstimate> waits) {
    Instant now = parts.rooms().clock().now();
    Map<ConsultationId, Told> next = new LinkedHashMap<>();
    List<ConsultationId> changed = new ArrayList<>();
    List<QueuedConsultation> came = new ArrayList<>();
    Staff staff = new Staff(seen.candidates());
    for (QueuedConsultation of : seen.queue()) {
      WaitEstimate estimate = waits.get(of.id());
      Told before = told.get(of.id());
      if (estimate != null) {
        Told after = after(before, estimate, staff.count(of.topic()), staff.came(of, came), now);
        boolean news = before == null || !after.at().equals(before.at());
        if (news && changed.size() < TOLD_AT_ONCE) {
          changed.add(of.id());
          next.put(of.id(), after);
        } else if (before != null) {
          next.put(of.id(), news ? before : after);
        }
      }
      if (of.lane() < LaneNumber.of(Lane.NORMAL) && !known.contains(of.id())) {
        came.add(of);
      }
    }
    Set<ConsultationId> queue = new HashSet<>();
    seen.queue().forEach(of -> queue.add(of.id()));
    return tell(changed, next).onSuccess(done -> known = queue);
  }

  /** What they are told now; {@code before} with what came since when it is not time yet. */
  private static Told after(
      Told before, WaitEstimate estimate, int staff, RoseBecause came, Instant now) {
    WaitRange range = Outlook.range(estimate);
    if (before == null) {
      return new Told(new Outlook(estimate.ahead(), range, null), now, staff, null);
    }
    RoseBecause reason = better(before.came(), came);
    RoseBecause because =
        reason == null && staff < before.staff() ? RoseBecause.FEWER_STAFF : reason;
    Outlook outlook = before.outlook().moved(estimate.ahead(), range, because);
    boolean due = !before.at().plus(TELL_EVERY).isAfter(now);
    return outlook.equals(before.outlook()) || !due
        ? new Told(before.outlook(), before.at(), before.staff(), reason)
        : new Told(outlook, now, staff, null);
  }

  private static RoseBecause better(RoseBecause one, RoseBecause other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }

  private Future<Void> tell(List<ConsultationId> changed, Map<ConsultationId, Told> next) {
    Map<ConsultationId, Told> reached = new LinkedHashMap<>(next);
    changed.forEach(
        id -> {
          Told before = told.get(id);
          if (before == null) {
            reached.remove(id);
          } else {
            reached.put(id, before);
          }
        });
    keep(reached);
    Future<Void> last = Future.succeededFuture();
    for (int from = 0; from < changed.size(); from += READ_AT_ONCE) {
      List<ConsultationId> some =
          changed.subList(from, Math.min(changed.size(), from + READ_AT_ONCE));
      last = last.compose(done -> tell(some, next, reached));
    }
    return last;
  }

  /** Only what could be read is told; the rest by the next run. */
  private Future<Void> tell(
      List<ConsultationId> some,
      Map<ConsultationId, Told> next,
      Map<ConsultationId, Told> reached) {
    return parts
        .store()
        .findAll(some)
        .onSuccess(
            all -> {
              some.forEach(id -> reached.put(id, next.get(id)));
              keep(reached);
              all.forEach(parts.teller()::place);
            })
        .mapEmpty();
  }

  private void keep(Map<ConsultationId, Told> next) {
    told = Map.copyOf(next);
    Map<ConsultationId, Outlook> outlooks = new HashMap<>();
    next.forEach((id, one) -> outlooks.put(id, one.outlook()));
    parts.teller().outlooksAre(Map.copyOf(outlooks));
  }

  /** Who is there for which topic, at any time of its chain. */
  private final class Staff {
    private final List<Candidate> there;
    private final Map<TopicId, Set<Candidate>> byTopic = new HashMap<>();

    Staff(List<Candidate> candidates) {
      this.there =
          candidates.stream()
              .filter(one -> one.enabled() && one.available() && one.linked())
              .toList();
    }

    int count(TopicId topic) {
      return of(topic).size();
    }

    /** The best lane of those who came and compete for the same people; null for nobody. */
    RoseBecause came(QueuedConsultation of, List<QueuedConsultation> came) {
      return came.stream()
          .filter(other -> of(other.topic()).stream().anyMatch(of(of.topic())::contains))
          .findFirst()
          .map(
              first ->
                  switch (LaneNumber.lane(first.lane())) {
                    case RETURNED -> RoseBecause.RETURNED;
                    case APPOINTMENT -> RoseBecause.APPOINTMENT;
                    case CASE -> RoseBecause.CASE;
                    case NORMAL -> null;
                  })
          .orElse(null);
    }

    private Set<Candidate> of(TopicId topic) {
      return byTopic.computeIfAbsent(
          topic,
          id ->
              parts
                  .rooms()
                  .directory()
                  .topic(id)
                  .map(known -> Chain.of(known, parts.rooms().directory()))
                  .map(
                      chain -> {
                        Set<Candidate> serving = new HashSet<>(there);
                        serving.removeIf(one -> !chain.ever(one));
                        return serving;
                      })
                  .orElse(Set.of()));
    }
  }
}
