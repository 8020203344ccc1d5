package org.indiretta.routing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.indiretta.identity.OperatorId;

/**
 * Why a consultation went to somebody, or to nobody: kept with it, and readable. Who serves neither
 * its topic nor one that helps out is not named.
 *
 * @param waitedS how long it had waited, in seconds
 * @param decided what put the first before the second
 * @param eligible who could be asked, in the order of choice; at most {@value #NAMED}
 * @param refused who could not, by reason; at most {@value #NAMED} for each
 * @param more how many are not named
 */
public record Reasons(
    long waitedS,
    Decided decided,
    List<OperatorId> eligible,
    Map<Refusal, List<OperatorId>> refused,
    int more) {
  /** How many operators are named in each of its lists. */
  public static final int NAMED = 50;

  public Reasons {
    eligible = List.copyOf(eligible);
    refused = Map.copyOf(refused);
  }

  static Reasons of(
      Turn turn, Decided decided, List<Candidate> eligible, Map<OperatorId, Refusal> refusals) {
    Map<Refusal, List<OperatorId>> refused = new EnumMap<>(Refusal.class);
    int named = Math.min(NAMED, eligible.size());
    int all = eligible.size();
    for (Map.Entry<OperatorId, Refusal> each : refusals.entrySet()) {
      if (each.getValue() != Refusal.NO_COMPETENCE) {
        all++;
        List<OperatorId> list = refused.computeIfAbsent(each.getValue(), why -> new ArrayList<>());
        if (list.size() < NAMED) {
          list.add(each.getKey());
          named++;
        }
      }
    }
    return new Reasons(
        turn.waited().toSeconds(),
        decided,
        eligible.stream().limit(NAMED).map(Candidate::id).toList(),
        refused,
        all - named);
  }

  /** Whether both say the same, whatever the time. */
  boolean sameAs(Reasons other) {
    return other != null
        && decided == other.decided
        && eligible.equals(other.eligible)
        && refused.equals(other.refused);
  }
}
