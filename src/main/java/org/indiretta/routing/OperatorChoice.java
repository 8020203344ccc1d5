package org.indiretta.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.indiretta.identity.OperatorId;

/**
 * Whom to ask for one consultation: of those who may be asked the ones that were asked least often
 * for it, and of them the first by the strategies in their order: the citizen's language, then the
 * lowest load, then who was idle longest, then the level, then the id, so that the choice is the
 * same on every node.
 *
 * @param chosen null when nobody is eligible
 * @param others how many more could have been asked, now or in the next round
 * @param refusals everybody who was not eligible, and why
 * @param reasons the same, to be kept
 */
public record OperatorChoice(
    Candidate chosen, int others, Map<OperatorId, Refusal> refusals, Reasons reasons) {
  private static final List<Strategy> STRATEGIES =
      List.of(
          new SameLanguage(),
          new LowestLoad(),
          new LongestIdle(),
          new NearestLevel(),
          new SmallestId());

  /** Chooses among these candidates. */
  public static OperatorChoice among(Collection<Candidate> candidates, Turn turn) {
    Map<OperatorId, Refusal> refusals = new LinkedHashMap<>();
    List<Candidate> eligible = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Optional<Refusal> refusal = Eligibility.refusal(turn, candidate);
      if (refusal.isPresent()) {
        refusals.put(candidate.id(), refusal.get());
      } else {
        eligible.add(candidate);
      }
    }
    int others = Math.max(0, eligible.size() - 1);
    leastAsked(turn, eligible, refusals);
    eligible.sort((one, other) -> compare(turn, one, other));
    return new OperatorChoice(
        eligible.isEmpty() ? null : eligible.getFirst(),
        others,
        refusals,
        Reasons.of(turn, decided(turn, eligible), eligible, refusals));
  }

  /** Nobody is asked again for the same one before all others who could be were. */
  private static void leastAsked(
      Turn turn, List<Candidate> eligible, Map<OperatorId, Refusal> refusals) {
    int least =
        eligible.stream()
            .mapToInt(candidate -> turn.consultation().declinedBy(candidate.id()))
            .min()
            .orElse(0);
    eligible.removeIf(
        candidate -> {
          boolean before = turn.consultation().declinedBy(candidate.id()) > least;
          if (before) {
            refusals.put(candidate.id(), Refusal.ASKED_BEFORE);
          }
          return before;
        });
  }

  private static int compare(Turn turn, Candidate one, Candidate other) {
    int order = 0;
    for (int i = 0; order == 0 && i < STRATEGIES.size(); i++) {
      order = STRATEGIES.get(i).compare(turn, one, other);
    }
    return order;
  }

  private static Decided decided(Turn turn, List<Candidate> ordered) {
    if (ordered.size() < 2) {
      return ordered.isEmpty() ? Decided.NOBODY : Decided.ONLY_ONE;
    }
    return STRATEGIES.stream()
        .filter(strategy -> strategy.compare(turn, ordered.get(0), ordered.get(1)) != 0)
        .findFirst()
        .map(Strategy::decided)
        .orElse(Decided.SMALLEST_ID);
  }
}
