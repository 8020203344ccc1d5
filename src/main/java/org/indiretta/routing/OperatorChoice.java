package org.indiretta.routing;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.indiretta.identity.OperatorId;

/**
 * Whom to ask for one consultation: the eligible operator that comes first by the strategies in
 * their order: level, then the citizen's language, then the lowest load, then who was idle longest,
 * then the id, so that the choice is the same on every node.
 *
 * @param chosen null when nobody is eligible
 * @param others how many more could have been asked
 * @param refusals everybody who was not eligible, and why
 */
public record OperatorChoice(OperatorId chosen, int others, Map<OperatorId, Refusal> refusals) {

  /** Chooses among all operators there are. */
  public static OperatorChoice among(List<Candidate> candidates, QueuedConsultation consultation) {
    Map<OperatorId, Refusal> refusals = new LinkedHashMap<>();
    List<Candidate> eligible =
        candidates.stream()
            .filter(
                candidate -> {
                  Optional<Refusal> refusal = Eligibility.refusal(consultation, candidate);
                  refusal.ifPresent(why -> refusals.put(candidate.id(), why));
                  return refusal.isEmpty();
                })
            .sorted(inOrderFor(consultation))
            .toList();
    return new OperatorChoice(
        eligible.isEmpty() ? null : eligible.getFirst().id(),
        Math.max(0, eligible.size() - 1),
        refusals);
  }

  /** The strategies, the most important first. */
  static Comparator<Candidate> inOrderFor(QueuedConsultation consultation) {
    return Comparator.comparingInt(
            (Candidate candidate) -> candidate.levels().get(consultation.topic()))
        .thenComparing(
            candidate -> candidate.languages().contains(consultation.language()),
            Comparator.reverseOrder())
        .thenComparingDouble(OperatorChoice::load)
        .thenComparing(
            candidate -> candidate.lastServed() == null ? Instant.EPOCH : candidate.lastServed())
        .thenComparing(candidate -> candidate.id().value());
  }

  /** The share of what they take at once, so that somebody who takes five is asked more often. */
  private static double load(Candidate candidate) {
    return (double) candidate.open() / candidate.maxWrite();
  }
}
