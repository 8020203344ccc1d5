package org.indiretta.routing;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/** The order of service: lanes, then time, then the id. */
public final class QueueOrder {
  /** Who is served first. */
  public static final Comparator<QueuedConsultation> ORDER =
      Comparator.comparingInt(QueuedConsultation::lane)
          .thenComparing(QueuedConsultation::since)
          .thenComparing(consultation -> consultation.id().value());

  private QueueOrder() {}

  /**
   * The topics that compete with {@code topic} for operators: those that an operator serves who
   * serves {@code topic} too; it is among them itself. Operators who are there now count; when
   * nobody is, all that are enabled do.
   */
  public static Set<TopicId> rivals(TopicId topic, Collection<Candidate> candidates) {
    List<Candidate> serving =
        candidates.stream().filter(candidate -> candidate.thereFor(topic)).toList();
    if (serving.isEmpty()) {
      serving =
          candidates.stream()
              .filter(candidate -> candidate.enabled() && candidate.levels().containsKey(topic))
              .toList();
    }
    Set<TopicId> rivals = new HashSet<>(Set.of(topic));
    serving.forEach(candidate -> rivals.addAll(candidate.levels().keySet()));
    return rivals;
  }

  /**
   * How many are served before each one: those that stand before it in the order and compete for
   * the same operators.
   *
   * @param ordered by {@link #ORDER}
   */
  public static Map<ConsultationId, Integer> ahead(
      List<QueuedConsultation> ordered, Collection<Candidate> candidates) {
    Map<TopicId, Set<TopicId>> rivals = new HashMap<>();
    Map<TopicId, Integer> before = new HashMap<>();
    Map<ConsultationId, Integer> ahead = new LinkedHashMap<>();
    for (QueuedConsultation consultation : ordered) {
      int count = 0;
      for (TopicId rival :
          rivals.computeIfAbsent(consultation.topic(), topic -> rivals(topic, candidates))) {
        count += before.getOrDefault(rival, 0);
      }
      ahead.put(consultation.id(), count);
      before.merge(consultation.topic(), 1, Integer::sum);
    }
    return ahead;
  }

  /** The ids of the operators who are there for the topic now. */
  public static Set<OperatorId> thereFor(TopicId topic, Collection<Candidate> candidates) {
    Set<OperatorId> there = new HashSet<>();
    candidates.stream()
        .filter(candidate -> candidate.thereFor(topic))
        .forEach(candidate -> there.add(candidate.id()));
    return there;
  }
}
