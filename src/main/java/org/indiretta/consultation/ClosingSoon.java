package org.indiretta.consultation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.indiretta.calendar.Calendars;
import org.indiretta.calendar.OpeningHours;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Topic;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.routing.QueuedConsultation;
import org.indiretta.routing.Routing;
import org.indiretta.routing.WaitEstimate;

/**
 * Who of those that wait reads that it closes soon, and who is sent home. Whoever was let in is
 * served until {@link #SERVED_AFTER} past closing or, who came back later, past their return; at
 * lunch as in the evening.
 */
final class ClosingSoon {
  /** How long before closing those who wait are told. */
  static final Duration TOLD_BEFORE = Duration.ofMinutes(5);

  /** How long after closing those who were let in are still served. */
  static final Duration SERVED_AFTER = Duration.ofMinutes(15);

  private final Directory directory;
  private final Calendars calendars;
  private volatile Map<ConsultationId, ConsultationView.Closing> told = Map.of();

  ClosingSoon(Directory directory, Calendars calendars) {
    this.directory = directory;
    this.calendars = calendars;
  }

  /**
   * What a look at the queue brought.
   *
   * @param changed those who read something else than before
   * @param over those who are no longer served
   */
  record Look(List<ConsultationId> changed, List<ConsultationId> over) {}

  private record Asked(TopicId topic, Mode mode) {}

  /** What the citizen of this one reads, as this node saw it last; null for nothing. */
  ConsultationView.Closing of(ConsultationId consultation) {
    return told.get(consultation);
  }

  /** Takes over what a run of routing saw, and how long those who wait are expected to. */
  Look update(Routing.Snapshot seen, Map<ConsultationId, WaitEstimate> waits, Instant now) {
    Map<Asked, Optional<Ending>> endings = new HashMap<>();
    Map<ConsultationId, ConsultationView.Closing> reads = new HashMap<>();
    List<ConsultationId> over = new ArrayList<>();
    for (QueuedConsultation of : seen.queue()) {
      Asked asked = new Asked(of.topic(), of.mode());
      Optional<Ending> ending = endings.computeIfAbsent(asked, it -> ending(it, now));
      if (ending.isPresent() && !now.isBefore(ending.get().at().minus(TOLD_BEFORE))) {
        Instant at = ending.get().at();
        Instant last = (at.isAfter(of.since()) ? at : of.since()).plus(SERVED_AFTER);
        boolean asking = of.offeredTo() != null;
        if (!asking && !of.held(now) && !now.isBefore(last)) {
          over.add(of.id());
        } else {
          boolean served = asking || answered(waits.get(of.id()), now).isBefore(last);
          reads.put(of.id(), new ConsultationView.Closing(at, served, ending.get().opensAt()));
        }
      }
    }
    Map<ConsultationId, ConsultationView.Closing> before = told;
    told = Map.copyOf(reads);
    List<ConsultationId> changed =
        reads.keySet().stream().filter(id -> !reads.get(id).equals(before.get(id))).toList();
    return new Look(changed, over);
  }

  /** When the hours end, or ended, and when it opens again; null for not soon. */
  private record Ending(Instant at, Instant opensAt) {}

  private Optional<Ending> ending(Asked asked, Instant now) {
    Optional<Topic> topic = directory.topic(asked.topic());
    if (topic.isEmpty()) {
      return Optional.empty();
    }
    OpeningHours hours = calendars.hours(topic.get().site());
    return hours
        .serviceEnds(now, asked.topic(), asked.mode())
        .map(at -> new Ending(at, hours.opensAfter(at, asked.topic(), asked.mode()).orElse(null)));
  }

  /** When it is answered, by the middle of what is expected; never when nobody can say. */
  private static Instant answered(WaitEstimate wait, Instant now) {
    return wait == null || !wait.known()
        ? Instant.MAX
        : now.plusSeconds(Math.round((wait.fromS() + wait.toS()) / 2));
  }
}
