package org.indiretta.consultation;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.indiretta.directory.Directory;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.routing.Candidate;
import org.indiretta.routing.Chain;
import org.indiretta.routing.QueuedConsultation;
import org.indiretta.routing.Routing;

/**
 * Who of those that wait reads "the colleague will be back shortly": everybody there for their
 * topic, by its whole chain, was asked "still there?" and did not answer. Nobody is set away by
 * that, because then nobody would be left to ask.
 */
final class BackShortly {
  private final Directory directory;
  private volatile Set<ConsultationId> told = Set.of();

  BackShortly(Directory directory) {
    this.directory = directory;
  }

  /** Whether the citizen of this one reads it now, as this node saw it last. */
  boolean of(ConsultationId consultation) {
    return told.contains(consultation);
  }

  /**
   * Takes over what a run of routing saw.
   *
   * @param silent who did not answer in time
   * @return those for whom it changed and who still wait
   */
  List<ConsultationId> update(Routing.Snapshot seen, Set<OperatorId> silent) {
    Set<ConsultationId> before = told;
    Set<ConsultationId> now = silent.isEmpty() ? Set.of() : unanswered(seen, silent);
    told = now;
    return seen.queue().stream()
        .map(QueuedConsultation::id)
        .filter(id -> before.contains(id) != now.contains(id))
        .toList();
  }

  private Set<ConsultationId> unanswered(Routing.Snapshot seen, Set<OperatorId> silent) {
    Set<TopicId> topics =
        seen.queue().stream().map(QueuedConsultation::topic).collect(Collectors.toSet());
    Set<TopicId> without = new HashSet<>();
    for (TopicId topic : topics) {
      Set<OperatorId> there = thereFor(topic, seen.candidates());
      if (!there.isEmpty() && silent.containsAll(there)) {
        without.add(topic);
      }
    }
    return seen.queue().stream()
        .filter(of -> without.contains(of.topic()))
        .map(QueuedConsultation::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<OperatorId> thereFor(TopicId topic, Collection<Candidate> candidates) {
    return directory
        .topic(topic)
        .map(known -> Chain.of(known, directory))
        .map(
            chain ->
                candidates.stream()
                    .filter(one -> one.thereFor(chain))
                    .map(Candidate::id)
                    .collect(Collectors.toSet()))
        .orElse(Set.of());
  }
}
