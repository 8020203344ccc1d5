package org.indiretta.routing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.indiretta.directory.Capacity;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/**
 * An operator as routing sees them at one moment.
 *
 * @param levels topic to level (1 first choice, 2 backup, 3 last resort)
 * @param available set AVAILABLE by themselves
 * @param linked a browser of theirs was connected a short while ago
 * @param open how many consultations they own or are offered, by mode
 * @param asked whether an offer waits for their answer now
 * @param capacity how much they take at once
 * @param autoAccept whether what is offered to them is theirs at once
 * @param lastServed when they last got one; null for never
 * @param wrappingUp whether they complete a consultation: there, but not to be asked
 * @param onCall whether a notice reaches them, who are not at the console; asked by {@code
 *     consultation}, not by a plan
 */
public record Candidate(
    OperatorId id,
    Map<TopicId, Integer> levels,
    Set<Language> languages,
    boolean enabled,
    boolean available,
    boolean linked,
    Map<Mode, Integer> open,
    boolean asked,
    Capacity capacity,
    boolean autoAccept,
    Instant lastServed,
    boolean wrappingUp,
    boolean onCall) {

  /** How much of their budget is taken; more than all of it when they took more by hand. */
  public int used() {
    int used = 0;
    for (Map.Entry<Mode, Integer> each : open.entrySet()) {
      used += capacity.weight(each.getKey()) * each.getValue();
    }
    return used;
  }

  /** The share of the budget that is taken, so that who takes five is asked more often. */
  public double load() {
    return (double) used() / capacity.budget();
  }

  /** Whether one more in this mode fits beside what they have. */
  public boolean fits(Mode mode) {
    return capacity.fits(used(), mode);
  }

  /** Whether they are at their screen and take consultations, however busy. */
  public boolean there() {
    return enabled && available && linked;
  }

  /** Whether they are there for somebody of the chain, now or once it has widened. */
  public boolean thereFor(Chain chain) {
    return there() && chain.ever(this);
  }

  /** Whether there is anything they could be asked now. */
  boolean free() {
    return there() && !asked && !wrappingUp && used() < capacity.budget();
  }

  /** This candidate with one more that is offered to them. */
  Candidate withOffer(Mode mode) {
    return with(mode, true, lastServed);
  }

  /** This candidate with one more that is theirs. */
  Candidate withOne(Mode mode, Instant at) {
    return with(mode, asked, at);
  }

  private Candidate with(Mode mode, boolean isAsked, Instant served) {
    Map<Mode, Integer> more = new HashMap<>(open);
    more.merge(mode, 1, Integer::sum);
    return new Candidate(
        id,
        levels,
        languages,
        enabled,
        available,
        linked,
        Map.copyOf(more),
        isAsked,
        capacity,
        autoAccept,
        served,
        wrappingUp,
        onCall);
  }

  /** Whether one more in this mode would find room with them now. */
  boolean hasRoom(Mode mode) {
    return there() && !wrappingUp && fits(mode);
  }
}
